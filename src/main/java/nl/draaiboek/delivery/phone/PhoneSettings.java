package nl.draaiboek.delivery.phone;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Who carries our SMS and calls. */
@ConfigurationProperties("draaiboek")
record PhoneSettings(@DefaultValue Twilio twilio, @DefaultValue Sms sms, @DefaultValue Call call) {

    /** The name of Twilio among the providers. */
    static final String TWILIO = "twilio";

    /**
     * The account at Twilio, for SMS and calls alike.
     *
     * @param baseUrl where the API is; another one for trying
     * @param authToken signs what Twilio tells us, and opens the account where no API key is given
     */
    record Twilio(
            @DefaultValue("https://api.twilio.com") URI baseUrl,
            @Nullable String accountSid,
            @Nullable String authToken,
            @Nullable String apiKey,
            @Nullable String apiSecret) {

        boolean given() {
            return !blank(accountSid) || !blank(authToken);
        }

        boolean complete() {
            return !blank(accountSid) && !blank(authToken) && blank(apiKey) == blank(apiSecret);
        }
    }

    /**
     * @param providers in the order in which they are tried; without it Twilio, then the gateways by name
     * @param from number, name of 11 letters at most, or Twilio's id of a messaging service
     * @param longest in segments; what is longer is shortened
     */
    record Sms(
            @DefaultValue List<String> providers,
            @Nullable String from,
            @DefaultValue("4") int longest,
            @DefaultValue("2") int connections,
            @DefaultValue("10") int perSecond,
            @DefaultValue("5s") Duration connectTimeout,
            @DefaultValue("15s") Duration readTimeout,
            @DefaultValue("20s") Duration givesUpAfter,
            @DefaultValue Map<String, GatewaySettings> gateways) {}

    /**
     * @param providers in the order in which they are tried; without it Twilio, then the gateways by name
     * @param from number that is shown to who is called
     * @param ringFor shorter than it takes most voicemails to answer
     * @param voices by language, as Twilio names them; its own choice without
     */
    record Call(
            @DefaultValue List<String> providers,
            @Nullable String from,
            @DefaultValue("25s") Duration ringFor,
            @DefaultValue Map<String, String> voices,
            @DefaultValue("4") int connections,
            @DefaultValue("5") int perSecond,
            @DefaultValue("5s") Duration connectTimeout,
            @DefaultValue("15s") Duration readTimeout,
            @DefaultValue("20s") Duration givesUpAfter,
            @DefaultValue Map<String, GatewaySettings> gateways) {}

    static boolean blank(@Nullable String value) {
        return value == null || value.isBlank();
    }

    static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}
