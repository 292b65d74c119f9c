package nl.draaiboek.incident.process;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import nl.draaiboek.engine.AsDraaiboek;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.incident.ResponsePolicies;
import nl.draaiboek.incident.ResponsePolicy;
import nl.draaiboek.incident.Severity;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.stereotype.Component;

/**
 * The newest {@code response-policy.dmn} there is, also for incidents that began before it: times can be tuned while an
 * incident runs. Each version is evaluated once a severity, because every evaluation leaves thirty rows of history.
 */
@Component
class PolicyTable implements ResponsePolicies {

    private static final String DECISION = "response-policy";

    private final DecisionService decisions;
    private final RepositoryService repository;
    private final Incidents incidents;
    private final OfficeHours officeHours;
    private final Clock clock;
    private final AsDraaiboek asDraaiboek;
    private final Map<String, Map<String, String>> rows = new ConcurrentHashMap<>();

    PolicyTable(
            DecisionService decisions,
            RepositoryService repository,
            Incidents incidents,
            OfficeHours officeHours,
            Clock clock,
            AsDraaiboek asDraaiboek) {
        this.decisions = decisions;
        this.repository = repository;
        this.incidents = incidents;
        this.officeHours = officeHours;
        this.clock = clock;
        this.asDraaiboek = asDraaiboek;
    }

    @Override
    public ResponsePolicy of(IncidentCode code) {
        return of(incidents.get(code).effectiveSeverity());
    }

    @Override
    public ResponsePolicy of(Severity severity) {
        return new ResponsePolicy(asDraaiboek.call(() -> row(severity)), officeHours, clock);
    }

    private Map<String, String> row(Severity severity) {
        var newest = repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(DECISION)
                .latestVersion()
                .singleResult();
        if (newest == null) {
            throw new IllegalStateException(
                    "No decision 'response-policy' is deployed; the plan needs response-policy.dmn.");
        }
        var key = newest.getId() + "/" + severity.number();
        var known = rows.get(key);
        if (known == null) {
            known = evaluate(newest.getId(), severity);
            rows.put(key, known);
        }
        return known;
    }

    private Map<String, String> evaluate(String definition, Severity severity) {
        var result = decisions
                .evaluateDecisionTableById(definition)
                .variables(Map.of("severity", severity.number()))
                .evaluate();
        if (result.size() != 1) {
            throw new IllegalStateException("response-policy.dmn must have exactly one row for severity "
                    + severity.number() + ", it has " + result.size() + ".");
        }
        var row = new LinkedHashMap<String, String>();
        Objects.requireNonNull(result.getSingleResult())
                .getEntryMap()
                .forEach((column, value) -> row.put(column, String.valueOf(value)));
        return Map.copyOf(row);
    }
}
