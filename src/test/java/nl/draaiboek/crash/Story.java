package nl.draaiboek.crash;

import java.util.List;
import nl.draaiboek.communication.ApproveUpdate;
import nl.draaiboek.communication.DraftUpdate;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.support.Company;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An incident as it stands when its plan comes to a step: a night in Haarlem, each with a service and customers of its own. */
final class Story {

    private static final String REJECT = "reject-candidate/ServiceTask_Reject";
    private static final List<String> CANDIDATES =
            List.of("detect-incident/", "find-lead/", "alert-team/", "incident-response/", REJECT);
    private static final List<String> REJECTED = List.of("reject-candidate/");
    private static final List<String> PAGING =
            List.of("page-on-call/", "page-responder/", "page-person/", "keep-progress/");
    private static final List<String> RESOLVED =
            List.of("close-incident/ServiceTask_MailTeam", "close-incident/ServiceTask_CloseIncident");

    private final JdbcClient jdbc;
    private final DraftUpdate draft;
    private final ApproveUpdate approve;

    Story(JdbcClient jdbc, DraftUpdate draft, ApproveUpdate approve) {
        this.jdbc = jdbc;
        this.draft = draft;
        this.approve = approve;
    }

    /**
     * @param other a running incident beside it;
     * @param signal a report that somebody is asked about;
     * @param update approved
     */
    record Known(IncidentCode incident, IncidentCode other, long signal, long update) {}

    Known before(String point) {
        var code = incident(state(point));
        var other = incident("DECLARED");
        var reported = point.startsWith("reject-candidate/");
        if (PAGING.stream().anyMatch(point::startsWith)) {
            page(code, point.startsWith("keep-progress/") || point.endsWith("TellWhoComes"));
        }
        return new Known(code, other, signal(code, reported), update(code));
    }

    private static String state(String point) {
        if (CANDIDATES.stream().anyMatch(point::startsWith)) {
            return "CANDIDATE";
        }
        if (REJECTED.stream().anyMatch(point::startsWith)) {
            return "REJECTED";
        }
        return RESOLVED.contains(point) ? "RESOLVED" : "DECLARED";
    }

    private IncidentCode incident(String state) {
        var code = new IncidentCode(jdbc.sql(
                        """
                insert into draaiboek.incident (code, title, state, severity, provisional_severity, crisis_plan, noticed, lead, tech_lead,
                  impact_at, detected_at, declared_at, led_at)
                values (draaiboek.next_incident_code(2026), 'Stroom weg in zaal 2', 'DECLARED', 1, 1, true, 'COLLEAGUE', 'anouk', 'bram',
                  '2026-11-21T01:50:00Z', '2026-11-21T02:00:00Z', '2026-11-21T02:00:00Z', '2026-11-21T02:00:00Z') returning code""")
                .query(String.class)
                .single());
        var service = "hosting-" + code.value().toLowerCase(java.util.Locale.ROOT);
        jdbc.sql("insert into draaiboek.incident_service (incident, service) values (?, ?)")
                .params(code.value(), service)
                .update();
        for (var name : List.of("mia", "liam")) {
            Company.serve(jdbc, service);
            var id = name + "-" + service;
            jdbc.sql("insert into draaiboek.customer (id, name, mail, language) values (?, ?, ?, 'nl')")
                    .params(id, name, id + "@klant.example")
                    .update();
            jdbc.sql("insert into draaiboek.customer_service (customer, service) values (?, ?)")
                    .params(id, service)
                    .update();
        }
        become(code, state);
        return code;
    }

    /** Of severity 3, at night: what comes after the step waits for the office, in this life and in the next. */
    private void page(IncidentCode code, boolean acknowledged) {
        set(code, "severity = 3, provisional_severity = 3");
        var page = jdbc.sql(
                        """
                insert into draaiboek.page (incident, purpose, paged, manager, together, state, severity, opened_at,
                  acknowledged_by, acknowledged_at, acknowledged_way)
                values (:code, 'TECHNICIAN', 'group:techLeads', 'group:managers', false, :state, 3, '2026-11-21T02:00:00Z',
                  :by, :at::timestamptz, 'link') returning id""")
                .param("code", code.value())
                .param("state", acknowledged ? "ACKNOWLEDGED" : "OPEN")
                .param("by", acknowledged ? "bram" : null)
                .param("at", acknowledged ? "2026-11-21T02:01:00Z" : null)
                .query(Long.class)
                .single();
        for (var turn : List.of(List.of("FIRST", "bram"), List.of("BACKUP", "kehinde"))) {
            jdbc.sql("insert into draaiboek.page_turn (page, rung, person) values (?, ?, ?)")
                    .params(page, turn.get(0), turn.get(1))
                    .update();
            jdbc.sql(
                            """
                    insert into draaiboek.page_attempt (page, round, rung, person, step, way, at, notice, outcome)
                    values (?, 1, ?, ?, 1, 'mail', '2026-11-21T02:00:00Z', gen_random_uuid(), 'ARRIVED')""")
                    .params(page, turn.get(0), turn.get(1))
                    .update();
        }
    }

    private void become(IncidentCode code, String state) {
        switch (state) {
            case "CANDIDATE" ->
                set(code, "state = 'CANDIDATE', declared_at = null, severity = null, crisis_plan = false");
            case "REJECTED" ->
                set(code, "state = 'REJECTED', rejected_because = 'Niet na te doen.', closed_at = detected_at");
            case "RESOLVED" -> set(code, "state = 'RESOLVED', public_state = 'RESOLVED', resolved_at = detected_at");
            default -> {}
        }
    }

    private void set(IncidentCode code, String what) {
        jdbc.sql("update draaiboek.incident set " + what + " where code = ?")
                .param(code.value())
                .update();
    }

    private long signal(IncidentCode code, boolean ofThisIncident) {
        return jdbc.sql(
                        """
                insert into draaiboek.signal (kind, source, dedupe_key, noticed, title, services, reporter, reporter_name, reporter_mail,
                  body, received_at, next_attempt_at, state, incident, outcome)
                values ('REPORT', 'tasklist', :key, 'COLLEAGUE', 'Webshop laadt niet', array[:service], 'emma', 'Emma', :mail,
                  '{}', '2026-11-21T02:00:00Z', '2026-11-21T02:00:00Z', :state, :incident, :outcome) returning id""")
                .param("key", "report-" + code)
                .param("service", "shop-" + code.value().toLowerCase(java.util.Locale.ROOT))
                .param("mail", "melder-" + code.value().toLowerCase(java.util.Locale.ROOT) + "@klant.example")
                .param("state", ofThisIncident ? "ACTED" : "ASKING")
                .param("incident", ofThisIncident ? code.value() : null)
                .param("outcome", ofThisIncident ? "OPENED" : null)
                .query(Long.class)
                .single();
    }

    /** Approved, so that it is promised when the next one comes. */
    private long update(IncidentCode code) {
        var id = draft.draft(code);
        approve.approve(id, "chaima");
        return id.value();
    }
}
