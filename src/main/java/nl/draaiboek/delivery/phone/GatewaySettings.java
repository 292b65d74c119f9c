package nl.draaiboek.delivery.phone;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A gateway that takes an HTTP request. In {@code url}, {@code headers} and {@code body} stands <code>{to}</code> and the like,
 * see {@link Placeholders}. Each name is one word, so that it can be set in the environment.
 *
 * @param headers one a line or separated by {@code |}: {@code Content-Type: application/json}
 * @param user with {@code password} for HTTP basic, unless the address names <code>{user}</code> itself
 * @param from sender at this gateway, where it differs
 * @param accepted statuses that mean it is taken: {@code 202}, {@code 2xx}
 * @param refused statuses that mean this number will never take it
 * @param later statuses that mean the gateway cannot now
 * @param acceptedtext pattern that a body must have beside an accepted status
 * @param refusedtext pattern of a body that refuses the number, whatever the status
 * @param latertext pattern of a body that means later, whatever the status
 * @param id where its own id stands in the answer: JSON pointer ({@code /message/id}), or a pattern with one group
 * @param secret proves that it is this gateway that tells us something; 32 characters at least
 * @param fields how it names what it tells us, by our names, where it differs: {@code from} is {@code msisdn}
 * @param states what became of a message, by its words: {@code 17} is {@code busy}
 */
record GatewaySettings(
        @Nullable String url,
        @DefaultValue("POST") String method,
        @DefaultValue("") String headers,
        @DefaultValue("") String body,
        @Nullable String user,
        @Nullable String password,
        @Nullable String from,
        @DefaultValue("2xx") String accepted,
        @DefaultValue("") String refused,
        @DefaultValue("429 503") String later,
        @Nullable String acceptedtext,
        @Nullable String refusedtext,
        @Nullable String latertext,
        @DefaultValue("") String id,
        @Nullable String secret,
        @DefaultValue Map<String, String> fields,
        @DefaultValue Map<String, String> states) {

    static final int SHORTEST_SECRET = 32;
}
