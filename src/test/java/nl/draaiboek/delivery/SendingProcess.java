package nl.draaiboek.delivery;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.draaiboek.incident.IncidentCode;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The smallest process with a service task that sends, one per channel, and a way out when the channel is unavailable. */
public class SendingProcess implements Composer {

    private final RepositoryService repository;
    private final RuntimeService runtime;
    private final HistoryService history;
    private final JdbcClient jdbc;
    private volatile String words = "Wij onderzoeken het.";

    SendingProcess(RepositoryService repository, RuntimeService runtime, HistoryService history, JdbcClient jdbc) {
        this.repository = repository;
        this.runtime = runtime;
        this.history = history;
        this.jdbc = jdbc;
    }

    @EventListener(org.springframework.boot.context.event.ApplicationReadyEvent.class)
    public void deploy() {
        for (var channel : List.of("mail", "x", "sms", "call", "mail-at-once")) {
            repository
                    .createDeployment()
                    .name("sending by " + channel)
                    .addModelInstance("send-by-" + channel + ".bpmn", diagram(channel))
                    .deploy();
        }
    }

    private static BpmnModelInstance diagram(String channel) {
        var topic = channel.startsWith("mail") ? "mail" : channel;
        return Bpmn.createExecutableProcess("send-by-" + channel)
                .name("Send by " + channel)
                .camundaHistoryTimeToLive(30)
                .startEvent("StartEvent_Asked")
                .name("Asked to send")
                .serviceTask("ServiceTask_Send")
                .name("Send message")
                .camundaAsyncBefore(!channel.endsWith("-at-once"))
                .camundaExternalTask(topic)
                .camundaInputParameter("message", "sending-test")
                .camundaInputParameter("audience", "customers")
                .camundaInputParameter("addresses", "${addresses}")
                .camundaInputParameter("key", "${key}")
                .endEvent("EndEvent_Sent")
                .name("Sent")
                .moveToActivity("ServiceTask_Send")
                .boundaryEvent("BoundaryEvent_ChannelUnavailable")
                .name("Channel unavailable")
                .error("Error_ChannelUnavailable")
                .endEvent("EndEvent_OtherWay")
                .name("Sent another way")
                .done();
    }

    /** One that no plan runs for, so that nothing else sends. */
    public IncidentCode incident() {
        return new IncidentCode(jdbc.sql(
                        """
                insert into draaiboek.incident (code, title, provisional_severity, noticed, detected_at)
                values (draaiboek.next_incident_code(2026), 'Stroom weg in zaal 2', 2, 'MONITORING', now())
                returning code""")
                .query(String.class)
                .single());
    }

    /** What the next message says. */
    public void saying(String words) {
        this.words = words;
    }

    /** Starts one process that sends to these addresses. */
    public void start(IncidentCode incident, String channel, String... addresses) {
        runtime.startProcessInstanceByKey(
                "send-by-" + channel,
                incident.value(),
                Map.of(
                        "incident", incident.value(),
                        "addresses", String.join("|", addresses),
                        "key", incident + "/customers"));
    }

    public boolean waits(IncidentCode incident) {
        return runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(incident.value())
                        .processDefinitionKeyIn("send-by-mail", "send-by-x", "send-by-mail-at-once")
                        .count()
                > 0;
    }

    /** Whether its process runs or has ended. */
    boolean wasStarted(IncidentCode incident) {
        return history.createHistoricProcessInstanceQuery()
                        .processInstanceBusinessKey(incident.value())
                        .count()
                > 0;
    }

    /** Where the last process of this incident ended. */
    public String endedAt(IncidentCode incident) {
        return history
                .createHistoricActivityInstanceQuery()
                .activityType("noneEndEvent")
                .orderByHistoricActivityInstanceEndTime()
                .desc()
                .list()
                .stream()
                .map(a -> a.getActivityId())
                .findFirst()
                .orElse("nowhere");
    }

    /** {@code a@b|c@d}, or {@code 1000 customers}. */
    private static Stream<String> addresses(String input) {
        if (input.endsWith(" customers")) {
            return IntStream.range(0, Integer.parseInt(input.substring(0, input.indexOf(' '))))
                    .mapToObj(i -> "klant" + i + "@klant.example");
        }
        return Arrays.stream(input.split("\\|")).filter(address -> !address.isEmpty());
    }

    @Override
    public String message() {
        return "sending-test";
    }

    @Override
    public Composition compose(Request request) {
        var subject = "[" + request.incident() + "] Storing in Haarlem – café ⚡";
        return new Composition(
                Map.of(
                        "nl",
                        Content.text(
                                subject,
                                "Beste {{name}},\n\n" + words
                                        + " De volgende melding komt om 15:00.\n\n.\nAfmelden: {{unsubscribe}}")),
                addresses(request.input("addresses"))
                        .map(address -> new Recipient(
                                "customer:" + address,
                                address,
                                "nl",
                                Map.of(
                                        "name",
                                        "Zoë <b>",
                                        "unsubscribe",
                                        "https://status.example/u/" + address.hashCode())))
                        .toList(),
                request.incident() + "/customers",
                request.input("key"));
    }
}
