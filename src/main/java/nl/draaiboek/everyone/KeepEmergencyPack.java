package nl.draaiboek.everyone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import nl.draaiboek.engine.PlanOnPaper;
import nl.draaiboek.incident.Links;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.people.Contact;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.LookAtNumbers;
import nl.draaiboek.people.OutsideHelp;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes the emergency pack: whenever somebody with the right fetches it, which is kept as a look at everyone's numbers, and
 * into a folder when something in it changed and then stayed the same for a while, and each day; then it is mailed too, where that is set.
 */
@Component
public class KeepEmergencyPack {

    private static final String FILE = "emergency-pack.pdf";
    private static final String DIGEST = "emergency-pack.sha256";
    private static final Duration EACH = Duration.ofDays(1);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd-MM-yyyy HH:mm");

    private final EmergencyPackSettings settings;
    private final Directory directory;
    private final LookAtNumbers lookAtNumbers;
    private final OutsideHelp outsideHelp;
    private final PlanOnPaper plan;
    private final MailEmergencyPack mail;
    private final Links links;
    private final OfficeHours officeHours;
    private final Clock clock;

    private @Nullable String changed;
    private Instant since = Instant.EPOCH;
    private volatile @Nullable String failure;

    KeepEmergencyPack(
            EmergencyPackSettings settings,
            Directory directory,
            LookAtNumbers lookAtNumbers,
            OutsideHelp outsideHelp,
            PlanOnPaper plan,
            MailEmergencyPack mail,
            Links links,
            OfficeHours officeHours,
            Clock clock) {
        this.settings = settings;
        this.directory = directory;
        this.lookAtNumbers = lookAtNumbers;
        this.outsideHelp = outsideHelp;
        this.plan = plan;
        this.mail = mail;
        this.links = links;
        this.officeHours = officeHours;
        this.clock = clock;
    }

    /**
     * As of this moment, encrypted; that somebody took everyone's numbers along is kept.
     *
     * @throws IllegalStateException when no passphrase is set
     */
    public byte[] fetch(String actor) {
        settings.off().ifPresent(why -> {
            throw new IllegalStateException(why);
        });
        return encrypted(pack(lookAtNumbers.lookAtAll(actor, "emergency pack")));
    }

    /** Writes it into the folder and mails it, where that is to be done now. */
    public synchronized void keepUp() {
        if (!keeps() && !mails()) {
            return;
        }
        try {
            var pack = pack(directory.all());
            var digest = pack.digest();
            var now = clock.instant();
            if (!digest.equals(changed)) {
                changed = digest;
                since = now;
            }
            var quiet = !now.isBefore(since.plus(settings.quiet()));
            if (mails()) {
                var last = mail.last();
                if (last.isEmpty() || quiet && !last.get().equals(digest)) {
                    mail.mail(digest, () -> encrypted(pack), settings.mailTo(), settings.language());
                }
            }
            if (keeps()) {
                keep(pack, digest, quiet, now);
            }
            failure = null;
        } catch (IOException | RuntimeException e) {
            failure = e.getClass().getSimpleName() + " at "
                    + MOMENT.format(clock.instant().atZone(officeHours.zone()))
                    + (e instanceof IOException ? ": is " + settings.folder() + " a folder that we may write?" : "");
        }
    }

    private void keep(EmergencyPack pack, String digest, boolean quiet, Instant now) throws IOException {
        var made = madeAt();
        var same = made.isPresent() && digest.equals(Files.readString(folder().resolve(DIGEST)));
        if (made.isEmpty() || !same && quiet || same && !now.isBefore(made.get().plus(EACH))) {
            write(encrypted(pack), digest, now);
        }
    }

    /** Whether each new one is mailed. */
    public boolean mails() {
        return settings.off().isEmpty() && !settings.mailTo().isEmpty();
    }

    /** When one was mailed last. */
    public Optional<Instant> mailedAt() {
        return mails() ? mail.lastAt() : Optional.empty();
    }

    /** Whether the server keeps the latest in a folder. */
    public boolean keeps() {
        return settings.off().isEmpty() && !settings.folder().isBlank();
    }

    /** When the one in the folder was made. */
    public Optional<Instant> madeAt() {
        try {
            var file = folder().resolve(FILE);
            return keeps() && Files.exists(file) && Files.exists(folder().resolve(DIGEST))
                    ? Optional.of(Files.getLastModifiedTime(file).toInstant())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Why the last one could not be made. */
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    private void write(byte[] pdf, String digest, Instant now) throws IOException {
        Files.createDirectories(folder());
        var half = folder().resolve(FILE + ".new");
        Files.write(half, pdf);
        Files.setLastModifiedTime(half, java.nio.file.attribute.FileTime.from(now));
        Files.move(half, folder().resolve(FILE), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        Files.writeString(folder().resolve(DIGEST), digest, StandardCharsets.UTF_8);
    }

    private Path folder() {
        return Path.of(settings.folder());
    }

    private byte[] encrypted(EmergencyPack pack) {
        return EncryptedPdf.of(pack, MOMENT.format(clock.instant().atZone(officeHours.zone())), settings.passphrase());
    }

    private EmergencyPack pack(List<Contact> everyone) {
        var addresses = new TreeMap<>(settings.addresses());
        addresses.putIfAbsent("Draaiboek", links.to("/internal"));
        addresses.putIfAbsent(settings.language().equals("nl") ? "Statuspagina" : "Status page", links.to("/status"));
        var today = LocalDate.ofInstant(clock.instant(), officeHours.zone());
        var outside = outsideHelp.all().stream()
                .filter(contact -> !contact.contact().hasLeft(today))
                .toList();
        return EmergencyPack.of(everyone, outside, addresses, plan.now(), settings.language(), today);
    }
}
