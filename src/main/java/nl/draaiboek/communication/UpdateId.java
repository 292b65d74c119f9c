package nl.draaiboek.communication;

/** The id of an update in our tables; processes carry it as text. */
public record UpdateId(long value) {

    /** @throws IllegalArgumentException when it is not a number */
    public static UpdateId of(String text) {
        try {
            return new UpdateId(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no id of an update; expected a number.", e);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
