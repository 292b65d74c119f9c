package nl.draaiboek.recovery;

import java.time.Instant;

/**
 * What was done about the cause.
 *
 * @param number 1 for the first of an incident
 * @param description what exactly, as typed
 */
public record Remedy(int number, Kind kind, String description, String appliedBy, Instant appliedAt) {

    /** The remedies that are known beforehand. */
    public enum Kind {
        RESTART("Restart", false),
        CONFIGURATION("Change configuration", false),
        BACKUP("Restore a backup", false),
        RECOVERY_IN_PLACE("Recovery in place", true),
        FAIL_OVER("Fail over to a cloud copy", true),
        OTHER("Another remedy", false);

        private final String words;
        private final boolean leavesThePrimary;

        Kind(String words, boolean leavesThePrimary) {
            this.words = words;
            this.leavesThePrimary = leavesThePrimary;
        }

        /** As people call it. */
        public String words() {
            return words;
        }

        /** Whether it runs on something temporary, so that getting back to the primary systems stays open. */
        public boolean leavesThePrimary() {
            return leavesThePrimary;
        }
    }
}
