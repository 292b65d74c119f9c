package nl.draaiboek.engine;

import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Map;
import org.glassfish.jersey.internal.spi.AutoDiscoverable;

/**
 * Answers an {@link InvalidAnswer} with 400 and its plain message, in {@code /engine-rest} and in the interface of the web
 * applications, which are REST applications of their own: Jersey finds this by {@code META-INF/services}.
 */
public final class ShowInvalidAnswers implements AutoDiscoverable {

    @Override
    public void configure(FeatureContext context) {
        if (!context.getConfiguration().isRegistered(Mapper.class)) {
            context.register(Mapper.class);
        }
    }

    /** The same shape as the engine's own errors, and the field beside it. */
    static final class Mapper implements ExceptionMapper<InvalidAnswer> {

        @Override
        public Response toResponse(InvalidAnswer refusal) {
            return Response.status(Response.Status.BAD_REQUEST)
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .entity(Map.of(
                            "type", "InvalidAnswer",
                            "message", String.valueOf(refusal.getMessage()),
                            "field", refusal.field()))
                    .build();
        }
    }
}
