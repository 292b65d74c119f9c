package nl.draaiboek.response;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.draaiboek.delivery.Composition;
import nl.draaiboek.delivery.Dispatches;
import nl.draaiboek.delivery.Notice;
import nl.draaiboek.incident.Links;
import nl.draaiboek.people.OutsideHelp;
import nl.draaiboek.people.People;
import nl.draaiboek.people.Warnings;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Says in quiet times whom outside a call would not reach, or whose details nobody has confirmed: each once, to the managers. */
@Component
public class WatchOutsideHelp {

    private static final String MESSAGE = "outside-unready";

    private final OutsideHelp register;
    private final Warnings warnings;
    private final People people;
    private final Dispatches dispatches;
    private final ResponseTexts texts;
    private final Links links;
    private final Clock clock;

    WatchOutsideHelp(
            OutsideHelp register,
            Warnings warnings,
            People people,
            Dispatches dispatches,
            ResponseTexts texts,
            Links links,
            Clock clock) {
        this.register = register;
        this.warnings = warnings;
        this.people = people;
        this.dispatches = dispatches;
        this.texts = texts;
        this.links = links;
        this.clock = clock;
    }

    /** One mail about all that was not said before; what was mended and comes back is said again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tellUnready() {
        var recipients = Recipients.of(people.inGroups("managers"));
        if (recipients.isEmpty()) {
            return;
        }
        var found = register.findings().stream().filter(this::isNew).toList();
        if (found.isEmpty()) {
            return;
        }
        dispatches.open(new Notice(
                null,
                "mail",
                MESSAGE,
                "employees",
                new Composition(
                        texts.contents(
                                MESSAGE,
                                language -> Map.of(
                                        "list", list(found, language), "link", links.to("/register/outside-help"))),
                        recipients,
                        "outside-help",
                        MESSAGE + '/' + clock.instant().toEpochMilli())));
    }

    private boolean isNew(OutsideHelp.Finding found) {
        var confirmed = found.contact().contact().confirmedAt();
        return warnings.first(
                "outside", found.contact().id() + ' ' + found.english() + ' ' + confirmed, 1, clock.instant());
    }

    private static String list(List<OutsideHelp.Finding> found, String language) {
        return found.stream().map(one -> "- " + one.inWords(language)).collect(Collectors.joining("\n"));
    }
}
