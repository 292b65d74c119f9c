package nl.draaiboek.people;

import java.util.Arrays;
import java.util.Optional;

/** A way to reach somebody. */
public enum Way {
    MAIL("mail"),
    /** On the primary phone, when that is mobile. */
    SMS("sms"),
    /** On the primary phone. */
    CALL("call"),
    SMS_SECOND("sms-second"),
    CALL_SECOND("call-second"),
    CALL_LANDLINE("call-landline"),
    CHAT("chat");

    private final String word;

    Way(String word) {
        this.word = word;
    }

    /** As a sheet writes it. */
    public String word() {
        return word;
    }

    static Optional<Way> of(String word) {
        return Arrays.stream(values()).filter(way -> way.word.equals(word)).findFirst();
    }
}
