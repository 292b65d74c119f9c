package nl.draaiboek.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import nl.draaiboek.services.Service.WeakPoint;
import nl.draaiboek.sheet.FaultySheet;
import nl.draaiboek.sheet.Problem;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** */
@ScenarioTest
class ImportServicesTests {

    private static final String SHEET =
            """
            id;name_nl;name_en;description_en;owner;parent;depends_on;rto;rpo;backup_kind;backup_every;backup_restore;customer_facing;labels;position
            datacenter-haarlem;Datacenter Haarlem;Haarlem datacenter;;techLeads;;;;;;;;nee;dc-hlm;1
            hosting-haarlem;Webhosting Haarlem;Web hosting Haarlem;"Sites; ""shared"" and own";techLeads;;datacenter-haarlem;4h;1d;snapshots;12h;2h;ja;Web-HLM|shared hosting;2
            mail;E-mail;E-mail;;techLeads;;datacenter-haarlem hosting-haarlem;PT1H;30m;mirror;1h;3h;ja;;3
            """;

    @Autowired
    ImportServices importServices;

    @Autowired
    Services services;

    @Autowired
    JdbcClient jdbc;

    @Test
    void takesOverASheetAsASpreadsheetWritesIt() {
        var done = importServices.run("\uFEFF" + SHEET.replace("\n", "\r\n"), "sanne");

        assertThat(done.changes()).hasSize(3).allMatch(ImportServices.Change::isNew);
        var hosting = services.find("hosting-haarlem").orElseThrow();
        assertThat(hosting.nameIn("nl")).isEqualTo("Webhosting Haarlem");
        assertThat(hosting.nameIn("en")).isEqualTo("Web hosting Haarlem");
        assertThat(hosting.descriptionEn()).isEqualTo("Sites; \"shared\" and own");
        assertThat(hosting.rto()).isEqualTo(Duration.ofHours(4));
        assertThat(hosting.rpo()).isEqualTo(Duration.ofDays(1));
        assertThat(hosting.state()).isEqualTo(ServiceState.OPERATIONAL);
        assertThat(services.all())
                .extracting(Service::id)
                .containsExactly("datacenter-haarlem", "hosting-haarlem", "mail");
    }

    @Test
    void findsAServiceByWhateverItIsCalled() {
        importServices.run(SHEET, "sanne");

        assertThat(List.of(
                        "hosting-haarlem", " WEB-HLM", "Shared Hosting", "webhosting haarlem", "Web hosting Haarlem"))
                .allSatisfy(label -> assertThat(services.byLabel(label))
                        .get()
                        .extracting(Service::id)
                        .isEqualTo("hosting-haarlem"));
        assertThat(services.byLabel("hosting-rotterdam")).isEmpty();
        assertThat(services.nameOf("hosting-rotterdam", "nl")).isEqualTo("hosting-rotterdam");
    }

    @Test
    void knowsWhatAFailingServiceTakesAlong() {
        importServices.run(SHEET, "sanne");

        assertThat(services.touchedBy("datacenter-haarlem")).containsExactly("hosting-haarlem", "mail");
        assertThat(services.touchedBy("mail")).isEmpty();
    }

    @Test
    void reportsObjectivesThatTheBackupsCannotMeet() {
        importServices.run(SHEET, "sanne");

        assertThat(services.find("hosting-haarlem").orElseThrow().weakPoints()).isEmpty();
        assertThat(services.find("mail").orElseThrow().weakPoints())
                .containsExactly(WeakPoint.BACKUP_TOO_SELDOM, WeakPoint.RESTORE_TOO_SLOW);
    }

    @Test
    void showsEveryChangeBeforeItIsMadeAndMakesNone() {
        importServices.run(SHEET, "sanne");
        var changed =
                SHEET.replace("4h;1d", "8h;1d").replaceAll("mail;.*\n", "") + "dns;DNS;DNS;;techLeads;;;;;;;;yes;;4\n";

        var preview = importServices.preview(changed);

        assertThat(preview.problems()).isEmpty();
        assertThat(preview.same()).isEqualTo(1);
        assertThat(preview.notInSheet()).containsExactly("mail");
        assertThat(preview.changes())
                .extracting(change -> change.service().id(), ImportServices.Change::isNew)
                .containsExactly(tuple("hosting-haarlem", false), tuple("dns", true));
        assertThat(preview.changes().get(0).differences())
                .containsExactly(new ImportServices.Difference("rto", "4h", "8h"));
        assertThat(services.find("dns")).isEmpty();
        assertThat(services.find("hosting-haarlem").orElseThrow().rto()).isEqualTo(Duration.ofHours(4));
    }

    @Test
    void movesALabelFromOneServiceToAnother() {
        importServices.run(SHEET, "sanne");
        importServices.run(SHEET.replace("nee;dc-hlm;", "nee;;").replace("ja;;3", "ja;dc-hlm;3"), "sanne");

        assertThat(services.byLabel("dc-hlm")).get().extracting(Service::id).isEqualTo("mail");
        assertThat(services.find("datacenter-haarlem").orElseThrow().labels()).isEmpty();
    }

    @Test
    void keepsServicesThatTheSheetDoesNotName() {
        importServices.run(SHEET, "sanne");
        importServices.run("id,name_nl,name_en,owner,customer_facing\ndns,DNS,DNS,techLeads,yes\n", "sanne");

        assertThat(services.all()).extracting(Service::id).contains("mail", "dns");
    }

    @Test
    void namesEveryFaultByLineAndColumnAndTakesNothingOver() {
        var faulty =
                """
                id,name_nl,name_en,owner,customer_facing,rto,parent,depends_on,labels
                dns,DNS,DNS,techLeads,yes,,,,ns
                Mail Server,E-mail,,techLeads,maybe,soon,,,
                dns,DNS,DNS,techLeads,yes,,,nowhere,
                a,A,A,techLeads,yes,,b,,ns
                b,B,B,techLeads,yes,,a,b,,surplus
                """;

        var problems = importServices.preview(faulty).problems();

        assertThat(problems)
                .extracting(Problem::line, Problem::column)
                .contains(
                        tuple(3, "id"),
                        tuple(3, "name_en"),
                        tuple(3, "customer_facing"),
                        tuple(3, "rto"),
                        tuple(4, "id"),
                        tuple(4, "depends_on"),
                        tuple(5, "parent"),
                        tuple(5, "labels"),
                        tuple(6, "parent"),
                        tuple(6, "depends_on"),
                        tuple(6, ""))
                .allMatch(problem -> !problem.toList().get(0).equals(2));
        assertThatThrownBy(() -> importServices.run(faulty, "sanne"))
                .isInstanceOf(FaultySheet.class)
                .hasMessageContaining("line 3");
        assertThat(services.all()).isEmpty();
    }

    @Test
    void saysWhichColumnsAreUnknownOrMissing() {
        assertThat(importServices.preview("id,naam\ndns,DNS\n").problems())
                .extracting(Problem::line, Problem::column)
                .contains(tuple(1, "naam"), tuple(1, "name_nl"), tuple(1, "owner"));
        assertThat(importServices.preview("").problems()).hasSize(1);
    }

    @Test
    void keepsWhoChangedWhat() {
        importServices.run(SHEET, "sanne");
        importServices.run(SHEET.replace("4h;1d", "8h;1d"), "bram");

        assertThat(jdbc.sql(
                                "select actor || ' ' || service || ' ' || what from draaiboek.service_change order by number")
                        .query(String.class)
                        .list())
                .hasSize(4)
                .last()
                .isEqualTo("bram hosting-haarlem changed rto: '4h' → '8h'");
        assertThatThrownBy(
                        () -> jdbc.sql("delete from draaiboek.service_change").update())
                .hasMessageContaining("append-only");
    }
}
