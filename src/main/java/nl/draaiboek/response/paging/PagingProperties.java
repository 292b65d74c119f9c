package nl.draaiboek.response.paging;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of paging.
 *
 * @param perPersonPerHour in how many ways somebody is paged at most in an hour, for all incidents together; a roll call has no
 *     limit
 */
@ConfigurationProperties("draaiboek.paging")
public record PagingProperties(@DefaultValue("20") int perPersonPerHour) {

    public PagingProperties {
        if (perPersonPerHour < 1) {
            throw new IllegalArgumentException("draaiboek.paging.per-person-per-hour is " + perPersonPerHour
                    + "; nobody could be paged. Set it to at least 1.");
        }
    }
}
