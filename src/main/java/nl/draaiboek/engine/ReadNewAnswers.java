package nl.draaiboek.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.glassfish.jersey.internal.spi.AutoDiscoverable;

/**
 * Lets Tasklist answer a question that had no answer yet. A field starts as an empty variable of its task, and Tasklist sends
 * the answer back with the type of that variable, {@code Null}, which the engine refuses for everything but nothing. Without
 * a type the engine takes the answer for what it is. Jersey finds this by {@code META-INF/services}.
 */
public final class ReadNewAnswers implements AutoDiscoverable {

    @Override
    public void configure(FeatureContext context) {
        if (!context.getConfiguration().isRegistered(Filter.class)) {
            context.register(Filter.class);
        }
    }

    static final class Filter implements ContainerRequestFilter {

        /** No form has so much to say. */
        private static final int LARGEST_ANSWER = 2_000_000;

        private static final ObjectMapper JSON = new ObjectMapper();

        @Override
        public void filter(ContainerRequestContext request) throws IOException {
            var path = request.getUriInfo().getPath();
            if (path.endsWith("/submit-form") || path.endsWith("/complete")) {
                var body = request.getEntityStream().readNBytes(LARGEST_ANSWER + 1);
                if (body.length > LARGEST_ANSWER) {
                    request.abortWith(Response.status(Response.Status.REQUEST_ENTITY_TOO_LARGE)
                            .build());
                    return;
                }
                request.setEntityStream(new ByteArrayInputStream(withoutNullTypes(body)));
            }
        }

        /** What is no JSON is left as it is; the engine says what is wrong with it. */
        static byte[] withoutNullTypes(byte[] body) throws IOException {
            try {
                var root = JSON.readTree(body);
                root.path("variables").forEach(variable -> {
                    if (variable instanceof ObjectNode answer
                            && answer.path("type").asText().equalsIgnoreCase("Null")) {
                        answer.remove("type");
                    }
                });
                return body.length == 0 ? body : JSON.writeValueAsBytes(root);
            } catch (JsonProcessingException e) {
                return body;
            }
        }
    }
}
