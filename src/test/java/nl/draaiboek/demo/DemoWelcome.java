package nl.draaiboek.demo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What the demo says once it is ready. */
final class DemoWelcome {

    private DemoWelcome() {}

    static String text(int port, Instant since) {
        return """

                ────────────────────────────────────────────────────────────────────────────
                 Draaiboek is ready. Waddenhost, a hosting company, is on watch.

                 Raise the alarm (copy this whole command):

                   curl -sS http://localhost:%1$d/api/alerts/alertmanager \\
                     -H 'Authorization: Bearer %2$s' \\
                     -H 'Content-Type: application/json' \\
                     -d '%3$s'

                 Then take the lead as Anouk:

                   Tasklist      http://localhost:%1$d/camunda/app/tasklist/    anouk / demo
                   Cockpit       http://localhost:%1$d/camunda/app/cockpit/     marijke / demo
                   Incidents     http://localhost:%1$d/incidents
                   Roll calls    http://localhost:%1$d/roll-calls
                   Status page   http://localhost:%1$d/status
                   Mail sent     http://localhost:%1$d/demo/mail
                   Posts on X    http://localhost:%1$d/demo/x
                   Phones        http://localhost:%1$d/demo/phones
                   Chat          http://localhost:%1$d/demo/chat

                 Everyone's password is demo:
                   anouk    leads incidents      bram    technical lead     chaima  communicator
                   daan     responder            emma    service desk       farid   process owner
                   marijke  manager              joost   employee           admin   administrator

                 Stop with Ctrl+C. What happened is kept in target/demo for the next time.
                ────────────────────────────────────────────────────────────────────────────
                """
                .formatted(port, DemoApplication.MONITORING_TOKEN, alert(since));
    }

    /** Alertmanager's webhook, version 4. */
    static String alert(Instant since) {
        return """
                {"version":"4","groupKey":"{}:{alertname=\\"DatacenterDown\\"}","status":"firing","receiver":"draaiboek","groupLabels":{"alertname":"DatacenterDown"},"commonLabels":{"alertname":"DatacenterDown","service":"webhosting","severity":"critical"},"commonAnnotations":{"summary":"Datacenter Haarlem does not answer"},"externalURL":"http://monitoring.waddenhost.example","alerts":[{"status":"firing","labels":{"alertname":"DatacenterDown","service":"webhosting","severity":"critical"},"annotations":{"summary":"Datacenter Haarlem does not answer"},"startsAt":"%s","endsAt":"0001-01-01T00:00:00Z","generatorURL":"http://monitoring.waddenhost.example/graph","fingerprint":"b0a7de4c0ffee123"}]}"""
                .formatted(since.truncatedTo(ChronoUnit.SECONDS));
    }
}
