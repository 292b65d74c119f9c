package nl.draaiboek.review.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.people.People;
import nl.draaiboek.review.FollowUp;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.springframework.stereotype.Component;

/** The rows of a list that somebody filled in, each something to be done. */
@Component
class Rows {

    private static final int LONGEST = 1000;
    private static final int MOST = 50;

    private final ObjectMapper json = JsonMapper.builder().build();
    private final People people;
    private final OfficeHours officeHours;
    private final Clock clock;

    Rows(People people, OfficeHours officeHours, Clock clock) {
        this.people = people;
        this.officeHours = officeHours;
        this.clock = clock;
    }

    /** @param field key of the list; rows that are left empty do not count */
    List<FollowUp.Agreed> read(VariableScope scope, String field) {
        var agreed = new ArrayList<FollowUp.Agreed>();
        for (var row : rows(scope, field)) {
            if (row.values().stream()
                    .anyMatch(value -> value != null && !value.toString().isBlank())) {
                agreed.add(agreed(field, agreed.size() + 1, row));
            }
        }
        if (agreed.size() > MOST) {
            throw new InvalidAnswer(field, "At most " + MOST + " rows fit here. Put together what belongs together.");
        }
        return agreed;
    }

    /** A date that is today or later. */
    LocalDate date(String field, String typed, String where) {
        try {
            var date = LocalDate.parse(
                    typed.strip().substring(0, Math.min(10, typed.strip().length())));
            if (date.isBefore(LocalDate.ofInstant(clock.instant(), officeHours.zone()))) {
                throw new InvalidAnswer(field, where + "the date has passed. Give one that can be kept.");
            }
            return date;
        } catch (DateTimeException e) {
            throw new InvalidAnswer(field, where + "pick a date.");
        }
    }

    /** A user id of somebody who is there. */
    String owner(String field, String typed, String where) {
        return people.find(typed.strip())
                .map(person -> person.id())
                .orElseThrow(() -> new InvalidAnswer(field, where + "pick an owner from the list."));
    }

    private FollowUp.Agreed agreed(String field, int number, Map<String, Object> row) {
        var where = "Row " + number + ": ";
        var action = text(row, "action");
        if (action.isEmpty() || action.length() > LONGEST) {
            throw new InvalidAnswer(field, where + "say what is to be done, in at most " + LONGEST + " characters.");
        }
        var changes = text(row, "changesPlan");
        if (changes.length() > 200) {
            throw new InvalidAnswer(field, where + "name the diagram or table in at most 200 characters.");
        }
        return new FollowUp.Agreed(
                action, owner(field, text(row, "owner"), where), date(field, text(row, "due"), where), changes);
    }

    private static String text(Map<String, Object> row, String key) {
        var value = row.get(key);
        return value == null ? "" : value.toString().strip();
    }

    /** A list comes as JSON from the web and as a list from Java. */
    private List<Map<String, Object>> rows(VariableScope scope, String field) {
        var value = scope.getVariable(field);
        if (value == null) {
            return List.of();
        }
        var type = new TypeReference<List<Map<String, Object>>>() {};
        try {
            return value instanceof List<?> list
                    ? json.convertValue(list, type)
                    : json.readValue(value.toString(), type);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new InvalidAnswer(
                    field, "A list of rows was expected here. Open the task again and fill it in anew.");
        }
    }
}
