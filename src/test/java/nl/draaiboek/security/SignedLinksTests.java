package nl.draaiboek.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import nl.draaiboek.security.SignedLinks.Reading;
import org.junit.jupiter.api.Test;

class SignedLinksTests {

    private static final Instant NOW = Instant.parse("2026-03-14T02:00:00Z");
    private static final String KEY = "Zq7vP1xW0aLr9TnB4cYs2KeUj6HdMf8g";
    private static final String NEWER = "m3Rk8QwX5tVb0ZyC7nLd2FgJ9hSp4Ua6";

    private final SignedLinks links = at(NOW, KEY, "");

    @Test
    void aLinkTellsWhatItIsAboutAndCanStandInAnAddress() {
        for (var subject : new String[] {"1001", "customer 17/é🔥", "a".repeat(300)}) {
            var link = links.sign("unsubscribe", subject);

            assertThat(links.read("unsubscribe", link)).isEqualTo(new Reading.Valid(subject));
            assertThat(link)
                    .matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{43}")
                    .isEqualTo(links.sign("unsubscribe", subject));
        }
    }

    @Test
    void aLinkForOnePurposeIsWorthlessForAnother() {
        var link = links.sign("unsubscribe", "1001");

        assertThat(links.read("acknowledge", link)).isEqualTo(new Reading.Unknown());
        assertThat(links.sign("acknowledge", "1001")).isNotEqualTo(link);
        assertThat(links.read("unsubscribe1", links.sign("unsubscribe", "1001").replace("MTAwMQ", "MDAx")))
                .as("a letter moved from one part to the other")
                .isEqualTo(new Reading.Unknown());
    }

    @Test
    void everyLetterThatChangesMakesItUnknown() {
        var link = links.sign("page", "1001", NOW.plusSeconds(300));
        for (var i = 0; i < link.length(); i++) {
            for (var letter : "Ab0_.-=é".toCharArray()) {
                if (link.charAt(i) != letter) {
                    var changed = link.substring(0, i) + letter + link.substring(i + 1);
                    assertThat(links.read("page", changed)).as(changed).isEqualTo(new Reading.Unknown());
                }
            }
        }
    }

    @Test
    void whatIsNoLinkIsUnknownAndNeverAnError() {
        var signature = links.sign("unsubscribe", "1001").split("\\.", -1)[1];
        for (var rubbish : new String[] {
            "",
            ".",
            "..",
            "guessed",
            "1001",
            "MTAwMQ." + signature + ".",
            "MTAwMQ.99999999999999999999." + signature,
            "MTAwMQ.-1." + signature,
            "_w." + signature,
            "MTAwMQ==." + signature,
            "MTAwMR." + signature,
            "x".repeat(100_000)
        }) {
            assertThat(links.read("unsubscribe", rubbish)).as(rubbish).isEqualTo(new Reading.Unknown());
        }
    }

    @Test
    void aLinkExpiresAtItsSecondAndItsTimeCannotBeTakenOff() {
        var until = NOW.plus(Duration.ofMinutes(5));
        var link = links.sign("acknowledge", "page-7", until);

        assertThat(at(until.minusSeconds(1), KEY, "").read("acknowledge", link).valid())
                .contains("page-7");
        assertThat(at(until, KEY, "").read("acknowledge", link)).isEqualTo(new Reading.Expired("page-7", until));
        assertThat(at(until, KEY, "").read("acknowledge", link).valid()).isEmpty();
        var parts = link.split("\\.", -1);
        assertThat(links.read("acknowledge", parts[0] + "." + parts[2])).isEqualTo(new Reading.Unknown());
        assertThat(links.read("acknowledge", parts[0] + ".9999999999." + parts[2]))
                .isEqualTo(new Reading.Unknown());
    }

    @Test
    void linksOfTheKeyBeforeGoOnWorkingAsLongAsItIsNamed() {
        var old = links.sign("unsubscribe", "1001");
        var changed = at(NOW, NEWER, KEY);

        assertThat(changed.read("unsubscribe", old)).isEqualTo(new Reading.Valid("1001"));
        assertThat(changed.sign("unsubscribe", "1001")).isNotEqualTo(old);
        assertThat(links.read("unsubscribe", changed.sign("unsubscribe", "1001")))
                .isEqualTo(new Reading.Unknown());
        assertThat(at(NOW, NEWER, "").read("unsubscribe", old)).isEqualTo(new Reading.Unknown());
    }

    @Test
    void signsAsAnyOtherProgramWould() throws Exception {
        var mac = javax.crypto.Mac.getInstance("HmacSHA256");
        mac.init(new javax.crypto.spec.SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var bytes = new java.io.ByteArrayOutputStream();
        try (var data = new java.io.DataOutputStream(bytes)) {
            for (var part : new String[] {"draaiboek link 1", "unsubscribe", "1001"}) {
                data.writeInt(part.length());
                data.writeBytes(part);
            }
            data.writeLong(-1);
        }

        assertThat(links.sign("unsubscribe", "1001"))
                .isEqualTo("MTAwMQ."
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(bytes.toByteArray())));
    }

    @Test
    void refusesToSignNothing() {
        assertThatThrownBy(() -> links.sign("unsubscribe", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> at(NOW, " ", "")).hasMessageContaining("signing-key");
    }

    private static SignedLinks at(Instant instant, String key, String previous) {
        return new SignedLinks(key, previous, Clock.fixed(instant, ZoneOffset.UTC));
    }
}
