package nl.draaiboek.services;

import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.draaiboek.sheet.FaultySheet;
import nl.draaiboek.sheet.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes the register over from a sheet (CSV). One fault anywhere and nothing is taken over. A service that the sheet does
 * not name stays as it is; the state of a service is never touched.
 */
@Component
public class ImportServices {

    /** Serialises imports, so that what was previewed cannot be half overtaken by another import. */
    private static final long LOCK = 60_060;

    private final Services services;
    private final JdbcClient jdbc;
    private final Clock clock;

    ImportServices(Services services, JdbcClient jdbc, Clock clock) {
        this.services = services;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What an import of this sheet would do, or what is wrong with it. Changes nothing. */
    @Transactional(readOnly = true)
    public Preview preview(String csv) {
        return compare(ServiceSheet.read(csv, services.all()));
    }

    /**
     * Imports the sheet as a whole.
     *
     * @param actor user id, kept with every change
     * @return what was done
     * @throws FaultySheet when anything is wrong with it; then nothing has changed
     */
    @Transactional
    public Preview run(String csv, String actor) {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query().singleRow();
        var preview = compare(ServiceSheet.read(csv, services.all()));
        if (!preview.problems().isEmpty()) {
            throw new FaultySheet(preview.problems());
        }
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        for (var change : preview.changes()) {
            save(change.service(), now);
            jdbc.sql("insert into draaiboek.service_change (at, actor, service, what) values (?, ?, ?, ?)")
                    .params(now, actor, change.service().id(), change.inWords())
                    .update();
        }
        for (var change : preview.changes()) {
            saveLists(change.service());
        }
        return preview;
    }

    private Preview compare(ServiceSheet sheet) {
        if (!sheet.problems().isEmpty()) {
            return new Preview(sheet.problems(), List.of(), 0, List.of());
        }
        var before = new LinkedHashMap<String, Service>();
        services.all().forEach(service -> before.put(service.id(), service));
        var changes = new ArrayList<Change>();
        var same = 0;
        for (var service : sheet.services()) {
            var old = before.remove(service.id());
            var differences = old == null ? List.<Difference>of() : differences(old, service);
            if (old != null && differences.isEmpty()) {
                same++;
            } else {
                changes.add(new Change(service, old == null, differences));
            }
        }
        return new Preview(List.of(), List.copyOf(changes), same, List.copyOf(before.keySet()));
    }

    private static List<Difference> differences(Service before, Service after) {
        var was = ServiceSheet.fields(before);
        var found = new ArrayList<Difference>();
        ServiceSheet.fields(after).forEach((column, value) -> {
            var old = was.getOrDefault(column, "");
            if (!old.equals(value)) {
                found.add(new Difference(column, old, value));
            }
        });
        return List.copyOf(found);
    }

    private void save(Service service, OffsetDateTime now) {
        jdbc.sql(
                        """
                insert into draaiboek.service (id, name_nl, name_en, description_nl, description_en, owner, parent, rto_minutes,
                  rpo_minutes, backup_kind, backup_every_minutes, backup_place, backup_restore_minutes, customer_facing, position,
                  created_at, changed_at)
                values (:id, :nameNl, :nameEn, :descriptionNl, :descriptionEn, :owner, :parent, :rto,
                  :rpo, :backupKind, :backupEvery, :backupPlace, :backupRestore, :customerFacing, :position, :now, :now)
                on conflict (id) do update set name_nl = excluded.name_nl, name_en = excluded.name_en,
                  description_nl = excluded.description_nl, description_en = excluded.description_en, owner = excluded.owner,
                  parent = excluded.parent, rto_minutes = excluded.rto_minutes, rpo_minutes = excluded.rpo_minutes,
                  backup_kind = excluded.backup_kind, backup_every_minutes = excluded.backup_every_minutes,
                  backup_place = excluded.backup_place, backup_restore_minutes = excluded.backup_restore_minutes,
                  customer_facing = excluded.customer_facing, position = excluded.position, changed_at = excluded.changed_at""")
                .param("id", service.id())
                .param("nameNl", service.nameNl())
                .param("nameEn", service.nameEn())
                .param("descriptionNl", service.descriptionNl())
                .param("descriptionEn", service.descriptionEn())
                .param("owner", service.owner())
                .param("parent", service.parent())
                .param("rto", minutes(service.rto()), Types.INTEGER)
                .param("rpo", minutes(service.rpo()), Types.INTEGER)
                .param("backupKind", service.backup().kind())
                .param("backupEvery", minutes(service.backup().every()), Types.INTEGER)
                .param("backupPlace", service.backup().place())
                .param("backupRestore", minutes(service.backup().restoreTime()), Types.INTEGER)
                .param("customerFacing", service.customerFacing())
                .param("position", service.position())
                .param("now", now)
                .update();
        // Emptied first for all, so that a label may move from one service to another in the same sheet.
        jdbc.sql("delete from draaiboek.service_label where service = ?")
                .param(service.id())
                .update();
        jdbc.sql("delete from draaiboek.service_dependency where service = ?")
                .param(service.id())
                .update();
    }

    private void saveLists(Service service) {
        service.labels().forEach(label -> jdbc.sql("insert into draaiboek.service_label (label, service) values (?, ?)")
                .params(label, service.id())
                .update());
        service.dependsOn().forEach(other -> jdbc.sql(
                        "insert into draaiboek.service_dependency (service, depends_on) values (?, ?)")
                .params(service.id(), other)
                .update());
    }

    private static @Nullable Integer minutes(@Nullable Duration duration) {
        return duration == null ? null : Math.toIntExact(duration.toMinutes());
    }

    /**
     * What an import does.
     *
     * @param problems when there are any, nothing is taken over and the rest is empty
     * @param same how many services of the sheet the register already knows exactly so
     * @param notInSheet ids that the register knows and the sheet does not name; they stay
     */
    public record Preview(List<Problem> problems, List<Change> changes, int same, List<String> notInSheet) {}

    /** One service that is new or differs. */
    public record Change(Service service, boolean isNew, List<Difference> differences) {
        /** Read by the page of a preview, as is {@link #name}. */
        public String id() {
            return service.id();
        }

        public String name(String language) {
            return service.nameIn(language);
        }

        String inWords() {
            return isNew
                    ? "added " + words(ServiceSheet.fields(service))
                    : "changed "
                            + String.join(
                                    "; ",
                                    differences.stream()
                                            .map(d -> d.column() + ": '" + d.before() + "' → '" + d.after() + "'")
                                            .toList());
        }

        private static String words(Map<String, String> fields) {
            return String.join(
                    "; ",
                    fields.entrySet().stream()
                            .filter(field -> !field.getValue().isEmpty())
                            .map(field -> field.getKey() + ": '" + field.getValue() + "'")
                            .toList());
        }
    }

    public record Difference(String column, String before, String after) {}
}
