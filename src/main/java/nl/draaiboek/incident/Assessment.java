package nl.draaiboek.incident;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answers to the six questions about impact.
 *
 * @param internalImpact on our own people: {@code none}, {@code hindered}, {@code stopped}, {@code unknown}
 * @param what customers meet: {@code down}, {@code core} (core functions badly hit), {@code workaround}, {@code nothing},
 *     {@code unknown}
 * @param whatTheySee in their own words, as typed; updates use it
 * @param who notices: {@code all}, {@code most}, {@code some}, {@code none}, {@code unknown}
 * @param since when it began, where that is known better now
 * @param breach of confidentiality or privacy: {@code yes}, {@code maybe}, {@code no}
 * @param dataLoss of customer data: {@code yes}, {@code maybe}, {@code no}
 * @param socialMedia {@code quiet}, {@code mentioned}, {@code busy}, {@code unknown}
 * @param cause as the crisis criteria know it: {@code datacenter}, {@code performance}, {@code other}
 * @param services ids of the services that it touches; empty leaves what is known
 */
public record Assessment(
        String internalImpact,
        String what,
        String whatTheySee,
        String who,
        @Nullable Instant since,
        int supportCases,
        String breach,
        String dataLoss,
        String socialMedia,
        String otherFactors,
        String cause,
        List<String> services) {

    public Assessment {
        services = List.copyOf(services);
    }
}
