package nl.draaiboek.services;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a service is kept safe.
 *
 * @param kind in words: snapshots, base backup with write-ahead log; empty when there is none
 * @param every time between two backups
 * @param place where they are kept
 * @param restoreTime how long a restore takes
 */
public record Backup(String kind, @Nullable Duration every, String place, @Nullable Duration restoreTime) {

    public static final Backup NONE = new Backup("", null, "", null);

    public boolean exists() {
        return !kind.isEmpty();
    }
}
