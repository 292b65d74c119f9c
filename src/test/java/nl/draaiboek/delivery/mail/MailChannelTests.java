package nl.draaiboek.delivery.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import nl.draaiboek.delivery.Channel;
import nl.draaiboek.delivery.Content;
import nl.draaiboek.delivery.Outcome;
import nl.draaiboek.delivery.OutgoingMessage;
import nl.draaiboek.delivery.Recipient;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.support.SmtpSink;
import nl.draaiboek.support.SmtpSink.Mood;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Mail over a real SMTP connection, to a server in all its moods. */
class MailChannelTests {

    private final SmtpSink server = SmtpSink.start().keeping(true);
    private final Channel.Session session = channel(server.port()).open();

    @AfterEach
    void close() {
        session.close();
        server.close();
    }

    @Test
    void sendsManyMailsOverOneConnection() {
        for (var i = 0; i < 20; i++) {
            assertThat(session.send(mail("klant" + i + "@klant.example"))).isInstanceOf(Outcome.Delivered.class);
        }
        assertThat(server.messages()).hasSize(20);
        assertThat(server.connectionsOpened()).isEqualTo(1);
    }

    @Test
    void carriesTextAndHtmlWithTheRecipientsOwnLines() {
        session.send(mail("mia@klant.example"));

        var sent = server.messages().get(0);
        assertThat(sent)
                .contains("Content-Type: multipart/alternative")
                .contains("Content-Type: text/plain; charset=UTF-8")
                .contains("Content-Type: text/html; charset=UTF-8")
                .contains("Zo=C3=AB=20<b>")
                .contains("Zo=C3=AB=20&lt;b&gt;")
                .contains("{{unknown}}")
                .doesNotContain("{{name}}");
        assertThat(sent.lines()).allMatch(line -> line.length() <= 998);
    }

    @Test
    void makesOneConversationOfAnIncidentAndSaysHowToUnsubscribe() {
        session.send(mail("mia@klant.example"));

        assertThat(server.messages().get(0))
                .contains("Message-ID: <key-1@haarlem-hosting.example>\n")
                .contains("References: <INC-2026-0001.customers@haarlem-hosting.example>\n")
                .contains("In-Reply-To: <INC-2026-0001.customers@haarlem-hosting.example>\n")
                .contains("List-Unsubscribe: <https://status.example/u/1>\n")
                .contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\n")
                .contains("Auto-Submitted: auto-generated\n")
                .contains("From: =?UTF-8?Q?Haarlem_Hosting_=E2=80=93_storing?= <status@haarlem-hosting.example>\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mia@klant.example\r\nBcc: all@klant.example",
                "mia@klant.example\nSubject: free",
                "mia@klant.example, noor@klant.example",
                "Mia <mia@klant.example>",
                "team: mia@klant.example;",
                "mia@klant.example>\u0000<x@y.example",
                "mia",
                ""
            })
    void refusesWhatIsNotOnePlainAddress(String address) {
        assertThat(session.send(mail(address))).isInstanceOf(Outcome.Refused.class);
        assertThat(server.messages()).isEmpty();
    }

    @Test
    void refusesALinkThatWouldBecomeAHeader() {
        var own = Map.of("unsubscribe", "https://status.example/u/1>\r\nBcc: <all@klant.example");
        var recipient = new Recipient("customer:1", "mia@klant.example", "nl", own);

        assertThat(session.send(mail(recipient))).isInstanceOf(Outcome.Refused.class);
        assertThat(server.messages()).isEmpty();
    }

    @Test
    void tellsARefusedAddressFromAChannelThatIsDown() {
        server.answer("weg@klant.example", "550 5.1.1 no such user");
        server.answer("vol@klant.example", "452 4.2.2 mailbox full");

        assertThat(session.send(mail("weg@klant.example")))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, r -> assertThat(r.why()).contains("550 5.1.1"));
        assertThat(session.send(mail("vol@klant.example"))).isInstanceOf(Outcome.TryLater.class);
        assertThat(session.send(mail("mia@klant.example"))).isInstanceOf(Outcome.Delivered.class);
        assertThat(server.connectionsOpened()).isEqualTo(1);
    }

    @Test
    void saysThatTheChannelIsDownAsLongAsNothingWasHandedOver() {
        for (var mood : List.of(Mood.REFUSES, Mood.CLOSES)) {
            server.mood(mood);
            assertThat(channel(server.port()).open().send(mail("mia@klant.example")))
                    .as("%s", mood)
                    .isInstanceOf(Outcome.ChannelDown.class);
        }
        server.close();
        assertThat(channel(server.port()).open().send(mail("mia@klant.example")))
                .isInstanceOf(Outcome.ChannelDown.class);
        assertThat(server.messages()).isEmpty();
    }

    @Test
    void doesNotKnowWhatBecameOfAMailThatTheServerTookWithoutAWord() {
        for (var mood : List.of(Mood.DROPS_AFTER_DATA, Mood.DROPS_IN_DATA)) {
            server.mood(mood);
            assertThat(session.send(mail("mia@klant.example"))).as("%s", mood).isInstanceOf(Outcome.Unknown.class);
            session.close();
        }

        server.mood(Mood.STALLS);
        var started = System.nanoTime();
        assertThat(session.send(mail("mia@klant.example"))).isInstanceOf(Outcome.Unknown.class);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void connectsAgainWhenTheServerClosedAnIdleConnection() {
        session.send(mail("mia@klant.example"));
        var port = server.port();
        server.close();
        try (var again = SmtpSink.start(port)) {
            assertThat(session.send(mail("mia@klant.example"))).isInstanceOf(Outcome.Delivered.class);
            assertThat(again.count()).isEqualTo(1);
        }
    }

    @Test
    void logsInNowhereWhenTheLoginIsEmpty() {
        var sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(server.port());
        sender.setUsername("");
        sender.setPassword("");
        try (var empty = new MailChannel(sender, properties("status@haarlem-hosting.example")).open()) {
            assertThat(empty.send(mail("mia@klant.example"))).isInstanceOf(Outcome.Delivered.class);
        }
        sender.setUsername("draaiboek");
        try (var unknown = new MailChannel(sender, properties("status@haarlem-hosting.example")).open()) {
            assertThat(unknown.send(mail("mia@klant.example"))).isInstanceOf(Outcome.ChannelDown.class);
        }
        assertThat(server.messages()).hasSize(1);
    }

    @Test
    void isOffAndSaysWhatIsMissing() {
        var properties = properties("no address");
        assertThat(new MailChannel(new JavaMailSenderImpl(), properties)
                        .readiness()
                        .why())
                .contains("DRAAIBOEK_MAIL_FROM");
        assertThat(new MailChannel((JavaMailSenderImpl) null, properties)
                        .readiness()
                        .why())
                .contains("SPRING_MAIL_HOST");
    }

    private static OutgoingMessage mail(String address) {
        return mail(new Recipient(
                "customer:1", address, "nl", Map.of("name", "Zoë <b>", "unsubscribe", "https://status.example/u/1")));
    }

    private static final Content CONTENT = Content.text(
            "[INC-2026-0001] Storing – café",
            "Beste {{name}},\n\n.\nWij onderzoeken het {{unknown}}. " + "Zeer lang. ".repeat(200));

    private static OutgoingMessage mail(Recipient recipient) {
        return new OutgoingMessage(
                "key-1",
                1,
                false,
                new IncidentCode("INC-2026-0001"),
                "customers",
                recipient,
                CONTENT,
                "INC-2026-0001/customers",
                null);
    }

    private static MailChannel channel(int port) {
        var sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        var timeouts = new Properties();
        timeouts.setProperty("mail.smtp.timeout", "1000");
        sender.setJavaMailProperties(timeouts);
        return new MailChannel(sender, properties("status@haarlem-hosting.example"));
    }

    private static MailProperties properties(String from) {
        return new MailProperties(
                from,
                "Haarlem Hosting – storing",
                null,
                4,
                500,
                5,
                Duration.ofSeconds(20),
                Duration.ofMinutes(5),
                Duration.ofMinutes(2));
    }
}
