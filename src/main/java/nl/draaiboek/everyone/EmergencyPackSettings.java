package nl.draaiboek.everyone;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the emergency pack is made.
 *
 * @param passphrase what opens it, kept outside our network too; empty: none is made
 * @param folder where the server keeps the latest; empty: it is only made when somebody fetches it
 * @param mailTo addresses outside our network to which each new one is mailed; empty: none is
 * @param language of what is not in the plan: {@code nl} or {@code en}
 * @param addresses key addresses by their name: status page, chat, gateways
 * @param quiet for how long nothing may have changed before it is made anew
 */
@ConfigurationProperties("draaiboek.emergency-pack")
public record EmergencyPackSettings(
        @DefaultValue("") String passphrase,
        @DefaultValue("") String folder,
        @DefaultValue List<String> mailTo,
        @DefaultValue("nl") String language,
        @DefaultValue Map<String, String> addresses,
        @DefaultValue("PT10M") Duration quiet) {

    public EmergencyPackSettings {
        addresses = Map.copyOf(addresses);
        mailTo = mailTo.stream()
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .toList();
        for (var address : mailTo) {
            if (!address.matches("[^@\\s<>,;]+@[^@\\s<>,;]+")) {
                throw new IllegalArgumentException("draaiboek.emergency-pack.mail-to has '" + address
                        + "' in it; write mail addresses, separated by commas.");
            }
        }
        if (!List.of("nl", "en").contains(language)) {
            throw new IllegalArgumentException(
                    "draaiboek.emergency-pack.language is '" + language + "'; set it to nl or en.");
        }
    }

    /** Why none is made, in words for an administrator; empty when it is. */
    public Optional<String> off() {
        return passphrase.length() >= EncryptedPdf.SHORTEST
                ? Optional.empty()
                : Optional.of("Set " + MakeEmergencyPack.PASSPHRASE + " to a passphrase of at least "
                        + EncryptedPdf.SHORTEST + " characters that is kept outside your network.");
    }

    /** Not the passphrase. */
    @Override
    public String toString() {
        return "EmergencyPackSettings[" + (off().isEmpty() ? "on" : "off") + ", folder=" + folder + "]";
    }
}
