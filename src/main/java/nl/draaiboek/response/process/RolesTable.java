package nl.draaiboek.response.process;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import nl.draaiboek.engine.AsDraaiboek;
import nl.draaiboek.response.Role;
import nl.draaiboek.response.Roles;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * The newest {@code roles.dmn} there is, also for incidents that began before it: a role can be added while one runs. Each version
 * is evaluated once.
 */
@Component
class RolesTable implements Roles {

    private static final String DECISION = "roles";

    private final DecisionService decisions;
    private final RepositoryService repository;
    private final AsDraaiboek asDraaiboek;
    private final Map<String, List<Role>> versions = new ConcurrentHashMap<>();

    RolesTable(@Lazy DecisionService decisions, @Lazy RepositoryService repository, AsDraaiboek asDraaiboek) {
        this.decisions = decisions;
        this.repository = repository;
        this.asDraaiboek = asDraaiboek;
    }

    @Override
    public List<Role> all() {
        return asDraaiboek.call(() -> {
            var newest = repository
                    .createDecisionDefinitionQuery()
                    .decisionDefinitionKey(DECISION)
                    .latestVersion()
                    .singleResult();
            if (newest == null) {
                throw new IllegalStateException("No decision 'roles' is deployed; the plan needs roles.dmn.");
            }
            var known = versions.get(newest.getId());
            if (known == null) {
                known = read(newest.getId());
                versions.put(newest.getId(), known);
            }
            return known;
        });
    }

    private List<Role> read(String definition) {
        var roles = new ArrayList<Role>();
        for (var rule : repository.getDmnModelInstance(definition).getModelElementsByType(Rule.class)) {
            var cell = rule.getInputEntries().iterator().next().getTextContent().strip();
            if (!cell.matches("\"[^\"]+\"")) {
                throw new IllegalStateException(
                        "roles.dmn: each row is one role, its id in quotes, such as \"scribe\"; found "
                                + (cell.isEmpty() ? "an empty cell" : cell) + ".");
            }
            roles.add(row(definition, cell.substring(1, cell.length() - 1)));
        }
        return List.copyOf(roles);
    }

    private Role row(String definition, String id) {
        var result = decisions
                .evaluateDecisionTableById(definition)
                .variables(Map.of("role", id))
                .evaluate();
        if (result.size() != 1) {
            throw new IllegalStateException(
                    "roles.dmn must have exactly one row for " + id + ", it has " + result.size() + ".");
        }
        var row = result.get(0).getEntryMap();
        return new Role(
                id,
                new Role.Words(text(row.get("nameNl")), text(row.get("expectedNl")), text(row.get("startNl"))),
                new Role.Words(text(row.get("nameEn")), text(row.get("expectedEn")), text(row.get("startEn"))),
                text(row.get("responsibilities")),
                list(row.get("knownBy")),
                list(row.get("tasks")));
    }

    private static Set<String> list(@Nullable Object value) {
        return Arrays.stream(text(value).split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString().strip();
    }
}
