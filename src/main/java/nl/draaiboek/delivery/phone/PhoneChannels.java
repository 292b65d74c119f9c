package nl.draaiboek.delivery.phone;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nl.draaiboek.delivery.Channel;
import nl.draaiboek.delivery.ChannelPolicy;
import nl.draaiboek.delivery.Http;
import nl.draaiboek.delivery.Keypad;
import nl.draaiboek.delivery.OutgoingMessage;
import nl.draaiboek.delivery.Readiness;
import nl.draaiboek.incident.Links;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The channels {@code sms} and {@code call}; an address of theirs is a number in the form of E.164. */
@Configuration(proxyBeanMethods = false)
class PhoneChannels {

    static final String SMS = "sms";
    static final String CALL = "call";

    private static final int LONGEST_ANSWER = 64 * 1024;

    private static final String NAME_OR_NUMBER =
            "\\+[1-9]\\d{6,14}|\\d{3,8}|MG[0-9a-f]{32}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}";
    private static final String NUMBER = "\\+[1-9]\\d{6,14}";

    private final PhoneSettings settings;
    private final Clock clock;

    PhoneChannels(PhoneSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Bean
    CallBackAddresses callBackAddresses(Links links) {
        return new CallBackAddresses(links, clock);
    }

    @Bean
    Channel smsChannel(CallBackAddresses addresses, MeterRegistry registry) {
        var sms = settings.sms();
        var http = new Http(clock, sms.connectTimeout(), sms.readTimeout(), LONGEST_ANSWER);
        var providers = new ArrayList<Provider>();
        var readiness = readiness(SMS, sms.from(), NAME_OR_NUMBER, sms.providers(), sms.gateways());
        if (readiness.on()) {
            for (var name : order(sms.providers(), sms.gateways())) {
                var gateway = sms.gateways().get(name);
                providers.add(
                        gateway == null
                                ? new TwilioSms(new TwilioApi(settings.twilio(), http), sms, addresses)
                                : new Gateway(SMS, name, gateway, addresses, http, message -> words(sms, message)));
            }
        }
        return new PhoneChannel(
                SMS,
                readiness,
                policy(sms.connections(), sms.perSecond(), sms.givesUpAfter()),
                true,
                providers.stream()
                        .<Provider>map(provider -> new CountSegments(provider, sms.longest(), registry))
                        .toList(),
                clock);
    }

    @Bean
    Channel callChannel(CallBackAddresses addresses) {
        var call = settings.call();
        var http = new Http(clock, call.connectTimeout(), call.readTimeout(), LONGEST_ANSWER);
        var providers = new ArrayList<Provider>();
        var readiness = readiness(CALL, call.from(), NUMBER, call.providers(), call.gateways());
        if (readiness.on()) {
            for (var name : order(call.providers(), call.gateways())) {
                var gateway = call.gateways().get(name);
                providers.add(
                        gateway == null
                                ? new TwilioCall(new TwilioApi(settings.twilio(), http), call, addresses)
                                : new Gateway(CALL, name, gateway, addresses, http, message -> words(call, message)));
            }
        }
        return new PhoneChannel(
                CALL,
                readiness,
                policy(call.connections(), call.perSecond(), call.givesUpAfter()),
                false,
                providers,
                clock);
    }

    private static ChannelPolicy policy(int connections, int perSecond, Duration givesUpAfter) {
        return new ChannelPolicy(
                connections, perSecond, 3, Duration.ofSeconds(10), Duration.ofMinutes(1), givesUpAfter, 1);
    }

    private static Map<String, String> words(PhoneSettings.Sms sms, OutgoingMessage message) {
        var text = SmsText.of(Words.read(message), sms.longest());
        return Map.of(
                "from", PhoneSettings.text(sms.from()),
                "text", text.text(),
                "coding", text.encoding() == SmsText.Encoding.GSM_7 ? "0" : "2",
                "segments", Integer.toString(text.segments()));
    }

    private static Map<String, String> words(PhoneSettings.Call call, OutgoingMessage message) {
        var language = message.recipient().language();
        var keypad = Keypad.of(message.content(), language);
        return Map.of(
                "from", PhoneSettings.text(call.from()),
                "text", (Words.spoken(message) + " " + Words.menu(keypad, language)).strip(),
                "keys", String.join("", keypad.keys().keySet()),
                "ring-seconds", Long.toString(call.ringFor().toSeconds()));
    }

    private List<String> order(List<String> asked, Map<String, GatewaySettings> gateways) {
        if (!asked.isEmpty()) {
            return asked.stream().map(PhoneChannels::plain).distinct().toList();
        }
        var order = new ArrayList<String>();
        if (settings.twilio().given()) {
            order.add(PhoneSettings.TWILIO);
        }
        gateways.entrySet().stream()
                .filter(gateway -> !PhoneSettings.blank(gateway.getValue().url()))
                .map(Map.Entry::getKey)
                .sorted()
                .forEach(order::add);
        return order;
    }

    private Readiness readiness(
            String channel,
            @Nullable String from,
            String sender,
            List<String> asked,
            Map<String, GatewaySettings> gateways) {
        var prefix = "DRAAIBOEK_" + channel.toUpperCase(Locale.ROOT) + "_";
        var order = order(asked, gateways);
        if (order.isEmpty()) {
            return Readiness.off("No provider: set DRAAIBOEK_TWILIO_ACCOUNT_SID, DRAAIBOEK_TWILIO_AUTH_TOKEN and "
                    + prefix + "FROM, or " + prefix + "GATEWAYS_<NAME>_URL for a gateway (docs/phone.md).");
        }
        for (var name : order) {
            var gateway = gateways.get(name);
            if (gateway != null) {
                var fault = Gateway.fault(channel, name, gateway);
                if (fault.isPresent()) {
                    return Readiness.off(fault.get());
                }
            } else if (!name.equals(PhoneSettings.TWILIO)) {
                return Readiness.off(prefix + "PROVIDERS names '" + name + "', which has no settings; there are "
                        + known(gateways) + ".");
            } else if (!settings.twilio().complete()) {
                return Readiness.off("Twilio lacks something: set DRAAIBOEK_TWILIO_ACCOUNT_SID and"
                        + " DRAAIBOEK_TWILIO_AUTH_TOKEN, and with an API key both DRAAIBOEK_TWILIO_API_KEY and"
                        + " DRAAIBOEK_TWILIO_API_SECRET.");
            } else if (!PhoneSettings.text(from).matches(sender)) {
                return Readiness.off(prefix + "FROM is no sender for Twilio: a number such as +3197010240000"
                        + (channel.equals(SMS)
                                ? ", a name of 11 letters at most or the id of a messaging service."
                                : "."));
            }
        }
        return Readiness.ready();
    }

    private static Set<String> known(Map<String, GatewaySettings> gateways) {
        var known = new TreeMap<String, Boolean>();
        known.put(PhoneSettings.TWILIO, true);
        gateways.keySet().forEach(name -> known.put(name, true));
        return known.keySet();
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
