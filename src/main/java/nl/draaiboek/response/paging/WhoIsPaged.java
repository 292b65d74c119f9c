package nl.draaiboek.response.paging;

import java.util.List;
import nl.draaiboek.incident.Severity;

/** The table {@code who-is-paged.dmn}, in the newest version there is. */
public interface WhoIsPaged {

    /**
     * @param services ids; each is asked about by itself
     * @param officeHours whether the office is open
     * @return each answer once; never empty
     */
    List<Row> ask(Purpose purpose, Severity severity, List<String> services, boolean officeHours);

    /**
     * Who is called: {@code schedule:…}, {@code team:…} or {@code group:…}, several with commas, in their order.
     *
     * @param together whether the first and the backup are paged at once
     */
    record Row(String paged, String manager, boolean together) {}
}
