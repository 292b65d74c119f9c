package nl.draaiboek.intake.process;

import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.FormText;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.intake.Alerts;
import nl.draaiboek.intake.CameIn;

/** What the forms of a merge show. */
@ForDiagrams("merges")
public class MergesForDiagrams {

    private final Incidents incidents;
    private final CameIn cameIn;
    private final Alerts alerts;
    private final TimeToAnswer timeToAnswer;

    MergesForDiagrams(Incidents incidents, CameIn cameIn, Alerts alerts, TimeToAnswer timeToAnswer) {
        this.incidents = incidents;
        this.cameIn = cameIn;
        this.alerts = alerts;
        this.timeToAnswer = timeToAnswer;
    }

    /** How long somebody may take to choose or confirm, as a duration of ISO 8601. */
    public String decideWithin() {
        return timeToAnswer.within(Severity.UNKNOWN_COUNTS_AS);
    }

    /** When the answer is due. */
    public Date decideBy() {
        return timeToAnswer.by(Severity.UNKNOWN_COUNTS_AS);
    }

    /** The running incidents, as options of a select. */
    public List<Map<String, String>> options() {
        return incidents.running().stream()
                .map(incident ->
                        Map.of("value", incident.code().value(), "label", incident.code() + " · " + incident.title()))
                .toList();
    }

    /** What a merge concerns of one of the two, safe for the text of a form. */
    public Map<String, Object> view(String code) {
        var incident = incidents.get(new IncidentCode(code));
        var view = new LinkedHashMap<String, Object>();
        view.put("code", code);
        view.put("title", FormText.plain(incident.title()));
        view.put("state", incident.state().name().toLowerCase(Locale.ROOT));
        view.put("severity", incident.effectiveSeverity().number());
        view.put("services", FormText.plain(String.join(", ", incident.services())));
        view.put("came", cameIn.of(incident.code()).size());
        view.put("firing", alerts.firing(incident.code()));
        return view;
    }
}
