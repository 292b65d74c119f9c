package nl.draaiboek.services.process;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.services.Services;

/** The register as forms offer it. */
@ForDiagrams("services")
public class ServicesForDiagrams {

    private final Services services;

    ServicesForDiagrams(Services services) {
        this.services = services;
    }

    /** All services as the options of a list, in their order on pages. */
    public List<Map<String, String>> options() {
        var options = new ArrayList<Map<String, String>>();
        for (var service : services.all()) {
            var option = new LinkedHashMap<String, String>();
            option.put("value", service.id());
            option.put("label", service.nameIn("en"));
            options.add(option);
        }
        return options;
    }
}
