package nl.draaiboek.delivery;

/**
 * Whether a channel can be used at all.
 *
 * @param why what is missing and where to set it; empty when on
 */
public record Readiness(boolean on, String why) {

    public static Readiness ready() {
        return new Readiness(true, "");
    }

    public static Readiness off(String why) {
        return new Readiness(false, why);
    }
}
