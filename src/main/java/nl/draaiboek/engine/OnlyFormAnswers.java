package nl.draaiboek.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.PathSegment;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.rest.util.EngineUtil;
import org.camunda.bpm.engine.task.Task;
import org.glassfish.jersey.internal.spi.AutoDiscoverable;
import org.jspecify.annotations.Nullable;

/**
 * A person answers what a form asks, and nothing else: whoever may complete a task could hand in any variable with it,
 * such as the code or the way a gateway takes. What the form does not ask is refused by name. Processes are started by their form
 * as well, at their beginning; messages are told by the program. An administrator may do all of it. Of nobody is an answer taken
 * that a field with choices does not offer ({@link FormChoices}), nor the character NUL, nor the same start twice in one moment
 * ({@link JustStarted}). Found like
 * {@link ShowInvalidAnswers}, for {@code /engine-rest} and the web applications alike.
 */
public final class OnlyFormAnswers implements AutoDiscoverable {

    @Override
    public void configure(FeatureContext context) {
        if (!context.getConfiguration().isRegistered(Filter.class)) {
            context.register(Filter.class);
        }
    }

    static final class Filter implements ContainerRequestFilter, ContainerResponseFilter {

        /** What a request starts, until it is known whether it did. */
        private static final String STARTS = JustStarted.class.getName();

        private static final ObjectMapper JSON = new ObjectMapper();
        private static final int LARGEST_ANSWER = 2_000_000;
        private static final String ADMINISTRATORS = "camunda-admin";
        private static final Set<String> COMPLETING = Set.of("complete", "submit-form", "resolve");
        private static final Set<String> GIVING = Set.of("claim", "assignee", "delegate");
        private static final Set<String> BY_THE_PROGRAM = Set.of("bpmnError", "bpmnEscalation");
        private static final Set<String> STARTING = Set.of("start", "submit-form");
        private static final Set<String> OF_A_REQUEST = Set.of("variables", "withVariablesInReturn");

        @Override
        public void filter(ContainerRequestContext request) throws IOException {
            if (!request.getMethod().equals(HttpMethod.POST)) {
                return;
            }
            var path = request.getUriInfo().getPathSegments().stream()
                    .map(PathSegment::getPath)
                    .filter(part -> !part.isEmpty())
                    .toList();
            var named = path.size() > 2 && path.get(0).equals("engine");
            var engine = EngineUtil.lookupProcessEngine(named ? path.get(1) : null);
            var asked = named ? path.subList(2, path.size()) : path;
            if (engine != null
                    && !asked.isEmpty()
                    && engine.getIdentityService().getCurrentAuthentication() != null) {
                refusal(request, engine, asked, limited(engine.getIdentityService()))
                        .ifPresent(request::abortWith);
            }
        }

        /** A start that failed may be tried again at once. */
        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            if (response.getStatus() >= Status.BAD_REQUEST.getStatusCode()
                    && request.getProperty(STARTS) instanceof String what) {
                justStarted(EngineUtil.lookupProcessEngine(null)).failed(what);
            }
        }

        private static Optional<Response> again(
                ContainerRequestContext request, ProcessEngine engine, @Nullable String process) throws IOException {
            var person = engine.getIdentityService().getCurrentAuthentication().getUserId();
            var variables = read(request).path("variables");
            var what = JustStarted.what(person, String.valueOf(process), variables);
            if (!justStarted(engine).first(what, !variables.isEmpty())) {
                return Optional.of(
                        answer(Status.CONFLICT, Map.of("type", "JustStarted", "message", JustStarted.AGAIN)));
            }
            request.setProperty(STARTS, what);
            return Optional.empty();
        }

        private static JustStarted justStarted(ProcessEngine engine) {
            return new JustStarted(engine.getProcessEngineConfiguration().getDataSource());
        }

        /** A person who is no administrator; the program itself comes another way. */
        private static boolean limited(IdentityService identity) {
            var person = identity.getCurrentAuthentication();
            return person.getGroupIds() == null || !person.getGroupIds().contains(ADMINISTRATORS);
        }

        private static Optional<Response> refusal(
                ContainerRequestContext request, ProcessEngine engine, List<String> asked, boolean limited)
                throws IOException {
            var last = asked.get(asked.size() - 1);
            switch (asked.get(0)) {
                case "message":
                    return limited
                            ? Optional.of(forbidden("Messages are told to processes by the program."))
                            : Optional.empty();
                case "task":
                    if (limited && asked.size() == 3 && BY_THE_PROGRAM.contains(last)) {
                        return Optional.of(forbidden("A task is answered by what its form asks."));
                    }
                    if (limited && asked.size() == 3 && GIVING.contains(last)) {
                        return forAnother(request, engine, asked.get(1), last);
                    }
                    if (asked.size() != 3 || !COMPLETING.contains(last)) {
                        return Optional.empty();
                    }
                    var task = task(engine, asked.get(1));
                    if (task == null) {
                        return Optional.empty();
                    }
                    var others = limited ? inOtherHands(engine, task) : Optional.<Response>empty();
                    return others.isPresent()
                            ? others
                            : answered(
                                    request,
                                    () -> engine.getFormService().getDeployedTaskForm(task.getId()),
                                    names -> engine.getFormService().getTaskFormVariables(task.getId(), names, true),
                                    engine,
                                    limited);
                case "process-definition":
                    if (!STARTING.contains(last)) {
                        return Optional.empty();
                    }
                    var wrong = answered(
                            request,
                            () -> engine.getFormService().getDeployedStartForm(definition(engine, asked)),
                            names -> Map.of(),
                            engine,
                            limited);
                    return wrong.isPresent() ? wrong : again(request, engine, definition(engine, asked));
                default:
                    return Optional.empty();
            }
        }

        /** Of a task that is gone the engine tells so itself. */
        private static @Nullable Task task(ProcessEngine engine, String id) {
            return unlimited(
                    engine.getIdentityService(),
                    () -> engine.getTaskService().createTaskQuery().taskId(id).singleResult());
        }

        /** Nobody says yes or no for somebody else: what a person has is done by that person. */
        private static Optional<Response> inOtherHands(ProcessEngine engine, Task task) {
            var identity = engine.getIdentityService();
            var has = task.getAssignee();
            if (has == null || has.equals(identity.getCurrentAuthentication().getUserId())) {
                return Optional.empty();
            }
            var person = unlimited(
                    identity, () -> identity.createUserQuery().userId(has).singleResult());
            var name = person == null ? has : person.getFirstName() + ' ' + person.getLastName();
            return Optional.of(forbidden("“" + task.getName() + "” is in the hands of " + name.strip()
                    + ": only they can do it. Ask them, or have it given to you first."));
        }

        /**
         * Nobody takes a task in the name of somebody else: what is said of who has it would not be so. To give it to somebody is for
         * who has it, and for who may give the tasks of this process to others.
         */
        private static Optional<Response> forAnother(
                ContainerRequestContext request, ProcessEngine engine, String id, String act) throws IOException {
            var person = engine.getIdentityService().getCurrentAuthentication();
            var whom = read(request).path("userId").asText("");
            var task = task(engine, id);
            if (whom.isEmpty() || whom.equals(person.getUserId()) || task == null) {
                return Optional.empty();
            }
            if (act.equals("claim")) {
                return Optional.of(
                        forbidden(
                                "You can take a task for yourself alone. Ask them to take it, or whoever leads to give it to them."));
            }
            var may = person.getUserId().equals(task.getAssignee()) || mayGive(engine, task);
            return may
                    ? Optional.empty()
                    : Optional.of(
                            forbidden(
                                    "“" + task.getName()
                                            + "” can be given to somebody by who has it, or by an incident manager. You can take it yourself."));
        }

        private static boolean mayGive(ProcessEngine engine, Task task) {
            var identity = engine.getIdentityService();
            var person = identity.getCurrentAuthentication();
            return unlimited(identity, () -> {
                var definition = engine.getRepositoryService().getProcessDefinition(task.getProcessDefinitionId());
                return engine.getAuthorizationService()
                        .isUserAuthorized(
                                person.getUserId(),
                                person.getGroupIds(),
                                ProcessDefinitionPermissions.TASK_ASSIGN,
                                Resources.PROCESS_DEFINITION,
                                definition.getKey());
            });
        }

        /** What was sent, which stays to be read; nothing where it is no JSON. */
        private static JsonNode read(ContainerRequestContext request) throws IOException {
            var body = request.getEntityStream().readNBytes(LARGEST_ANSWER + 1);
            request.setEntityStream(new ByteArrayInputStream(body));
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                return JSON.createObjectNode();
            }
        }

        /** {@code process-definition/ID/start} and {@code process-definition/key/KEY/start}. */
        private static @Nullable String definition(ProcessEngine engine, List<String> asked) {
            if (!asked.get(1).equals("key") || asked.size() < 4) {
                return asked.get(1);
            }
            var newest = engine.getRepositoryService()
                    .createProcessDefinitionQuery()
                    .processDefinitionKey(asked.get(2))
                    .latestVersion()
                    .singleResult();
            return newest == null ? null : newest.getId();
        }

        private static Optional<Response> answered(
                ContainerRequestContext request,
                Callable<InputStream> form,
                Function<Set<String>, Map<String, Object>> offered,
                ProcessEngine engine,
                boolean limited)
                throws IOException {
            var body = request.getEntityStream().readNBytes(LARGEST_ANSWER + 1);
            request.setEntityStream(new ByteArrayInputStream(body));
            if (body.length > LARGEST_ANSWER) {
                return Optional.of(
                        Response.status(Status.REQUEST_ENTITY_TOO_LARGE).build());
            }
            JsonNode answer;
            try {
                answer = JSON.readTree(body);
            } catch (JsonProcessingException e) {
                return Optional.empty();
            }
            for (var names = answer.fieldNames(); limited && names.hasNext(); ) {
                var name = names.next();
                if (!OF_A_REQUEST.contains(name) && !answer.get(name).isNull()) {
                    return Optional.of(refused(name, "'" + name + "' cannot be handed in with an answer."));
                }
            }
            if (!answer.path("variables").fieldNames().hasNext()) {
                return Optional.empty();
            }
            var read = read(form, engine.getIdentityService());
            var asked = new TreeSet<String>();
            collect(read, asked);
            for (var names = answer.path("variables").fieldNames(); limited && names.hasNext(); ) {
                var name = names.next();
                if (!asked.contains(name)) {
                    return Optional.of(refused(
                            name,
                            "'" + name + "' is not asked here. "
                                    + (asked.isEmpty()
                                            ? "This form asks nothing."
                                            : "Hand in only what the form asks: " + String.join(", ", asked) + ".")));
                }
            }
            for (var names = answer.path("variables").fieldNames(); names.hasNext(); ) {
                var name = names.next();
                if (holdsNul(answer.path("variables").get(name).path("value"))) {
                    return Optional.of(
                            refused(
                                    name,
                                    "“" + label(read, name).orElse(name)
                                            + "” holds a character that cannot be kept (NUL). Take it out, and send it again."));
                }
            }
            return FormChoices.of(read)
                    .wrong(answer.path("variables"), offered)
                    .map(
                            field -> refused(
                                    field.key(),
                                    "“" + field.label()
                                            + "”: what was chosen is not offered here, or not any more. Choose one of those that the form shows."));
        }

        /** The form; an empty one where there is none. */
        private static JsonNode read(Callable<InputStream> form, IdentityService identity) {
            return unlimited(identity, () -> {
                try (var json = form.call()) {
                    return JSON.readTree(json);
                } catch (ProcessEngineException none) {
                    return JSON.createObjectNode();
                } catch (Exception e) {
                    throw new IllegalStateException("The form cannot be read.", e);
                }
            });
        }

        /** What the program itself may see, whoever asks. */
        private static <T extends @Nullable Object> T unlimited(IdentityService identity, Supplier<T> asked) {
            var person = identity.getCurrentAuthentication();
            identity.clearAuthentication();
            try {
                return asked.get();
            } finally {
                identity.setAuthentication(person.getUserId(), person.getGroupIds(), person.getTenantIds());
            }
        }

        private static void collect(JsonNode component, Set<String> fields) {
            for (var name : List.of("key", "path")) {
                if (component.path(name).isTextual()) {
                    fields.add(component.path(name).asText());
                }
            }
            component.path("components").forEach(inner -> collect(inner, fields));
        }

        /** As it is, or escaped within a text of JSON. No keyboard writes it, and the database cannot keep it. */
        private static boolean holdsNul(JsonNode value) {
            if (value.isTextual()) {
                var text = value.asText();
                return text.indexOf('\0') >= 0 || text.startsWith("[") && text.contains("\\u0000");
            }
            for (var inner : value) {
                if (holdsNul(inner)) {
                    return true;
                }
            }
            return false;
        }

        private static Optional<String> label(JsonNode component, String key) {
            if (component.path("key").asText().equals(key)
                    && component.path("label").isTextual()) {
                return Optional.of(component.path("label").asText());
            }
            for (var inner : component.path("components")) {
                var label = label(inner, key);
                if (label.isPresent()) {
                    return label;
                }
            }
            return Optional.empty();
        }

        private static Response forbidden(String message) {
            return answer(Status.FORBIDDEN, Map.of("type", "Forbidden", "message", message));
        }

        private static Response refused(String field, String message) {
            return answer(Status.BAD_REQUEST, Map.of("type", "InvalidAnswer", "message", message, "field", field));
        }

        private static Response answer(Status status, Map<String, String> words) {
            return Response.status(status)
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .entity(words)
                    .build();
        }
    }
}
