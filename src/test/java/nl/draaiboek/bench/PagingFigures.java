package nl.draaiboek.bench;

import static nl.draaiboek.bench.BenchedProgram.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import nl.draaiboek.support.AtOnce;
import nl.draaiboek.support.Company;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;

/** From an alert to the phone of whoever is to come: until the provider of SMS has the request. */
final class PagingFigures {

    private static final int WARM_UP = 30;
    private static final int ALERTS = 100;
    private static final int MANY = 1_000;
    private static final String HALL = "Hal 9";

    private final BenchedProgram program;

    PagingFigures(BenchedProgram program) {
        this.program = program;
    }

    void measure(Figures figures) throws Exception {
        everyoneByText();
        untilRequested("warm-", WARM_UP);
        figures.times(
                "From an alert's commit to the provider's request for the page",
                untilRequested("paged-", ALERTS),
                "bare requests " + bare());
        hold("page-on-call", "page-responder", "page-person");
        everyoneAtOnce(figures);
        hold("roll-call");
    }

    /** A roll call: the only thing that reaches so many at once, without limits. */
    private void everyoneAtOnce(Figures figures) throws Exception {
        hireMany();
        program.gateway().forget();
        var began = System.nanoTime();
        Company.act(program.bean(IdentityService.class), "joost");
        program.bean(FormService.class)
                .submitStartForm(
                        program.bean(RepositoryService.class)
                                .createProcessDefinitionQuery()
                                .processDefinitionKey("roll-call")
                                .latestVersion()
                                .singleResult()
                                .getId(),
                        Map.of("place", HALL, "what", "Rook"));
        program.bean(IdentityService.class).clearAuthentication();
        await(() -> program.gateway().count() >= MANY);
        var asked = MANY / seconds(began);
        program.awaitQuiet();
        figures.rate("People asked in a roll call by SMS, 1,000 of them", asked, manyBare(), "bare requests");
    }

    private void hireMany() {
        var identity = program.bean(IdentityService.class);
        for (var i = 0; i < MANY; i++) {
            var user = identity.newUser("many" + i);
            user.setFirstName("Medewerker");
            user.setLastName(Integer.toString(i));
            identity.saveUser(user);
            identity.createMembership(user.getId(), "employees");
            program.jdbc()
                    .sql(
                            """
                    insert into draaiboek.contact (person, primary_phone, location, ways_by_day, ways_by_night, changed_at)
                    values (?, ?, ?, 'sms', 'sms', now())""")
                    .params(user.getId(), "+3161" + (1_000_000 + i), HALL)
                    .update();
        }
    }

    private double manyBare() throws Exception {
        var client = HttpClient.newHttpClient();
        var request = bareRequest();
        var began = System.nanoTime();
        AtOnce.run(BenchedProgram.CONNECTIONS, n -> () -> {
            for (var i = n; i < MANY; i += BenchedProgram.CONNECTIONS) {
                client.send(request, BodyHandlers.discarding());
            }
            return n;
        });
        return MANY / seconds(began);
    }

    private HttpRequest bareRequest() {
        return HttpRequest.newBuilder(URI.create(program.gateway().address()))
                .POST(HttpRequest.BodyPublishers.ofString("to=%2B31612345678&text=Storing"))
                .build();
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private Figures.Times untilRequested(String groups, int alerts) {
        var times = new long[alerts];
        try (var door = new Doorstep(program.port())) {
            for (var i = 0; i < alerts; i++) {
                program.awaitQuiet();
                program.gateway().forget();
                door.deliver(IntakeFigures.webhook(groups + i, 1));
                var committed = System.nanoTime();
                await(() -> program.gateway().count() >= 1);
                times[i] = program.gateway().firstAt() - committed;
            }
        }
        program.awaitQuiet();
        return new Figures.Times(times);
    }

    /** The same request by itself. */
    private Figures.Times bare() throws IOException, InterruptedException {
        var client = HttpClient.newHttpClient();
        var request = bareRequest();
        var times = new long[ALERTS];
        for (var i = -WARM_UP; i < ALERTS; i++) {
            var began = System.nanoTime();
            client.send(request, BodyHandlers.discarding());
            if (i >= 0) {
                times[i] = System.nanoTime() - began;
            }
        }
        return new Figures.Times(times);
    }

    private void everyoneByText() {
        for (var i = 0; i < Company.PEOPLE.size(); i++) {
            program.jdbc()
                    .sql(
                            """
                    insert into draaiboek.contact (person, primary_phone, ways_by_day, ways_by_night, changed_at)
                    values (?, ?, 'sms', 'sms', now())""")
                    .params(Company.PEOPLE.get(i).id(), "+3161234560" + i)
                    .update();
        }
    }

    /** Nobody answers here: hundreds of incidents would page all the while that something else is measured. */
    private void hold(String... processes) {
        for (var process : processes) {
            program.bean(ManagementService.class)
                    .updateJobDefinitionSuspensionState()
                    .byProcessDefinitionKey(process)
                    .includeJobs(true)
                    .suspend();
        }
    }
}
