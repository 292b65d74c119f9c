package nl.draaiboek.statuspage.web;

import jakarta.servlet.http.HttpServletRequest;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.response.FailedStep;
import nl.draaiboek.statuspage.InEngine;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;

/** Ways from a page to the tools, as far as who looks may use them. */
public final class WayIn {

    private final String context;
    private final InEngine engine;
    private final WebInvocationPrivilegeEvaluator rights;

    WayIn(HttpServletRequest request, InEngine engine, WebInvocationPrivilegeEvaluator rights) {
        this.context = request.getContextPath();
        this.engine = engine;
        this.rights = rights;
    }

    /** Whether who looks may read incident pages. */
    public boolean incidents() {
        return allowed("/incidents/INC-2026-0001");
    }

    public boolean outbox() {
        return allowed("/outbox");
    }

    /** Tasklist, with the tasks of this incident. */
    public String tasklist(IncidentCode code) {
        return context + "/incidents/" + code.value() + "/tasks";
    }

    /** The running instance in Cockpit, or null when it has ended: Cockpit shows running ones only. */
    public @Nullable String cockpit(IncidentCode code) {
        return engine.instanceOf(code)
                .map(id -> context + "/camunda/app/cockpit/default/#/process-instance/" + id + "/runtime")
                .orElse(null);
    }

    /** Where a step stands in Cockpit, for who may look there. */
    public @Nullable String cockpit(FailedStep step) {
        return step.processInstance() == null
                ? null
                : context + "/camunda/app/cockpit/default/#/process-instance/" + step.processInstance() + "/runtime";
    }

    /** Whether who looks may let a step that failed be tried again. */
    public boolean again() {
        return allowed("/incidents/steps/1/again", "POST");
    }

    private boolean allowed(String path) {
        return allowed(path, "GET");
    }

    private boolean allowed(String path, String method) {
        var visitor = SecurityContextHolder.getContext().getAuthentication();
        return visitor != null && rights.isAllowed(context, path, method, visitor);
    }
}
