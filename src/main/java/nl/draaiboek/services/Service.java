package nl.draaiboek.services;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service as the register knows it.
 *
 * @param id lower-case words with hyphens, at most 60 characters: {@code hosting-haarlem}
 * @param owner id of the group that owns it
 * @param parent the service that it is a part of
 * @param dependsOn ids of the services that it cannot do without, in alphabetical order
 * @param rto within which it must work again after an outage begins
 * @param rpo how much work may be lost, as time before the outage
 * @param customerFacing whether customers see it; only then it stands on the public page
 * @param labels what monitoring and people call it besides its id and names, in lower case
 * @param position order on pages
 * @param state as set by hand; what incidents do to it comes on top
 */
public record Service(
        String id,
        String nameNl,
        String nameEn,
        String descriptionNl,
        String descriptionEn,
        String owner,
        @Nullable String parent,
        List<String> dependsOn,
        @Nullable Duration rto,
        @Nullable Duration rpo,
        Backup backup,
        boolean customerFacing,
        List<String> labels,
        int position,
        ServiceState state) {

    public Service {
        dependsOn = List.copyOf(dependsOn);
        labels = List.copyOf(labels);
    }

    /** @param language {@code nl} for Dutch; anything else is English */
    public String nameIn(String language) {
        return language.startsWith("nl") ? nameNl : nameEn;
    }

    /** @param language {@code nl} for Dutch; anything else is English */
    public String descriptionIn(String language) {
        return language.startsWith("nl") ? descriptionNl : descriptionEn;
    }

    /** Objectives that the backups cannot meet, known before it hurts; empty when all is well or nothing is agreed. */
    public List<WeakPoint> weakPoints() {
        var found = new ArrayList<WeakPoint>();
        if (rpo != null && !backup.exists()) {
            found.add(WeakPoint.NO_BACKUP);
        }
        if (rpo != null && backup.every() != null && backup.every().compareTo(rpo) > 0) {
            found.add(WeakPoint.BACKUP_TOO_SELDOM);
        }
        if (rto != null && backup.restoreTime() != null && backup.restoreTime().compareTo(rto) > 0) {
            found.add(WeakPoint.RESTORE_TOO_SLOW);
        }
        return List.copyOf(found);
    }

    /** Why an objective cannot be met. */
    public enum WeakPoint {
        /** There is a recovery point, and nothing to go back to. */
        NO_BACKUP,
        /** Two backups lie further apart than the recovery point allows. */
        BACKUP_TOO_SELDOM,
        /** A restore takes longer than the recovery time allows. */
        RESTORE_TOO_SLOW
    }
}
