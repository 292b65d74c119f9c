package nl.draaiboek.delivery.phone;

import static nl.draaiboek.delivery.phone.SmsText.Encoding.GSM_7;
import static nl.draaiboek.delivery.phone.SmsText.Encoding.UCS_2;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** a page fits a phone, and its link works. */
class SmsTextTests {

    private static final String LINK =
            "https://draaiboek.waddenhost.example/ack/aW5jLTIwMjYtMDAwMQ.1795226400.c2lnbmF0dXJl";

    @Test
    void countsSegmentsAsTheNetworkDoes() {
        assertThat(SmsText.of("a".repeat(160), 9).segments()).isEqualTo(1);
        assertThat(SmsText.of("a".repeat(161), 9).segments()).isEqualTo(2);
        assertThat(SmsText.of("a".repeat(306), 9).segments()).isEqualTo(2);
        assertThat(SmsText.of("a".repeat(307), 9).segments()).isEqualTo(3);
        assertThat(SmsText.of("€".repeat(80), 9).segments())
                .as("each takes two")
                .isEqualTo(1);
        assertThat(SmsText.of("€".repeat(81), 9).segments()).isEqualTo(2);
        assertThat(SmsText.of("a" + "€".repeat(152), 9).segments())
                .as("76 of them and the a in the first, none divided over two")
                .isEqualTo(3 - 1);
        assertThat(SmsText.of("ë".repeat(70), 9).segments()).isEqualTo(1);
        assertThat(SmsText.of("ë".repeat(71), 9).segments()).isEqualTo(2);
        assertThat(SmsText.of("👍".repeat(35), 9).segments()).isEqualTo(1);
        assertThat(SmsText.of("👍".repeat(36), 9).segments()).isEqualTo(2);
    }

    @Test
    void leavesDutchWordsAsTheyAreWritten() {
        var cheap = SmsText.of("Coördinator café à la carte, één té dure Ü-bocht: € 5", 1);
        assertThat(cheap.encoding()).isEqualTo(GSM_7);
        assertThat(cheap.text()).isEqualTo("Coördinator café à la carte, één té dure Ü-bocht: € 5");

        var dear = SmsText.of("Storing België: iedereen geïnformeerd", 1);
        assertThat(dear.encoding()).isEqualTo(UCS_2);
        assertThat(dear.text()).isEqualTo("Storing België: iedereen geïnformeerd");
    }

    @Test
    void payNothingForTheQuotesOfAWordProcessor() {
        var text = SmsText.of("‘Zaal 2’ – “stroom weg”…\u00A0nu\r\n\r\n\r\n\r\nBel\u0007", 1);

        assertThat(text.text()).isEqualTo("'Zaal 2' - \"stroom weg\"... nu\n\nBel");
        assertThat(text.encoding()).isEqualTo(GSM_7);
    }

    @Test
    void shortensTheWordsAndNeverALink() {
        var text = SmsText.of(
                "INC-2026-0001 " + "Datacenter Haarlem antwoordt niet. ".repeat(30) + "\nIk pak het op: " + LINK, 2);

        assertThat(text.segments()).isEqualTo(2);
        assertThat(text.text())
                .startsWith("INC-2026-0001 Datacenter Haarlem antwoordt niet.")
                .endsWith("...\nIk pak het op: " + LINK);
    }

    @Test
    void keepsALinkAmidManyWordsAndDropsTheLastOfTooMany() {
        assertThat(SmsText.of("Stroom weg ".repeat(40) + LINK + " en verder niets.", 2)
                        .text())
                .contains(LINK + " en verder niets.");
        var links = SmsText.of((LINK + "\n").repeat(9), 2);
        assertThat(links.segments()).isLessThanOrEqualTo(2);
        assertThat(links.text().lines()).isNotEmpty().allMatch(LINK::equals);
    }

    @Test
    void aTextWithoutLinksIsCutBetweenWords() {
        var text = SmsText.of("Datacenter Haarlem antwoordt niet. ".repeat(30), 1);

        assertThat(text.segments()).isEqualTo(1);
        assertThat(text.text()).matches("(?s).*(Datacenter|Haarlem|antwoordt|niet\\.)\\.\\.\\.");
    }
}
