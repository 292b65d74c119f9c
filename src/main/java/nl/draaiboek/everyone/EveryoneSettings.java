package nl.draaiboek.everyone;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a company sets for everyone's safety.
 *
 * @param safetyPlan address of the safety plan, shown with every roll call; empty for none
 * @param officersTeam id of the team of emergency response officers: they find out about colleagues at their own place
 */
@ConfigurationProperties("draaiboek.everyone")
public record EveryoneSettings(@DefaultValue("") String safetyPlan, @DefaultValue("bhv") String officersTeam) {

    public EveryoneSettings {
        safetyPlan = safetyPlan.strip();
        if (!safetyPlan.isEmpty() && !safetyPlan.matches("https?://[^\\s\"'<>]+") || !readable(safetyPlan)) {
            throw new IllegalArgumentException(
                    "draaiboek.everyone.safety-plan is '" + safetyPlan
                            + "'; set it to the whole address of a page, such as https://intranet.example/safety, or leave it out.");
        }
    }

    private static boolean readable(String address) {
        try {
            return address.isEmpty() || URI.create(address).getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
