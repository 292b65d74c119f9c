package nl.draaiboek.demo;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import nl.draaiboek.people.KeepCalendars;
import nl.draaiboek.people.Schedule;
import org.springframework.context.ApplicationContext;

/** Who is on call at Waddenhost: weeks in turn, from Monday at nine. */
final class DemoSchedules {

    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    private DemoSchedules() {}

    static void fill(ApplicationContext context) {
        var keep = context.getBean(KeepCalendars.class);
        var monday = LocalDate.now(context.getBean(Clock.class).withZone(ZONE))
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .minusWeeks(3);
        keep.save(new Schedule("hosting", "Hosting", "Hosting", "network", "marijke"));
        keep.take("hosting", 1, calendar(monday, "Bram Jansen", "Daan Bakker", "Kehinde Oyelaran"), "hosting.ics");
        keep.take(
                "hosting", 2, calendar(monday, "Kehinde Oyelaran", "Bram Jansen", "Daan Bakker"), "hosting-backup.ics");
        keep.save(new Schedule("incident-manager", "Incidentmanager", "Incident manager", "incidentManagers", ""));
        keep.take(
                "incident-manager",
                1,
                calendar(monday, "Anouk de Vries", "Marijke van den Berg"),
                "incident-manager.ics");
        keep.save(new Schedule("manager-on-duty", "Manager van dienst", "Manager on duty", "managers", "marijke"));
        keep.take("manager-on-duty", 1, calendar(monday, "Marijke van den Berg"), "manager-on-duty.ics");
    }

    private static String calendar(LocalDate monday, String... people) {
        var text = new StringBuilder("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Waddenhost//On call//NL\r\n");
        for (var turn = 0; turn < people.length; turn++) {
            text.append("BEGIN:VEVENT\r\nUID:week-")
                    .append(turn)
                    .append("@waddenhost.example\r\nSUMMARY:Achterwacht: ")
                    .append(people[turn])
                    .append("\r\nDTSTART;TZID=Europe/Amsterdam:")
                    .append(monday.plusWeeks(turn).format(DateTimeFormatter.BASIC_ISO_DATE))
                    .append("T090000\r\nDURATION:P7D\r\nRRULE:FREQ=WEEKLY;INTERVAL=")
                    .append(people.length)
                    .append("\r\nEND:VEVENT\r\n");
        }
        return text.append("END:VCALENDAR\r\n").toString();
    }
}
