package nl.draaiboek.people;

import java.util.Arrays;
import java.util.Optional;

/** A way to reach somebody. */
public enum Way {
    MAIL("mail", "mail"),
    /** On the primary phone, when that is mobile. */
    SMS("sms", "sms"),
    /** On the primary phone. */
    CALL("call", "call"),
    SMS_SECOND("sms-second", "sms"),
    CALL_SECOND("call-second", "call"),
    CALL_LANDLINE("call-landline", "call"),
    CHAT("chat", "chat");

    private final String word;
    private final String channel;

    Way(String word, String channel) {
        this.word = word;
        this.channel = channel;
    }

    /** As a sheet writes it. */
    public String word() {
        return word;
    }

    /** Name of the channel that it goes out on. */
    public String channel() {
        return channel;
    }

    /** The one that a sheet writes so. */
    public static Optional<Way> of(String word) {
        return Arrays.stream(values()).filter(way -> way.word.equals(word)).findFirst();
    }
}
