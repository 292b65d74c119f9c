package nl.draaiboek.response.paging;

import nl.draaiboek.engine.StepHappened;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.people.MayBeAsked;
import nl.draaiboek.people.Person;
import nl.draaiboek.response.Role;
import nl.draaiboek.response.RoleGiven;
import nl.draaiboek.response.Team;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Whoever takes a task or does one need not press a link as well: it answers the pages that call for them or for somebody like
 * them, and nobody else is called out of bed for it. As after any answer, the page goes out again when nothing comes of it.
 * Whoever needs help themselves, or is looked for, does not come, whatever they do.
 */
@Component
class WorkAnswersPages {

    private static final String WORK = "work";

    private final Pages pages;
    private final AnswerPage answerPage;
    private final Candidates candidates;
    private final Incidents incidents;
    private final Team team;
    private final IncidentRecord record;
    private final MayBeAsked mayBeAsked;

    WorkAnswersPages(
            Pages pages,
            AnswerPage answerPage,
            Candidates candidates,
            Incidents incidents,
            Team team,
            IncidentRecord record,
            MayBeAsked mayBeAsked) {
        this.mayBeAsked = mayBeAsked;
        this.pages = pages;
        this.answerPage = answerPage;
        this.candidates = candidates;
        this.incidents = incidents;
        this.team = team;
        this.record = record;
    }

    /** Before the step itself stands in the record. */
    @EventListener
    @Order(0)
    void step(StepHappened step) {
        var actor = step.actor();
        if (actor == null
                || !IncidentCode.PATTERN.matcher(step.businessKey()).matches()
                || !(step.kind().equals("task.completed")
                        || step.kind().equals("task.assigned")
                                && actor.equals(step.details().get("assignee")))) {
            return;
        }
        var code = new IncidentCode(step.businessKey());
        var answered = pages.of(code).stream()
                .filter(page -> page.state() == Page.State.OPEN && answers(page, actor))
                .toList();
        if (!answered.isEmpty() && mayBeAsked.need(actor).isEmpty() && !saidNo(code, actor)) {
            answered.forEach(page -> answerPage.acknowledge(page.id(), actor, WORK));
        }
    }

    /** Who has the role that somebody is called for is who comes: nobody else is woken for it. */
    @EventListener
    void given(RoleGiven event) {
        if (!event.now().equals(incidents.get(event.code()).lead())) {
            pages.of(event.code()).stream()
                    .filter(page ->
                            page.state() == Page.State.OPEN && event.role().equals(role(page.purpose())))
                    .forEach(page -> answerPage.acknowledge(page.id(), event.now(), WORK));
        }
    }

    private static @Nullable String role(Purpose purpose) {
        return switch (purpose) {
            case TECHNICIAN -> Role.TECH_LEAD;
            case COMMUNICATOR -> Role.COMMUNICATIONS_MANAGER;
            case DETECTED, RAISED, UNLED, CALLED_IN -> null;
        };
    }

    /** The task that they did was to say that they cannot have a role: no work, and no reason to let others sleep. */
    private boolean saidNo(IncidentCode code, String person) {
        return record.of(code).stream()
                .filter(entry -> entry.actor().equals(person))
                .reduce((earlier, later) -> later)
                .filter(entry -> entry.kind().equals("role.declined"))
                .isPresent();
    }

    private boolean answers(Page page, String person) {
        // Who claims the lead answers that page, and no other work does.
        return page.purpose() != Purpose.UNLED
                && (wasPaged(page, person)
                        || switch (page.purpose()) {
                            case DETECTED ->
                                team.audience("team").stream().map(Person::id).anyMatch(person::equals);
                            case TECHNICIAN, COMMUNICATOR ->
                                !person.equals(incidents.get(page.incident()).lead())
                                        && candidates.meant(page.paged()).contains(person);
                            // More hands are wanted than work already, or those of others.
                            case RAISED, CALLED_IN, UNLED -> false;
                        });
    }

    private boolean wasPaged(Page page, String person) {
        return pages.attempts(page.id()).stream()
                .anyMatch(
                        attempt -> attempt.notice() != null && attempt.person().equals(person));
    }
}
