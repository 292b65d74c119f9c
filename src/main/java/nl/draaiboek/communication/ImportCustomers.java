package nl.draaiboek.communication;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import nl.draaiboek.incident.Timestamps;
import nl.draaiboek.services.Service;
import nl.draaiboek.services.Services;
import nl.draaiboek.sheet.FaultySheet;
import nl.draaiboek.sheet.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes the customers over from a sheet (CSV). One fault anywhere and nothing is taken over. Who unsubscribed stays
 * unsubscribed, and the links in earlier mails keep working.
 */
@Component
public class ImportCustomers {

    /** Serialises imports, so that what was previewed cannot be half overtaken by another import. */
    private static final long LOCK = 40_042;

    private final Customers customers;
    private final Services services;
    private final JdbcClient jdbc;
    private final Clock clock;

    ImportCustomers(Customers customers, Services services, JdbcClient jdbc, Clock clock) {
        this.customers = customers;
        this.services = services;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** One customer as the sheet has it. */
    public record Entry(String id, String name, String mail, String language, List<String> services) {}

    /**
     * What an import does.
     *
     * @param problems when there are any, nothing is taken over and the rest is empty
     * @param same how many customers of the sheet the register already knows exactly so
     * @param notInSheet those that the register knows and the sheet does not name; they stay, or go where that was asked
     */
    public record Preview(
            List<Problem> problems, List<Entry> added, List<Entry> changed, int same, List<Customer> notInSheet) {}

    /** What an import of this sheet would do, or what is wrong with it. Changes nothing. */
    @Transactional(readOnly = true)
    public Preview preview(String csv) {
        var known = services.all().stream().map(Service::id).collect(Collectors.toSet());
        var sheet = CustomerSheet.read(csv, known);
        if (!sheet.problems().isEmpty()) {
            return new Preview(sheet.problems(), List.of(), List.of(), 0, List.of());
        }
        var before = new LinkedHashMap<String, Customer>();
        customers.all().forEach(customer -> before.put(customer.id(), customer));
        var added = new ArrayList<Entry>();
        var changed = new ArrayList<Entry>();
        for (var entry : sheet.customers()) {
            var old = before.remove(entry.id());
            if (old == null) {
                added.add(entry);
            } else if (!entry.equals(new Entry(old.id(), old.name(), old.mail(), old.language(), old.services()))) {
                changed.add(entry);
            }
        }
        return new Preview(
                List.of(),
                List.copyOf(added),
                List.copyOf(changed),
                sheet.customers().size() - added.size() - changed.size(),
                List.copyOf(before.values()));
    }

    /**
     * Imports the sheet as a whole.
     *
     * @param removeOthers whether customers that it does not name leave the register
     * @param actor user id, kept with every change
     * @throws FaultySheet when anything is wrong with it; then nothing has changed
     */
    @Transactional
    public Preview run(String csv, boolean removeOthers, String actor) {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query().singleRow();
        var preview = preview(csv);
        if (!preview.problems().isEmpty()) {
            throw new FaultySheet(preview.problems());
        }
        preview.added().forEach(entry -> save(entry, "added", actor));
        preview.changed().forEach(entry -> save(entry, "changed", actor));
        if (removeOthers) {
            preview.notInSheet().forEach(customer -> {
                jdbc.sql("delete from draaiboek.customer where id = ?")
                        .param(customer.id())
                        .update();
                note(customer.id(), "removed", actor);
            });
        }
        return preview;
    }

    private void save(Entry entry, String what, String actor) {
        jdbc.sql(
                        """
                insert into draaiboek.customer (id, name, mail, language)
                values (:id, :name, :mail, :language)
                on conflict (id) do update set name = excluded.name, mail = excluded.mail, language = excluded.language""")
                .param("id", entry.id())
                .param("name", entry.name())
                .param("mail", entry.mail())
                .param("language", entry.language())
                .update();
        jdbc.sql("delete from draaiboek.customer_service where customer = ?")
                .param(entry.id())
                .update();
        entry.services()
                .forEach(service -> jdbc.sql("insert into draaiboek.customer_service (customer, service) values (?, ?)")
                        .params(entry.id(), service)
                        .update());
        note(entry.id(), what, actor);
    }

    private void note(String customer, String what, String actor) {
        jdbc.sql("insert into draaiboek.customer_change (at, actor, customer, what) values (?, ?, ?, ?)")
                .params(Objects.requireNonNull(Timestamps.of(clock.instant())), actor, customer, what)
                .update();
    }
}
