package nl.draaiboek.communication;

import java.nio.file.Path;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param zone in which times are written in texts
 * @param templates a folder whose files take the place of the templates in the program; one that is not there is taken
 *     from the program
 */
@ConfigurationProperties("draaiboek.communication")
record CommunicationSettings(@DefaultValue("Europe/Amsterdam") ZoneId zone, @Nullable Path templates) {}
