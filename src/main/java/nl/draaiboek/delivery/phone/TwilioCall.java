package nl.draaiboek.delivery.phone;

import java.util.LinkedHashMap;
import nl.draaiboek.delivery.Keypad;
import nl.draaiboek.delivery.Outcome;
import nl.draaiboek.delivery.OutgoingMessage;

/**
 * Calls through Twilio's Calls. Whether a machine took it is found out while the words are already spoken: who answers waits
 * for nothing.
 */
final class TwilioCall implements Provider {

    static final String STATUS = "/hooks/twilio/call-status";
    static final String MACHINE = "/hooks/twilio/machine";
    static final String KEYS = "/hooks/twilio/keys";

    private final TwilioApi api;
    private final PhoneSettings.Call settings;
    private final CallBackAddresses addresses;

    TwilioCall(TwilioApi api, PhoneSettings.Call settings, CallBackAddresses addresses) {
        this.api = api;
        this.settings = settings;
        this.addresses = addresses;
    }

    @Override
    public String name() {
        return PhoneSettings.TWILIO;
    }

    @Override
    public Outcome send(OutgoingMessage message) {
        var language = message.recipient().language();
        var fields = new LinkedHashMap<String, String>();
        fields.put("To", message.recipient().address());
        fields.put("From", PhoneSettings.text(settings.from()));
        fields.put(
                "Twiml",
                new TwiMl(language, settings.voices())
                        .ask(
                                Words.spoken(message),
                                Words.menu(Keypad.of(message.content(), language), language),
                                addresses.of(KEYS, message)));
        fields.put("Timeout", Long.toString(settings.ringFor().toSeconds()));
        fields.put("MachineDetection", "Enable");
        fields.put("AsyncAmd", "true");
        fields.put("AsyncAmdStatusCallback", addresses.of(MACHINE, message));
        fields.put("AsyncAmdStatusCallbackMethod", "POST");
        fields.put("StatusCallback", addresses.of(STATUS, message));
        fields.put("StatusCallbackMethod", "POST");
        fields.put("StatusCallbackEvent", "completed");
        return api.create("Calls", fields);
    }
}
