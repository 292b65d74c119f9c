package nl.draaiboek.everyone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import nl.draaiboek.engine.PlanOnPaper;
import nl.draaiboek.incident.Links;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.LookAtNumbers;
import nl.draaiboek.people.OutsideHelp;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Health;
import org.springframework.jdbc.core.simple.JdbcClient;

/** the pack is made anew when something in it changes, once things are quiet, and each day. */
@ScenarioTest
class KeepEmergencyPackTests {

    private static final String PASSPHRASE = "tulpen uit Almere 1953";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Autowired
    Scenario scenario;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Directory directory;

    @Autowired
    LookAtNumbers lookAtNumbers;

    @Autowired
    OutsideHelp outsideHelp;

    @Autowired
    PlanOnPaper plan;

    @Autowired
    MailEmergencyPack mail;

    @Autowired
    Links links;

    @Autowired
    OfficeHours officeHours;

    @Test
    void followsTheDirectoryAndIsFetchedByWhoIsRecorded() throws IOException {
        works("anouk", "+31612345601");
        var keep = keep(folder, PASSPHRASE);
        keep.keepUp();
        var first = keep.madeAt().orElseThrow();
        assertThat(text(folder)).contains("Anouk de Vries", "+31 6 12345601", "Take the lead", "/status");
        assertThat(health(keep).getStatus().getCode()).isEqualTo("UP");

        works("bram", "+31612345602");
        later(keep, Duration.ofMinutes(3));
        later(keep, Duration.ofMinutes(3));
        assertThat(keep.madeAt()).as("more may change").hasValue(first);
        later(keep, Duration.ofMinutes(10));
        assertThat(text(folder)).contains("+31 6 12345602");
        var second = keep.madeAt().orElseThrow();
        assertThat(second).isAfter(first);
        later(keep, Duration.ofHours(20));
        assertThat(keep.madeAt()).as("nothing changed").hasValue(second);
        later(keep, Duration.ofHours(5));
        assertThat(keep.madeAt().orElseThrow()).as("each day").isAfter(second);

        assertThat(looks()).as("what the server keeps for itself is no look").isZero();
        var fetched = keep.fetch("marijke");
        assertThat(fetched).startsWith('%', 'P', 'D', 'F');
        assertThat(looks()).isEqualTo(1);

        Files.delete(folder.resolve("emergency-pack.pdf"));
        Files.delete(folder.resolve("emergency-pack.sha256"));
        Files.delete(folder);
        Files.writeString(folder, "no folder");
        keep.keepUp();
        assertThat(keep.failure()).hasValueSatisfying(why -> assertThat(why).contains("a folder that we may write"));
        assertThat(health(keep).getStatus().getCode()).isEqualTo("DEGRADED");
    }

    @Test
    void isMailedOnceForEachChangeAndAMailThatFailsIsTriedAgain() throws Exception {
        var mails = new EmergencyPackSettings(
                PASSPHRASE, "", List.of("safe@home.example"), "nl", Map.of(), Duration.ofMinutes(10));
        var one = keep(mails);
        var other = keep(mails);
        works("anouk", "+31612345601");
        scenario.mailGoesOut();
        one.keepUp();
        other.keepUp();
        scenario.deliver();
        assertThat(packs()).isEmpty();
        scenario.mailComesBack();
        later(one, Duration.ofMinutes(30));
        scenario.deliver();
        assertThat(packs()).as("tried again, once").hasSize(1);
        var pdf = packs().get(0);
        assertThat(pdf).startsWith('%', 'P', 'D', 'F');
        try (var opened = Loader.loadPDF(pdf, PASSPHRASE)) {
            assertThat(new PDFTextStripper().getText(opened)).contains("+31 6 12345601");
        }
        assertThat(jdbc.sql("select why from draaiboek.contact_look where person = '*' and actor = 'draaiboek'")
                        .query(String.class)
                        .list())
                .containsExactly("emergency pack, mailed to safe@home.example");

        later(one, Duration.ofDays(2));
        scenario.deliver();
        assertThat(packs()).as("nothing changed").hasSize(1);
        works("bram", "+31612345602");
        later(one, Duration.ofMinutes(3));
        scenario.deliver();
        assertThat(packs()).as("more may change").hasSize(1);
        later(one, Duration.ofMinutes(10));
        later(other, Duration.ofMinutes(10));
        later(other, Duration.ofMinutes(10));
        scenario.deliver();
        assertThat(packs()).as("one of the nodes mails it").hasSize(2);
        assertThat(new EmergencyPackHealth(mails, one, scenario.clock())
                        .health()
                        .getDetails())
                .containsKey("mailed");
        assertThatThrownBy(() -> new EmergencyPackSettings(
                        PASSPHRASE, "", List.of("nobody"), "nl", Map.of(), Duration.ofMinutes(10)))
                .hasMessageContaining("mail-to has 'nobody'");
    }

    private List<byte[]> packs() {
        return scenario.mailsTo("safe@home.example").stream()
                .map(mail -> {
                    try {
                        var parts = (Multipart) mail.message().getContent();
                        assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("emergency-pack.pdf");
                        assertThat(mail.text()).contains("die niet in deze mail staat");
                        return parts.getBodyPart(1).getInputStream().readAllBytes();
                    } catch (MessagingException | IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    private KeepEmergencyPack keep(EmergencyPackSettings settings) {
        return new KeepEmergencyPack(
                settings, directory, lookAtNumbers, outsideHelp, plan, mail, links, officeHours, scenario.clock());
    }

    @Test
    void withoutAPassphraseNoneIsMadeAndItIsSaidWhatToSet() {
        var keep = keep(folder, "short");
        keep.keepUp();
        assertThat(folder).isEmptyDirectory();
        assertThat(keep.keeps()).isFalse();
        assertThat(settings(folder, "short").off())
                .hasValueSatisfying(why ->
                        assertThat(why).contains(MakeEmergencyPack.PASSPHRASE).doesNotContain("short"));
        assertThat(settings(folder, PASSPHRASE).toString()).doesNotContain(PASSPHRASE);
        assertThat(health(keep).getDetails().toString()).contains("off: Set " + MakeEmergencyPack.PASSPHRASE);
    }

    private void later(KeepEmergencyPack keep, Duration time) {
        scenario.clock().advance(time);
        keep.keepUp();
    }

    private Health health(KeepEmergencyPack keep) {
        var settings = keep.keeps() ? settings(folder, PASSPHRASE) : settings(folder, "short");
        return new EmergencyPackHealth(settings, keep, scenario.clock()).health();
    }

    private KeepEmergencyPack keep(Path folder, String passphrase) {
        return keep(settings(folder, passphrase));
    }

    private static EmergencyPackSettings settings(Path folder, String passphrase) {
        return new EmergencyPackSettings(
                passphrase, folder.toString(), List.of(), "nl", Map.of(), Duration.ofMinutes(10));
    }

    private static String text(Path folder) throws IOException {
        try (var opened = Loader.loadPDF(folder.resolve("emergency-pack.pdf").toFile(), PASSPHRASE)) {
            return new PDFTextStripper().getText(opened);
        }
    }

    private void works(String person, String phone) {
        jdbc.sql(
                        "insert into draaiboek.contact (person, primary_phone, location, changed_at) values (?, ?, 'Haarlem', now())")
                .params(person, phone)
                .update();
    }

    private int looks() {
        return jdbc.sql("select count(*) from draaiboek.contact_look where person = '*' and actor = 'marijke'")
                .query(Integer.class)
                .single();
    }
}
