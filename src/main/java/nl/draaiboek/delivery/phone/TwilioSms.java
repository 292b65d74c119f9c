package nl.draaiboek.delivery.phone;

import java.util.LinkedHashMap;
import nl.draaiboek.delivery.Outcome;
import nl.draaiboek.delivery.OutgoingMessage;

/** SMS through Twilio's Messages. */
final class TwilioSms implements Provider {

    static final String STATUS = "/hooks/twilio/sms-status";

    private final TwilioApi api;
    private final PhoneSettings.Sms settings;
    private final CallBackAddresses addresses;

    TwilioSms(TwilioApi api, PhoneSettings.Sms settings, CallBackAddresses addresses) {
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
        var from = PhoneSettings.text(settings.from());
        var fields = new LinkedHashMap<String, String>();
        fields.put("To", message.recipient().address());
        fields.put(from.startsWith("MG") && from.length() == 34 ? "MessagingServiceSid" : "From", from);
        fields.put("Body", SmsText.of(Words.read(message), settings.longest()).text());
        fields.put("StatusCallback", addresses.of(STATUS, message));
        return api.create("Messages", fields);
    }
}
