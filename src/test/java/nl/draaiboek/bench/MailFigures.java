package nl.draaiboek.bench;

import static nl.draaiboek.bench.BenchedProgram.CONNECTIONS;
import static nl.draaiboek.bench.BenchedProgram.await;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import nl.draaiboek.delivery.SendingProcess;
import nl.draaiboek.support.AtOnce;

/** Mails from a service task, a receipt row each, beside what the mail library does over as many connections. */
final class MailFigures {

    private static final int WARM_UP = 10_000;
    private static final int MAILS = 15_000;
    private static final int REPEATS = 3;

    private final BenchedProgram program;

    MailFigures(BenchedProgram program) {
        this.program = program;
    }

    void measure(Figures figures) throws Exception {
        program.sink().keeping(true);
        outbox(1);
        var finished = program.sink().messages().get(0).replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        program.sink().keeping(false);
        bare(WARM_UP, finished);
        outbox(WARM_UP);
        var sent = new double[REPEATS];
        var bare = new double[REPEATS];
        for (var i = 0; i < REPEATS; i++) {
            bare[i] = bare(MAILS, finished);
            sent[i] = outbox(MAILS);
        }
        figures.rate(
                "Mails with a receipt row each",
                Figures.median(sent),
                Figures.median(bare),
                "in a bare loop of the same mail library");
    }

    /** From the first mail taken to the end of the task that waits for all receipts. */
    private double outbox(int mails) {
        var sending = program.bean(SendingProcess.class);
        var incident = sending.incident();
        program.sink().forget();
        sending.start(incident, "mail", mails + " customers");
        await(() -> program.sink().count() >= 1);
        var started = program.sink().firstAt();
        await(() -> program.sink().count() >= mails);
        await(() -> !sending.waits(incident));
        var seconds = (System.nanoTime() - started) / 1e9;
        assertThat(program.sink().taken()).hasSize(mails);
        return mails / seconds;
    }

    /** What the library and the sink can do over as many connections, with one finished message and no database. */
    private double bare(int mails, byte[] finished) throws Exception {
        program.sink().forget();
        var settings = new Properties();
        settings.setProperty("mail.smtp.writetimeout", "15000");
        settings.setProperty("mail.smtp.timeout", "15000");
        var session = Session.getInstance(settings);
        var started = System.nanoTime();
        AtOnce.run(CONNECTIONS, n -> () -> {
            var message = new MimeMessage(session, new ByteArrayInputStream(finished));
            try (var transport = session.getTransport("smtp")) {
                transport.connect("127.0.0.1", program.sink().port(), null, null);
                for (var i = 0; i < mails / CONNECTIONS; i++) {
                    transport.sendMessage(
                            message, new InternetAddress[] {new InternetAddress("klant" + i + "@klant.example")});
                }
            }
            return n;
        });
        return mails / ((System.nanoTime() - started) / 1e9);
    }
}
