package nl.draaiboek.incident.process;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.FormText;
import nl.draaiboek.incident.Assessment;
import nl.draaiboek.incident.Assessments;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.incident.Questions;
import nl.draaiboek.people.People;
import org.jspecify.annotations.Nullable;

/** What was assessed before, to begin from, and what colleagues answered. */
@ForDiagrams("assessments")
public class AssessmentsForDiagrams {

    private final Assessments assessments;
    private final Incidents incidents;
    private final Questions questions;
    private final People people;
    private final ZoneId zone;

    AssessmentsForDiagrams(
            Assessments assessments, Incidents incidents, Questions questions, People people, OfficeHours officeHours) {
        this.assessments = assessments;
        this.incidents = incidents;
        this.questions = questions;
        this.people = people;
        this.zone = officeHours.zone();
    }

    /**
     * What one field of the form begins with: the newest assessment, or what is known without one.
     *
     * @param field key of the field
     */
    public @Nullable Object before(String code, String field) {
        var incident = incidents.get(new IncidentCode(code));
        var latest = assessments.latest(incident.code());
        if (field.equals("services")) {
            return new ArrayList<>(incident.services());
        }
        if (field.equals("impactAt")) {
            return local(latest.map(Assessment::since).orElse(incident.since()));
        }
        return latest.map(assessment -> value(assessment, field)).orElse(null);
    }

    private static @Nullable Object value(Assessment assessment, String field) {
        return switch (field) {
            case "internalImpact" -> assessment.internalImpact();
            case "what" -> assessment.what();
            case "whatTheySee" -> assessment.whatTheySee();
            case "who" -> assessment.who();
            case "supportCases" -> assessment.supportCases();
            case "breach" -> assessment.breach();
            case "dataLoss" -> assessment.dataLoss();
            case "socialMedia" -> assessment.socialMedia();
            case "otherFactors" -> assessment.otherFactors();
            case "cause" -> assessment.cause();
            default -> throw new IllegalArgumentException("An assessment has no field '" + field + "'.");
        };
    }

    /** What was asked and answered so far, as the rows of a table. */
    public List<Map<String, String>> answers(String code) {
        var rows = new ArrayList<Map<String, String>>();
        for (var question : questions.of(new IncidentCode(code))) {
            var row = new LinkedHashMap<String, String>();
            row.put("who", people.nameOf(question.askedOf()));
            row.put("question", question.question());
            row.put("answer", question.answer() == null ? "…" : question.answer());
            rows.add(row);
        }
        return rows;
    }

    /** One question, safe to show. */
    public String question(long id) {
        return FormText.plain(questions.get(id).question());
    }

    /** Everyone who may be asked, as the options of a select. */
    public List<Map<String, String>> colleagues() {
        var options = new ArrayList<Map<String, String>>();
        for (var person :
                people.inGroups("responders", "incidentManagers", "techLeads", "communicators", "serviceDesk")) {
            var option = new LinkedHashMap<String, String>();
            option.put("value", person.id());
            option.put("label", person.name());
            options.add(option);
        }
        return options;
    }

    private String local(Instant moment) {
        return OffsetDateTime.ofInstant(moment, zone)
                .withSecond(0)
                .withNano(0)
                .format(java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mmxxx"));
    }
}
