package nl.draaiboek.everyone.process;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import nl.draaiboek.engine.AsDraaiboek;
import nl.draaiboek.everyone.HowManyTheyCall;
import nl.draaiboek.people.Contact;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * The newest {@code phone-tree-calls.dmn} and {@code phone-tree-start.dmn}. Somebody is asked about by each of their words: their login, the
 * groups and teams in which they are, their location, and "who begins"; the largest answer counts. Only words that stand in the
 * table are asked about.
 */
@Component
class PhoneTreeTables implements HowManyTheyCall {

    private static final String CALLS = "phone-tree-calls";
    private static final String START = "phone-tree-start";
    private static final String BEGINS = "who begins";
    private static final String ANYBODY = "";
    private static final int MOST = 20;

    private final DecisionService decisions;
    private final RepositoryService repository;
    private final AsDraaiboek asDraaiboek;

    PhoneTreeTables(@Lazy DecisionService decisions, @Lazy RepositoryService repository, AsDraaiboek asDraaiboek) {
        this.decisions = decisions;
        this.repository = repository;
        this.asDraaiboek = asDraaiboek;
    }

    @Override
    public Map<String, Integer> of(List<Contact> people, String first) {
        return asDraaiboek.call(() -> {
            var words = words();
            var answers = new HashMap<String, Integer>();
            words.forEach(word -> answers.put(word, calls(word)));
            var usual = calls(ANYBODY);
            var calls = new HashMap<String, Integer>();
            for (var person : people) {
                calls.put(
                        person.colleague().id(),
                        wordsOf(person, first).stream()
                                .map(word -> answers.getOrDefault(word, usual))
                                .max(Integer::compare)
                                .orElse(usual));
            }
            return calls;
        });
    }

    @Override
    public boolean startsAt(int severity, boolean mailOut) {
        return asDraaiboek.call(() -> {
            var result = decisions
                    .evaluateDecisionTableByKey(START)
                    .variables(Variables.createVariables()
                            .putValue("severity", severity)
                            .putValue("mail", mailOut ? "out" : "works"))
                    .evaluate();
            return result.size() == 1
                    && Boolean.TRUE.equals(result.get(0).getEntryMap().get("start"));
        });
    }

    private static Set<String> wordsOf(Contact person, String first) {
        var words = new TreeSet<String>();
        words.add(ANYBODY);
        words.add(person.colleague().id());
        words.addAll(person.colleague().groups());
        words.addAll(person.teams());
        words.add(person.location().strip());
        if (person.colleague().id().equals(first)) {
            words.add(BEGINS);
        }
        return words;
    }

    /** Those that stand in the table, whatever their rows say. */
    private Set<String> words() {
        var newest = repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(CALLS)
                .latestVersion()
                .singleResult();
        if (newest == null) {
            throw new IllegalStateException(
                    "No decision 'phone-tree-calls' is deployed; the plan needs phone-tree-calls.dmn.");
        }
        var words = new HashSet<String>();
        repository.getDmnModelInstance(newest.getId()).getModelElementsByType(InputEntry.class).stream()
                .flatMap(cell -> java.util.regex.Pattern.compile("\"([^\"]*)\"")
                        .matcher(cell.getTextContent())
                        .results())
                .forEach(found -> words.add(found.group(1)));
        return words;
    }

    private int calls(String word) {
        var result = decisions
                .evaluateDecisionTableByKey(CALLS)
                .variables(Variables.createVariables().putValue("who", word))
                .evaluate();
        var calls = result.isEmpty() ? null : result.get(0).getEntryMap().get("calls");
        if (!(calls instanceof Number number) || number.intValue() < 1) {
            throw new IllegalStateException(
                    "phone-tree-calls.dmn: how many " + (word.isEmpty() ? "anybody" : "'" + word + "'")
                            + " calls must be a whole number of at least 1, found " + calls + ".");
        }
        return Math.min(number.intValue(), MOST);
    }
}
