package nl.draaiboek.delivery.phone;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** What is not taken from a provider, answered as a problem (RFC 9457) that says what was expected. */
final class HookRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String title;

    HookRefusal(HttpStatus status, String title, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
    }

    static HookRefusal unsigned(String detail) {
        return new HookRefusal(HttpStatus.FORBIDDEN, "Who tells this?", detail);
    }

    static HookRefusal unreadable(String detail) {
        return new HookRefusal(HttpStatus.BAD_REQUEST, "This cannot be read as what it should be", detail);
    }

    ResponseEntity<ProblemDetail> answer() {
        var problem = ProblemDetail.forStatusAndDetail(status, String.valueOf(getMessage()));
        problem.setTitle(title);
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
