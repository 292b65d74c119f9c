package nl.draaiboek.people.calendar;

/** This is no calendar, or it is too large. Its words say what to do. */
public final class BadCalendar extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;

    BadCalendar(int line, String message) {
        super(message);
        this.line = line;
    }

    /** In the file, from 1; 0 when the whole of it is meant. */
    public int line() {
        return line;
    }

    /** With the line. */
    public String inWords() {
        return (line == 0 ? "" : "Line " + line + ": ") + getMessage();
    }
}
