package nl.draaiboek.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The register of outside help: whom of which organisation we can call, kept beforehand. Whoever shows numbers to a person
 * goes by {@link #look}, which keeps that they were seen.
 */
@Component
public class OutsideHelp {

    private static final long LOCK = 195_195;

    /** No login has a slash in it, so nobody of ours is taken for somebody outside. */
    private static final String OUTSIDE = "outside/";

    private final JdbcClient jdbc;
    private final LookAtNumbers lookAtNumbers;
    private final ContactChanges changes;
    private final WaysThatWork waysThatWork;
    private final Clock clock;
    private final ZoneId zone;

    OutsideHelp(
            JdbcClient jdbc,
            LookAtNumbers lookAtNumbers,
            ContactChanges changes,
            WaysThatWork waysThatWork,
            Clock clock,
            @Value("${draaiboek.zone:Europe/Amsterdam}") ZoneId zone) {
        this.jdbc = jdbc;
        this.lookAtNumbers = lookAtNumbers;
        this.changes = changes;
        this.waysThatWork = waysThatWork;
        this.clock = clock;
        this.zone = zone;
    }

    /** Everyone, by organisation and in the order in which they are called; also those whose agreement has ended. */
    public List<OutsideContact> all() {
        return jdbc.sql("select * from draaiboek.outside_contact order by lower(organisation), turn, id")
                .query(OutsideHelp::contact)
                .list();
    }

    public Optional<OutsideContact> find(String id) {
        return jdbc.sql("select * from draaiboek.outside_contact where id = ?")
                .param(id)
                .query(OutsideHelp::contact)
                .optional();
    }

    /** Those whose agreement has not ended, by organisation, in the order in which they are called. */
    public Map<String, List<OutsideContact>> organisations() {
        var organisations = new LinkedHashMap<String, List<OutsideContact>>();
        for (var contact : all()) {
            if (!contact.contact().hasLeft(today())) {
                organisations
                        .computeIfAbsent(contact.organisation(), none -> new ArrayList<>())
                        .add(contact);
            }
        }
        return organisations;
    }

    /** Why a call would not reach this one, in English; nothing when it would. */
    public Optional<String> unready(OutsideContact contact) {
        return contact.unready(today(), waysThatWork);
    }

    /**
     * Something about a contact that would be in the way at night.
     *
     * @param unreachable whether no call would reach them at all
     */
    public record Finding(OutsideContact contact, boolean unreachable, String english, String dutch) {

        public String inWords(String language) {
            return contact.nameWithOrganisation() + ": " + (language.equals("nl") ? dutch : english);
        }
    }

    /** What would be in the way when they were called now: found in quiet times. Never of an agreement that has ended. */
    public List<Finding> findings() {
        var found = new ArrayList<Finding>();
        var due = clock.instant().minus(Readiness.CONFIRMED_FOR);
        organisations()
                .values()
                .forEach(contacts -> contacts.forEach(contact -> {
                    var confirmed = contact.contact().confirmedAt();
                    contact.unready(today(), waysThatWork)
                            .ifPresent(why -> found.add(new Finding(contact, true, why, contact.unreadyInDutch())));
                    if (confirmed == null || confirmed.isBefore(due)) {
                        found.add(new Finding(
                                contact,
                                false,
                                "nobody has confirmed the details for a quarter",
                                "niemand heeft de gegevens in het afgelopen kwartaal bevestigd"));
                    }
                }));
        return List.copyOf(found);
    }

    /** Somebody of ours saw that all details of a contact are right. */
    @Transactional
    public boolean confirm(String id, String actor) {
        var known = jdbc.sql("update draaiboek.outside_contact set confirmed_at = ? where id = ?")
                        .params(clock.instant().atOffset(ZoneOffset.UTC), id)
                        .update()
                == 1;
        if (known) {
            changes.note(OUTSIDE + id, actor, "confirmed");
        }
        return known;
    }

    /** Shows the numbers of one of them. @param why what for, in a few words */
    @Transactional
    public Optional<OutsideContact> look(String id, String actor, String why) {
        var found = find(id);
        found.ifPresent(contact -> lookAtNumbers.keep(OUTSIDE + id, actor, why));
        return found;
    }

    /** As {@link #look}, of all at once. */
    @Transactional
    public List<OutsideContact> lookAtAll(String actor, String why) {
        lookAtNumbers.keep(OUTSIDE + "*", actor, why);
        return all();
    }

    /** Who looked at these numbers, the last first. */
    public List<LookAtNumbers.Look> looks(String id, int most) {
        return lookAtNumbers.looks(OUTSIDE + id, OUTSIDE + "*", most);
    }

    /** Who changed this line of the register, the last first. */
    public List<ContactChanges.Change> changes(String id, int most) {
        return changes.of(OUTSIDE + id, most);
    }

    /** One change after the other. Held until the transaction ends. */
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query().singleRow();
    }

    void save(OutsideContact outside, String actor, String what) {
        var contact = outside.contact();
        jdbc.sql(
                        """
                insert into draaiboek.outside_contact (id, organisation, name, kind, turn, helps_with, services, reference, hours,
                  language, mail, primary_phone, secondary_phone, landline, ways, ended_on, changed_at, confirmed_at)
                values (:id, :organisation, :name, :kind, :turn, :helpsWith, string_to_array(:services, ' '), :reference, :hours,
                  :language, :mail, :primary, :secondary, :landline, :ways, :endedOn, :now, :now)
                on conflict (id) do update set organisation = excluded.organisation, name = excluded.name, kind = excluded.kind,
                  turn = excluded.turn, helps_with = excluded.helps_with, services = excluded.services,
                  reference = excluded.reference, hours = excluded.hours, language = excluded.language, mail = excluded.mail,
                  primary_phone = excluded.primary_phone, secondary_phone = excluded.secondary_phone,
                  landline = excluded.landline, ways = excluded.ways, ended_on = excluded.ended_on,
                  changed_at = excluded.changed_at, confirmed_at = excluded.confirmed_at""")
                .param("id", outside.id())
                .param("organisation", outside.organisation())
                .param("name", outside.name())
                .param("kind", outside.kind().word())
                .param("turn", outside.turn())
                .param("helpsWith", outside.helpsWith())
                .param("services", String.join(" ", new TreeSet<>(outside.services())))
                .param("reference", outside.reference())
                .param("hours", outside.hours())
                .param("language", contact.colleague().language())
                .param("mail", contact.colleague().mail())
                .param("primary", value(contact.primaryPhone()))
                .param("secondary", value(contact.secondaryPhone()))
                .param("landline", value(contact.landline()))
                .param("ways", contact.byDay().write())
                .param("endedOn", contact.leftOn())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        changes.note(OUTSIDE + outside.id(), actor, what);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    private static OutsideContact contact(ResultSet row, int number) throws SQLException {
        var ways = Ways.read(row.getString("ways"));
        return new OutsideContact(
                new Contact(
                        new Colleague(
                                row.getString("id"),
                                row.getString("name"),
                                "",
                                row.getString("mail"),
                                row.getString("language"),
                                Set.of()),
                        phone(row, "primary_phone"),
                        phone(row, "secondary_phone"),
                        phone(row, "landline"),
                        "",
                        "",
                        null,
                        "",
                        true,
                        Set.of(),
                        Set.of(),
                        ways,
                        ways,
                        List.of(),
                        row.getObject("ended_on", LocalDate.class),
                        instant(row, "confirmed_at")),
                row.getString("organisation"),
                OutsideContact.Kind.valueOf(row.getString("kind").toUpperCase(java.util.Locale.ROOT)),
                row.getInt("turn"),
                row.getString("helps_with"),
                Set.copyOf(Arrays.asList((String[]) row.getArray("services").getArray())),
                row.getString("reference"),
                row.getString("hours"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable PhoneNumber phone(ResultSet row, String column) throws SQLException {
        var value = row.getString(column);
        return value == null ? null : new PhoneNumber(value);
    }

    private static @Nullable String value(@Nullable PhoneNumber phone) {
        return phone == null ? null : phone.value();
    }
}
