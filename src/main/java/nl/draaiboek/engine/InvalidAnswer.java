package nl.draaiboek.engine;

/**
 * What somebody filled in cannot be accepted. Thrown by what runs when a task is completed or a process is started; nothing
 * of it is kept, the task stays open, and the message is what the person reads in Tasklist (HTTP 400).
 */
public final class InvalidAnswer extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * @param field key of the field in the form
     * @param message one plain sentence, in the words of the form, that says what is wrong and what to do
     */
    public InvalidAnswer(String field, String message) {
        super(message);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
