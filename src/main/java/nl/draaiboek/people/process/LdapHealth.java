package nl.draaiboek.people.process;

import nl.draaiboek.engine.RoomHealth;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/**
 * Whether the LDAP server can be read, and what of it cannot be used. While it cannot be read, its people are known and cannot log
 * in.
 */
@Component("ldap")
class LdapHealth extends RoomHealth {

    private static final Status NOT_READ = new Status("DEGRADED", "LDAP cannot be read.");
    private static final Status READ_IN_PART =
            new Status("DEGRADED", "LDAP is read; what stands at 'unusable' cannot be used here.");

    private final LdapPeople people;

    LdapHealth(LdapPeople people) {
        this.people = people;
    }

    @Override
    protected void look(Health.Builder health) {
        if (!people.on()) {
            health.up().withDetail("kept", "here");
            return;
        }
        var whole = people.unusable().isEmpty() ? Status.UP : READ_IN_PART;
        health.status(people.failure().isEmpty() ? whole : NOT_READ)
                .withDetail("kept", "in LDAP")
                .withDetail("read", people.readAt().map(Object::toString).orElse("never"))
                .withDetail("failure", people.failure())
                .withDetail("unusable", people.unusable());
    }
}
