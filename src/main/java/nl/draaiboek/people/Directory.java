package nl.draaiboek.people;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Everyone, and how they can be reached. Whoever shows numbers to a person says so first to
 * {@link LookAtNumbers}.
 */
@Component
public class Directory {

    private static final long LOCK = 150_150;

    private static final String SELECT =
            """
            select c.*,
                   array(select m.team from draaiboek.team_member m where m.person = c.person) as teams,
                   array(select m.team from draaiboek.team_member m where m.person = c.person and m.leads) as leads,
                   array(select a.first_day || '..' || a.last_day from draaiboek.absence a where a.person = c.person
                         order by a.first_day) as away
            from draaiboek.contact c\s""";

    private final Colleagues colleagues;
    private final JdbcClient jdbc;

    Directory(Colleagues colleagues, JdbcClient jdbc) {
        this.colleagues = colleagues;
        this.jdbc = jdbc;
    }

    public Optional<Contact> find(String person) {
        return colleagues.find(person).map(colleague -> jdbc.sql(SELECT + "where c.person = ?")
                .param(person)
                .query((row, number) -> contact(colleague, row))
                .optional()
                .orElseGet(() -> bare(colleague)));
    }

    /** Everyone with a login, by id; also who has left. */
    public List<Contact> all() {
        Map<String, Colleague> known = new HashMap<>();
        var everyone = colleagues.all();
        everyone.forEach(colleague -> known.put(colleague.id(), colleague));
        Map<String, Contact> contacts = new HashMap<>();
        jdbc.sql(SELECT).query(row -> {
            var colleague = known.get(row.getString("person"));
            if (colleague != null) {
                contacts.put(colleague.id(), contact(colleague, row));
            }
        });
        return everyone.stream()
                .map(colleague -> contacts.getOrDefault(colleague.id(), bare(colleague)))
                .toList();
    }

    /** One change after the other, so that none is half overtaken by another. Held until the transaction ends. */
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query().singleRow();
    }

    /** Keeps that they said so themselves. */
    void confirm(String person, Instant now) {
        jdbc.sql("update draaiboek.contact set confirmed_at = ? where person = ?")
                .params(now.atOffset(ZoneOffset.UTC), person)
                .update();
    }

    /** Writes everything but the confirmation, over what was there. */
    void save(Contact contact, Instant now) {
        var person = contact.colleague().id();
        jdbc.sql(
                        """
                insert into draaiboek.contact (person, primary_phone, secondary_phone, landline, chat, emergency_name, emergency_phone,
                  location, technical, ways_by_day, ways_by_night, left_on, changed_at)
                values (:person, :primary, :secondary, :landline, :chat, :emergencyName, :emergencyPhone,
                  :location, :technical, :byDay, :byNight, :leftOn, :now)
                on conflict (person) do update set primary_phone = excluded.primary_phone,
                  secondary_phone = excluded.secondary_phone, landline = excluded.landline, chat = excluded.chat,
                  emergency_name = excluded.emergency_name, emergency_phone = excluded.emergency_phone,
                  location = excluded.location, technical = excluded.technical, ways_by_day = excluded.ways_by_day,
                  ways_by_night = excluded.ways_by_night, left_on = excluded.left_on, changed_at = excluded.changed_at""")
                .param("person", person)
                .param("primary", value(contact.primaryPhone()))
                .param("secondary", value(contact.secondaryPhone()))
                .param("landline", value(contact.landline()))
                .param("chat", contact.chat())
                .param("emergencyName", contact.emergencyName())
                .param("emergencyPhone", value(contact.emergencyPhone()))
                .param("location", contact.location())
                .param("technical", contact.technical())
                .param("byDay", contact.byDay().write())
                .param("byNight", contact.byNight().write())
                .param("leftOn", contact.leftOn())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("delete from draaiboek.team_member where person = ?")
                .param(person)
                .update();
        contact.teams()
                .forEach(team -> jdbc.sql("insert into draaiboek.team_member (team, person, leads) values (?, ?, ?)")
                        .params(team, person, contact.leads().contains(team))
                        .update());
        jdbc.sql("delete from draaiboek.absence where person = ?").param(person).update();
        contact.away().forEach(absence -> jdbc.sql(
                        "insert into draaiboek.absence (person, first_day, last_day) values (?, ?, ?)")
                .params(person, absence.firstDay(), absence.lastDay())
                .update());
    }

    private static Contact bare(Colleague colleague) {
        return new Contact(
                colleague, null, null, null, "", "", null, "", false, Set.of(), Set.of(), Ways.NONE, Ways.NONE,
                List.of(), null, null);
    }

    private static Contact contact(Colleague colleague, ResultSet row) throws SQLException {
        var confirmed = row.getObject("confirmed_at", OffsetDateTime.class);
        return new Contact(
                colleague,
                phone(row, "primary_phone"),
                phone(row, "secondary_phone"),
                phone(row, "landline"),
                row.getString("chat"),
                row.getString("emergency_name"),
                phone(row, "emergency_phone"),
                row.getString("location"),
                row.getBoolean("technical"),
                Set.copyOf(strings(row.getArray("teams"))),
                Set.copyOf(strings(row.getArray("leads"))),
                Ways.read(row.getString("ways_by_day")),
                Ways.read(row.getString("ways_by_night")),
                strings(row.getArray("away")).stream().map(Absence::read).toList(),
                row.getObject("left_on", LocalDate.class),
                confirmed == null ? null : confirmed.toInstant());
    }

    private static @Nullable PhoneNumber phone(ResultSet row, String column) throws SQLException {
        var value = row.getString(column);
        return value == null ? null : new PhoneNumber(value);
    }

    private static @Nullable String value(@Nullable PhoneNumber phone) {
        return phone == null ? null : phone.value();
    }

    private static List<String> strings(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}
