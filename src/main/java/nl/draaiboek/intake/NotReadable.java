package nl.draaiboek.intake;

/** What came in does not say what it should; nothing of it was kept. */
public class NotReadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * @param field JSON pointer to it, {@code /alerts/0/startsAt}; empty for the whole
     * @param expected what should stand there, in one sentence
     */
    public NotReadable(String field, String expected) {
        super(expected);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
