package nl.draaiboek.communication;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nl.draaiboek.delivery.Composer;
import nl.draaiboek.delivery.Composition;
import nl.draaiboek.delivery.Content;
import nl.draaiboek.delivery.Recipient;
import nl.draaiboek.people.People;
import org.springframework.stereotype.Component;

/**
 * Reminds colleagues of a promise. Inputs: {@code notice}, one of {@code remind-writer}, {@code tell-lead} and
 * {@code first-words-late}; {@code to}, user ids with commas between them. The same notice for the same promise a second time
 * goes to nobody.
 */
@Component
class PromiseNoticeComposer implements Composer {

    private static final Map<String, PromiseStep> STEPS =
            Map.of("remind-writer", PromiseStep.WRITER_REMINDED, "tell-lead", PromiseStep.LEAD_TOLD);

    private final KeepPromise keepPromise;
    private final TemplateTexts texts;
    private final People people;

    PromiseNoticeComposer(KeepPromise keepPromise, TemplateTexts texts, People people) {
        this.keepPromise = keepPromise;
        this.texts = texts;
        this.people = people;
    }

    @Override
    public String message() {
        return "promise-notice";
    }

    @Override
    public Composition compose(Request request) {
        var notice = request.inputs().getOrDefault("notice", "remind-writer");
        var due = keepPromise.due(request.incident()).orElse(null);
        var goesByItself = keepPromise.goesByItself(request.incident());
        var contents = new HashMap<String, Content>();
        DraftUpdate.LANGUAGES.forEach(language ->
                contents.put(language, texts.notice(request.incident(), notice, language, due, goesByItself)));
        var step = STEPS.get(notice);
        var first = step == null || keepPromise.take(request.incident(), step);
        return new Composition(
                contents,
                first ? recipients(request.inputs().getOrDefault("to", "")) : List.of(),
                request.incident() + "/promise",
                request.incident() + "/promise/" + notice);
    }

    private List<Recipient> recipients(String userIds) {
        return Stream.of(userIds.split(","))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .map(people::find)
                .flatMap(Optional::stream)
                .filter(person -> !person.mail().isBlank())
                .map(person -> new Recipient("person:" + person.id(), person.mail(), person.language(), Map.of()))
                .toList();
    }
}
