package nl.draaiboek.everyone.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.FormText;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.everyone.TellEmployees;
import nl.draaiboek.everyone.TellEmployees.Concerned;
import nl.draaiboek.everyone.TellEmployees.Reach;
import nl.draaiboek.everyone.Telling;
import nl.draaiboek.everyone.Telling.Kind;
import nl.draaiboek.everyone.Telling.Message;
import nl.draaiboek.everyone.Telling.Whom;
import nl.draaiboek.everyone.Telling.Words;
import nl.draaiboek.everyone.Tellings;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.people.People;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.jspecify.annotations.Nullable;

/** What employees are told, as diagrams ask for it. The variable {@code telling} is the number of a row. */
@ForDiagrams("tellings")
public class TellingsForDiagrams {

    private static final ProcessVariable<Boolean> SHARE = ProcessVariable.yesNo("share");
    private static final ProcessVariable<Boolean> SEND = ProcessVariable.yesNo("send");
    private static final ProcessVariable<Boolean> MORE = ProcessVariable.yesNo("more");
    private static final int SUBJECT = 120;
    private static final int TEXT = 1500;
    private static final int FACTS = 2000;
    private static final int MOST = 200;

    private final TellEmployees tellEmployees;
    private final Tellings tellings;
    private final Incidents incidents;
    private final People people;
    private final CurrentPerson currentPerson;

    TellingsForDiagrams(
            TellEmployees tellEmployees,
            Tellings tellings,
            Incidents incidents,
            People people,
            CurrentPerson currentPerson) {
        this.tellEmployees = tellEmployees;
        this.tellings = tellings;
        this.incidents = incidents;
        this.people = people;
        this.currentPerson = currentPerson;
    }

    /** Asks what employees should know of this incident, unless that was asked before. */
    public void beginFor(String incident) {
        tellEmployees.beginFor(new IncidentCode(incident));
    }

    /** Whether somebody began it in Tasklist, and must say what it is about. */
    public boolean byHand(DelegateExecution execution) {
        return EngineTellings.TELLING.find(execution).isEmpty();
    }

    /** Completes "Alert the company": binds the process to the incident. */
    public void alert(DelegateTask task) {
        var answers = new Answers(task);
        var chosen = answers.required("chosen", 30, "Choose the incident.");
        var code = incidents.running().stream()
                .map(Incident::code)
                .filter(running -> running.value().equals(chosen))
                .findFirst()
                .orElseThrow(() -> new InvalidAnswer("chosen", "'" + chosen + "' is no running incident."));
        var facts = answers.required("facts", FACTS, "Write down the facts: what happened, and what it means.");
        var id = tellEmployees.begin(code, currentPerson.completes(task), facts);
        ProcessVariable.INCIDENT.set(task.getExecution(), code.value());
        EngineTellings.TELLING.set(task.getExecution(), Long.toString(id));
        task.getExecution().setProcessBusinessKey(code.value());
    }

    public boolean factsKnown(String telling) {
        return !get(telling).facts().isEmpty();
    }

    public String facts(String telling) {
        return get(telling).facts();
    }

    /** Completes "Gather the facts for colleagues". */
    public void gathered(DelegateTask task) {
        tellEmployees.gathered(
                id(EngineTellings.TELLING.from(task)),
                new Answers(task).required("facts", FACTS, "Write down the facts: what happened, and what it means."),
                currentPerson.completes(task));
    }

    /** Login of who decides: whoever alerts the company, else who leads; nothing while nobody does. */
    public @Nullable String decider(String telling) {
        var found = get(telling);
        return found.begunBy().equals(IncidentRecord.DRAAIBOEK)
                ? incidents.get(found.incident()).lead()
                : found.begunBy();
    }

    /** How many there are in the company, how many of them work on the incident, and how many are left then. */
    public Map<String, Integer> count(String telling) {
        var count = tellEmployees.count(id(telling));
        return Map.of(
                "everyone", count.everyone(),
                "involved", count.involved(),
                "without", count.everyone() - count.involved());
    }

    /** Whether those who work on the incident hear it too, as chosen before. */
    public String involved(String telling) {
        return get(telling).involved() ? "with" : "without";
    }

    public List<Map<String, String>> places() {
        return options(tellEmployees.locations());
    }

    public List<Map<String, String>> teams() {
        return options(tellEmployees.teams());
    }

    /** What was chosen before, where it came back to be changed; the same of {@link #ways} and {@link #written}. */
    public String whom(String telling) {
        return get(telling).whom().word();
    }

    public String ways(String telling) {
        return get(telling).urgent() ? "urgent" : "mail";
    }

    public String written(String telling, String field) {
        var id = id(telling);
        return tellings.last(id)
                .map(message -> field(message.words(), field))
                .orElseGet(() -> proposed(telling, "first", field));
    }

    /** Words to begin with, from what is known. */
    public String proposed(String telling, String kind, String field) {
        return field(tellEmployees.proposed(id(telling), Kind.valueOf(kind.toUpperCase(Locale.ROOT))), field);
    }

    /** Completes "Decide what to share". Sets {@code share}. */
    public void decided(DelegateTask task) {
        var id = id(EngineTellings.TELLING.from(task));
        var answers = new Answers(task);
        var by = currentPerson.completes(task);
        var share = answers.choice("decision", "Say whether anything is shared.", "share", "nothing")
                .equals("share");
        SHARE.set(task.getExecution(), share);
        if (!share) {
            tellEmployees.leave(id, answers.required("why", 500, "Say why nothing is shared."), by);
            return;
        }
        var whom = Whom.valueOf(answers.choice("whom", "Choose who hears it.", "everyone", "locations", "teams")
                .toUpperCase(Locale.ROOT));
        var involved = answers.choice("involved", "Say whether who works on it hears it too.", "without", "with")
                .equals("with");
        var urgent = answers.choice("ways", "Choose how urgent it is.", "mail", "urgent")
                .equals("urgent");
        tellEmployees.draft(id, new Concerned(whom, chosen(answers, whom), involved), urgent, words(answers), by);
        var reach = tellEmployees.reach(id);
        if (reach.reached().isEmpty() && reach.noWay().isEmpty()) {
            throw new InvalidAnswer(
                    "whom",
                    "Nobody is concerned: all of them work on the incident already. Choose that they hear it too, or others.");
        }
    }

    private List<String> chosen(Answers answers, Whom whom) {
        if (whom == Whom.EVERYONE) {
            return List.of();
        }
        var field = whom.word();
        var known = whom == Whom.LOCATIONS ? tellEmployees.locations() : tellEmployees.teams();
        var chosen = answers.list(field, MOST, 100);
        if (chosen.isEmpty()) {
            throw new InvalidAnswer(field, "Choose at least one.");
        }
        if (!known.keySet().containsAll(chosen)) {
            throw new InvalidAnswer(field, "Nobody stands in the directory with one of these.");
        }
        return chosen;
    }

    private static Words words(Answers answers) {
        return words(answers, "subjectNl", "textNl", "subjectEn", "textEn");
    }

    /** Fields of their own: they stand ready with other words than those of news. */
    private static Words overWords(Answers answers) {
        return words(answers, "overSubjectNl", "overTextNl", "overSubjectEn", "overTextEn");
    }

    private static Words words(Answers answers, String subjectNl, String textNl, String subjectEn, String textEn) {
        return new Words(
                answers.required(subjectNl, SUBJECT, "Write the Dutch subject: each reads it in their own language."),
                answers.required(textNl, TEXT, "Write the Dutch text: each reads it in their own language."),
                answers.required(subjectEn, SUBJECT, "Write the English subject: each reads it in their own language."),
                answers.required(textEn, TEXT, "Write the English text: each reads it in their own language."));
    }

    /** Completes "Check words and reach". Sets {@code send}. */
    public void checked(DelegateTask task) {
        var send = new Answers(task)
                .choice("checked", "Say whether it is sent, or changed first.", "send", "change")
                .equals("send");
        SEND.set(task.getExecution(), send);
        if (send) {
            tellEmployees.approve(id(EngineTellings.TELLING.from(task)), currentPerson.completes(task));
        }
    }

    /** Tells the next people; sets {@code more}: whether there are others. */
    public void tellNext(DelegateExecution execution) {
        MORE.set(execution, tellEmployees.tellNext(id(EngineTellings.TELLING.from(execution))));
    }

    /**
     * What comes once all were told: {@code nothing}, also where another of the same incident says that it is over, the {@code over}
     * words, or perhaps {@code news}.
     */
    public String next(String telling) {
        var found = get(telling);
        if (found.endedAt() == null && tellEmployees.goesOn(found.incident())) {
            return "news";
        }
        return tellEmployees.saysThatItIsOver(found.id()) ? "over" : "nothing";
    }

    /** Names in the name of the task what was told last, so that a list of several tells them apart. */
    public void named(DelegateTask task) {
        tellings.last(id(EngineTellings.TELLING.from(task)))
                .ifPresent(message ->
                        task.setName(task.getName() + ": " + message.words().subjectEn()));
    }

    /** Completes "Tell what comes next". */
    public void followed(DelegateTask task) {
        var answers = new Answers(task);
        var kind = answers.choice("kind", "Choose whether it is news, or over for them.", "next", "over");
        var over = kind.equals("over");
        if (over) {
            follow(task, Kind.OVER, overWords(answers), false);
        } else {
            follow(task, Kind.NEXT, words(answers), urgent(answers));
        }
    }

    /** Completes "Tell that it is over". */
    public void over(DelegateTask task) {
        follow(task, Kind.OVER, words(new Answers(task)), false);
    }

    private void follow(DelegateTask task, Kind kind, Words words, boolean urgent) {
        tellEmployees.follow(id(EngineTellings.TELLING.from(task)), kind, words, urgent, currentPerson.completes(task));
    }

    /** The quiet way where nothing is chosen: no phone rings because a form does not ask. */
    private static boolean urgent(Answers answers) {
        return !answers.text("ways", 20).isEmpty()
                && answers.choice("ways", "Choose how urgent it is.", "quiet", "urgent")
                        .equals("urgent");
    }

    /** Nobody wrote the last words in time: they go out as drafted. */
    public void overAsDrafted(String telling) {
        var id = id(telling);
        tellEmployees.follow(id, Kind.OVER, tellEmployees.proposed(id, Kind.OVER), false, IncidentRecord.DRAAIBOEK);
    }

    /** What tasks show of it; everything typed is safe to show. */
    public Map<String, Object> told(String telling) {
        var found = get(telling);
        var view = new LinkedHashMap<String, Object>();
        view.put("facts", FormText.plain(found.facts()));
        view.put("by", FormText.plain(byName(found)));
        view.put("whom", FormText.plain(whom(found)));
        view.put("involved", found.involved());
        view.put("urgent", found.urgent());
        var all = tellings.openOf(found.incident());
        view.put(
                "all",
                FormText.plain(
                        all.stream().map(TellingsForDiagrams::whom).distinct().collect(Collectors.joining("; "))));
        view.put(
                "subjects",
                FormText.plain(all.stream()
                        .flatMap(one -> tellings.last(one.id()).stream())
                        .map(message -> message.words().subjectEn())
                        .distinct()
                        .collect(Collectors.joining("; "))));
        var last = tellings.last(found.id());
        for (var field : List.of("subjectNl", "textNl", "subjectEn", "textEn")) {
            view.put(
                    field,
                    FormText.plain(last.map(Message::words)
                            .map(words -> field(words, field))
                            .orElse("")));
        }
        var missed = tellEmployees.notReached(found.id());
        view.put("missed", missed.size());
        view.put("missedNames", FormText.plain(names(missed)));
        return view;
    }

    private static String whom(Telling telling) {
        return telling.whom() == Whom.EVERYONE
                ? "the whole company"
                : telling.whom().word() + " " + String.join(", ", new TreeSet<>(telling.chosen()));
    }

    private String byName(Telling telling) {
        return telling.begunBy().equals(IncidentRecord.DRAAIBOEK) ? "the plan" : people.nameOf(telling.begunBy());
    }

    /** How many it reaches by which ways, and whom no way reaches. */
    public Map<String, Object> reach(String telling) {
        var reach = tellEmployees.reach(id(telling));
        var view = new LinkedHashMap<String, Object>();
        view.put("people", reach.reached().size());
        view.put("involved", reach.involved());
        view.put("ways", ways(reach));
        view.put("noWay", reach.noWay().size());
        view.put("noWayNames", names(reach));
        return view;
    }

    /** How many the next message reaches by which ways: the quiet ones, and urgent. */
    public Map<String, Object> reachOfNext(String telling) {
        var quiet = tellEmployees.reachOfNext(id(telling), false);
        var urgent = tellEmployees.reachOfNext(id(telling), true);
        var view = new LinkedHashMap<String, Object>();
        view.put("quiet", quiet.reached().size());
        view.put("quietWays", ways(quiet));
        view.put("quietNoWay", quiet.noWay().size());
        view.put("quietNoWayNames", names(quiet));
        view.put("urgent", urgent.reached().size());
        view.put("urgentWays", ways(urgent));
        view.put("urgentNoWay", urgent.noWay().size());
        view.put("urgentNoWayNames", names(urgent));
        return view;
    }

    private static String ways(Reach reach) {
        return FormText.plain(reach.byWay().entrySet().stream()
                .map(way -> way.getKey() + " " + way.getValue())
                .collect(Collectors.joining(", ")));
    }

    private String names(Reach reach) {
        return FormText.plain(names(reach.noWay().stream().map(people::nameOf).toList()));
    }

    private static String names(List<String> names) {
        var shown = 40;
        return names.stream().limit(shown).collect(Collectors.joining(", "))
                + (names.size() > shown ? " and " + (names.size() - shown) + " others" : "");
    }

    private static String field(Words words, String field) {
        return switch (field) {
            case "subjectNl" -> words.subjectNl();
            case "textNl" -> words.textNl();
            case "subjectEn" -> words.subjectEn();
            case "textEn" -> words.textEn();
            default -> throw new IllegalArgumentException("There is no field '" + field + "'.");
        };
    }

    private static List<Map<String, String>> options(Map<String, Integer> counted) {
        return counted.entrySet().stream()
                .map(one -> Map.of("value", one.getKey(), "label", one.getKey() + " (" + one.getValue() + ")"))
                .toList();
    }

    private Telling get(String telling) {
        return tellings.get(id(telling));
    }

    private static long id(String number) {
        return Long.parseLong(number);
    }
}
