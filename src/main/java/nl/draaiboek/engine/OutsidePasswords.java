package nl.draaiboek.engine;

import java.util.Optional;

/** Passwords that another directory keeps. */
public interface OutsidePasswords {

    /**
     * Whether this is the password of that login.
     *
     * @return nothing when the password of that login is kept here
     * @throws PasswordNotChecked when that directory cannot say
     */
    Optional<Boolean> check(String user, String password);
}
