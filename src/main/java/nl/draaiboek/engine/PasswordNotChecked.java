package nl.draaiboek.engine;

/** Another directory keeps this password, and cannot say now whether it is right. Nobody mistyped. */
public final class PasswordNotChecked extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PasswordNotChecked(Throwable cause) {
        super(
                "The directory that keeps your password does not answer, so nobody whose password it keeps can log in now."
                        + " Answer a page or a roll call by its link, by SMS or by phone.",
                cause);
    }
}
