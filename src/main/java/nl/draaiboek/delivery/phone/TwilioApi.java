package nl.draaiboek.delivery.phone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nl.draaiboek.delivery.Http;
import nl.draaiboek.delivery.Outcome;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/** Twilio's REST API, version 2010-04-01, as far as we need it. */
final class TwilioApi {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is wrong with our account or our sender: no other number fares better. */
    private static final Set<Integer> ABOUT_US = Set.of(
            20003, 20005, 20006, 20008, 20404, 21210, 21212, 21213, 21603, 21606, 21607, 21611, 21618, 21659, 21660,
            21661, 21701, 21703, 21704, 21705, 30002, 30034, 30038, 63038);

    private static final int TOO_MANY_REQUESTS = 20429;

    private final PhoneSettings.Twilio account;
    private final Http http;

    TwilioApi(PhoneSettings.Twilio account, Http http) {
        this.account = account;
        this.http = http;
    }

    /** @param resource {@code Messages} or {@code Calls} */
    Outcome create(String resource, Map<String, String> fields) {
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_FORM_URLENCODED);
        headers.setAccept(java.util.List.of(MediaType.APPLICATION_JSON));
        if (PhoneSettings.blank(account.apiKey())) {
            headers.setBasicAuth(PhoneSettings.text(account.accountSid()), PhoneSettings.text(account.authToken()));
        } else {
            headers.setBasicAuth(PhoneSettings.text(account.apiKey()), PhoneSettings.text(account.apiSecret()));
        }
        return http.send(
                "Twilio",
                HttpMethod.POST,
                URI.create(account.baseUrl().toString().replaceAll("/+$", "") + "/2010-04-01/Accounts/"
                        + encode(PhoneSettings.text(account.accountSid())) + "/" + resource + ".json"),
                headers,
                fields.entrySet().stream()
                        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                        .collect(Collectors.joining("&")),
                this::read);
    }

    private Outcome read(Http.Answer answer) {
        var body = json(answer.body());
        if (answer.status() / 100 == 2) {
            var id = body.path("sid").asText("");
            return new Outcome.Delivered(id.isEmpty() ? null : id);
        }
        var code = body.path("code").asInt(0);
        var why = "Twilio answers " + answer.status() + (code == 0 ? "" : ", error " + code) + ": "
                + WithoutNumbers.in(body.path("message").asText(""));
        if (answer.status() == 429 || answer.status() == 503 || code == TOO_MANY_REQUESTS) {
            return new Outcome.ChannelDown(why, http.retryAfter(answer.headers()));
        }
        if (answer.status() >= 500) {
            return new Outcome.Unknown(why);
        }
        return answer.status() == 400 && !ABOUT_US.contains(code)
                ? new Outcome.Refused(why)
                : new Outcome.ChannelDown(why, null);
    }

    private static JsonNode json(String body) {
        try {
            var read = JSON.readTree(body);
            return read == null ? JSON.createObjectNode() : read;
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
