package nl.draaiboek.intake.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** A delivery that is not taken, answered as a problem (RFC 9457) that names the field and what was expected. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String title;
    private final @Nullable String field;
    private final @Nullable String header;
    private final @Nullable String headerValue;

    private Refusal(
            HttpStatus status,
            String title,
            @Nullable String field,
            @Nullable String detail,
            @Nullable String header,
            @Nullable String headerValue) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
        this.field = field;
        this.header = header;
        this.headerValue = headerValue;
    }

    static Refusal of(HttpStatus status, String title) {
        return new Refusal(status, title, null, null, null, null);
    }

    /** A field of the body does not say what it should. */
    static Refusal field(String field, String expected) {
        return of(HttpStatus.BAD_REQUEST, "This cannot be read as what it should be")
                .field(field)
                .because(expected);
    }

    /** @param name JSON pointer into the body, or the name of a header */
    Refusal field(String name) {
        return new Refusal(status, title, name, getMessage(), header, headerValue);
    }

    /** @param detail what was expected, and what to do */
    Refusal because(String detail) {
        return new Refusal(status, title, field, detail, header, headerValue);
    }

    Refusal with(String headerName, String value) {
        return new Refusal(status, title, field, getMessage(), headerName, value);
    }

    void write(HttpServletResponse response, ObjectMapper json) throws IOException {
        var problem = json.createObjectNode()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status.value());
        if (getMessage() != null) {
            problem.put("detail", getMessage());
        }
        if (field != null) {
            problem.put("field", field);
        }
        if (header != null) {
            response.setHeader(header, headerValue);
        }
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.getOutputStream().write(json.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8));
    }
}
