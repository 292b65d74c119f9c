package nl.draaiboek.statuspage;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.draaiboek.delivery.Channel;
import nl.draaiboek.delivery.Content;
import nl.draaiboek.delivery.Outcome;
import nl.draaiboek.delivery.OutgoingMessage;
import nl.draaiboek.delivery.Recipient;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.NewIncident;
import nl.draaiboek.incident.Noticed;
import nl.draaiboek.incident.OpenIncident;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.services.ImportServices;
import nl.draaiboek.support.Scenario;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** The night on which the Haarlem datacenter lost its power, as far as the pages see it. */
final class PublishedStory {

    static final String REGISTER =
            """
            id,name_nl,name_en,description_nl,description_en,owner,parent,depends_on,rto,rpo,customer_facing,labels,position
            datacenter-haarlem,Datacenter Haarlem,Haarlem datacenter,,,techLeads,,,,,no,,1
            hosting,Webhosting,Web hosting,Websites en databases van klanten,Customers' websites and databases,techLeads,,,4h,1d,yes,,2
            hosting-haarlem,Webhosting Haarlem,Web hosting Haarlem,,,techLeads,hosting,datacenter-haarlem,4h,1d,yes,,3
            hosting-utrecht,Webhosting Utrecht,Web hosting Utrecht,,,techLeads,hosting,,4h,1d,yes,,4
            mail,E-mail,E-mail,"Mailboxen, spamfilter",Mailboxes and spam filter,techLeads,,,1h,1h,yes,,5
            klantportaal,Klantportaal,Customer portal,Facturen en instellingen,Invoices and settings,techLeads,,,8h,1d,yes,,6
            """;

    private final ApplicationContext context;
    private int sent;

    PublishedStory(ApplicationContext context) {
        this.context = context;
    }

    void register() {
        context.getBean(ImportServices.class).run(REGISTER, "sanne");
    }

    IncidentCode incident(Severity severity, String title, String... services) {
        return java.util.Objects.requireNonNull(
                context.getBean(TransactionTemplate.class).execute(s -> context.getBean(OpenIncident.class)
                        .open(new NewIncident(
                                title,
                                Noticed.MONITORING,
                                severity,
                                List.of(services),
                                null,
                                now(),
                                null,
                                null,
                                "alertmanager"))));
    }

    Instant now() {
        return context.getBean(Scenario.class).clock().instant();
    }

    Told about(IncidentCode incident, String state) {
        return new Told(incident, state);
    }

    /** An update as the room that writes them hands it over. */
    final class Told {
        private final IncidentCode incident;
        private final Map<String, String> facts = new HashMap<>();
        private String nl = "Een deel van onze klanten kan de website niet bereiken.";
        private String en = "Some of our customers cannot reach their website.";

        private Told(IncidentCode incident, String state) {
            this.incident = incident;
            facts.put("update", "update-" + ++sent);
            facts.put("incident", incident.value());
            facts.put("state", state);
            facts.put("since", now().toString());
        }

        Told with(String fact, String value) {
            facts.put(fact, value);
            return this;
        }

        Told words(String dutch, String english) {
            nl = dutch;
            en = english;
            return this;
        }

        Told to(String page) {
            send(page, "nl");
            send(page, "en");
            return this;
        }

        Outcome send(String page, String language) {
            var channel = context.getBean(
                    page.equals("status-page") ? "statusPageChannel" : "internalPageChannel", Channel.class);
            try (var session = channel.open()) {
                return session.send(new OutgoingMessage(
                        facts.get("update") + "/" + language,
                        1,
                        false,
                        incident,
                        "everyone",
                        new Recipient("page:" + language, language, language, Map.of()),
                        new Content(
                                "[" + incident + "] Storing", language.equals("nl") ? nl : en, null, Map.copyOf(facts)),
                        incident + "/page",
                        null));
            }
        }
    }
}
