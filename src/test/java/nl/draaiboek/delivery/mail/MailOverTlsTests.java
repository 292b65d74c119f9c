package nl.draaiboek.delivery.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import nl.draaiboek.delivery.Content;
import nl.draaiboek.delivery.Outcome;
import nl.draaiboek.delivery.OutgoingMessage;
import nl.draaiboek.delivery.Recipient;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.support.SmtpSink;
import nl.draaiboek.support.TlsKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.mail.MailSenderAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Mail over TLS with a login, set up by Spring's own settings as an administrator would. */
class MailOverTlsTests {

    private static final String USER = "status@haarlem-hosting.example";
    private static final String PASSWORD = "a long pass phrase";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private TlsKeys keys() {
        return TlsKeys.in(folder);
    }

    @Test
    void sendsOverStartTlsWithLoginAndOverNothingLess() {
        var keys = keys();
        try (var server =
                SmtpSink.start().demanding(keys.server(), USER, PASSWORD).keeping(true)) {
            var startTls = List.of("spring.mail.properties.mail.smtp.starttls.required=true");

            assertThat(send(server.port(), known(keys), startTls, login())).isInstanceOf(Outcome.Delivered.class);
            assertThat(server.messages()).hasSize(1);

            assertThat(send(server.port(), known(keys), startTls, List.of()))
                    .isInstanceOfSatisfying(Outcome.ChannelDown.class, down -> assertThat(down.why())
                            .contains("530"));
            assertThat(send(server.port(), List.of()))
                    .isInstanceOfSatisfying(Outcome.ChannelDown.class, down -> assertThat(down.why())
                            .contains("530"));
            assertThat(server.messages()).hasSize(1);
        }
    }

    @Test
    void aServerThatOffersNoTlsGetsNothingWhereTlsIsRequired() {
        try (var server = SmtpSink.start().keeping(true)) {
            assertThat(send(server.port(), List.of("spring.mail.properties.mail.smtp.starttls.required=true"), login()))
                    .isInstanceOfSatisfying(Outcome.ChannelDown.class, down -> assertThat(down.why())
                            .contains("STARTTLS"));
            assertThat(server.messages()).isEmpty();
        }
    }

    @Test
    void aWrongPasswordIsNoFaultOfTheAddress() {
        var keys = keys();
        try (var server = SmtpSink.start().demanding(keys.server(), USER, PASSWORD)) {
            assertThat(send(
                            server.port(),
                            known(keys),
                            List.of(
                                    "spring.mail.username=" + USER,
                                    "spring.mail.password=wrong",
                                    "spring.mail.properties.mail.smtp.starttls.required=true")))
                    .isInstanceOfSatisfying(Outcome.ChannelDown.class, down -> assertThat(down.why())
                            .contains("535")
                            .doesNotContain("wrong,")
                            .doesNotContain("a long pass phrase"));
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefusedAndSaidSo() {
        var keys = keys();
        try (var server =
                SmtpSink.start().demanding(keys.server(), USER, PASSWORD).keeping(true)) {
            assertThat(send(server.port(), List.of("spring.mail.properties.mail.smtp.starttls.required=true"), login()))
                    .isInstanceOfSatisfying(Outcome.ChannelDown.class, down -> assertThat(down.why())
                            .contains("certificate")
                            .contains("SPRING_MAIL_SSL_BUNDLE"));
            assertThat(server.messages()).isEmpty();
        }
    }

    @Test
    void sendsOverImplicitTlsWithLogin() {
        var keys = keys();
        System.setProperty("greenmail.tls.keystore.file", keys.file().toString());
        System.setProperty("greenmail.tls.keystore.password", TlsKeys.PASSWORD);
        System.setProperty("greenmail.tls.key.password", TlsKeys.PASSWORD);
        var setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS);
        setup.setServerStartupTimeout(20_000);
        var server = new GreenMail(setup);
        server.start();
        try {
            server.setUser(USER, USER, PASSWORD);
            var port = server.getSmtps().getPort();
            var smtps = List.of("spring.mail.protocol=smtps");

            assertThat(send(port, smtps, known(keys), login())).isInstanceOf(Outcome.Delivered.class);
            assertThat(server.getReceivedMessages()).hasSize(1);

            assertThat(send(port, smtps, login()))
                    .isInstanceOfSatisfying(Outcome.ChannelDown.class, down -> assertThat(down.why())
                            .contains("SPRING_MAIL_SSL_BUNDLE"));
            assertThat(server.getReceivedMessages()).hasSize(1);
        } finally {
            server.stop();
        }
    }

    private static List<String> login() {
        return List.of("spring.mail.username=" + USER, "spring.mail.password=" + PASSWORD);
    }

    /** The certificate, as an administrator says that it is to be trusted. */
    private static List<String> known(TlsKeys keys) {
        return List.of(
                "spring.mail.ssl.bundle=mail",
                "spring.ssl.bundle.jks.mail.truststore.location=file:" + keys.file(),
                "spring.ssl.bundle.jks.mail.truststore.password=" + TlsKeys.PASSWORD,
                "spring.ssl.bundle.jks.mail.truststore.type=PKCS12");
    }

    @SafeVarargs
    private static Outcome send(int port, List<String>... settings) {
        var all = new ArrayList<>(List.of("spring.mail.host=127.0.0.1", "spring.mail.port=" + port));
        Arrays.stream(settings).forEach(all::addAll);
        var outcome = new Outcome[1];
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, MailSenderAutoConfiguration.class))
                .withPropertyValues(all.toArray(String[]::new))
                .run(context -> {
                    var channel = new MailChannel(context.getBean(JavaMailSenderImpl.class), properties());
                    try (var session = channel.open()) {
                        outcome[0] = session.send(mail());
                    }
                });
        return outcome[0];
    }

    private static OutgoingMessage mail() {
        return new OutgoingMessage(
                "key-1",
                1,
                false,
                new IncidentCode("INC-2026-0001"),
                "customers",
                new Recipient("customer:1", "mia@klant.example", "nl", Map.of()),
                Content.text("[INC-2026-0001] Storing", "Wij onderzoeken het."),
                "INC-2026-0001/customers",
                null);
    }

    private static MailProperties properties() {
        return new MailProperties(
                USER,
                "Haarlem Hosting",
                null,
                4,
                500,
                5,
                Duration.ofSeconds(20),
                Duration.ofMinutes(5),
                Duration.ofMinutes(2));
    }
}
