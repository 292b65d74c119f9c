package nl.draaiboek.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The groups that the plan counts on. People are put into them in Admin; more groups may be made there. */
final class Groups {

    static final String EMPLOYEES = "employees";
    static final String INCIDENT_MANAGERS = "incidentManagers";
    static final String MANAGERS = "managers";
    static final String PROCESS_OWNERS = "processOwners";

    /** Id and name. */
    static final Map<String, String> ALL = new LinkedHashMap<>();

    static {
        ALL.put(EMPLOYEES, "Employees");
        ALL.put("responders", "Responders");
        ALL.put(INCIDENT_MANAGERS, "Incident managers");
        ALL.put("techLeads", "Tech leads");
        ALL.put("communicators", "Communicators");
        ALL.put("serviceDesk", "Service desk");
        ALL.put(PROCESS_OWNERS, "Process owners");
        ALL.put(MANAGERS, "Managers");
    }

    /** Those who work on incidents, where a diagram does not say who does a task. */
    static final Set<String> IN_AN_INCIDENT =
            Set.of("responders", INCIDENT_MANAGERS, "techLeads", "communicators", "serviceDesk");

    private Groups() {}
}
