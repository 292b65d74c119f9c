package nl.draaiboek.people.process;

import nl.draaiboek.engine.RoomHealth;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/** Whether the LDAP server can be read. While it cannot, its people are known and cannot log in. */
@Component("ldap")
class LdapHealth extends RoomHealth {

    private static final Status DEGRADED = new Status("DEGRADED", "LDAP cannot be read.");

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
        health.status(people.failure().isEmpty() && people.unusable().isEmpty() ? Status.UP : DEGRADED)
                .withDetail("kept", "in LDAP")
                .withDetail("read", people.readAt().map(Object::toString).orElse("never"))
                .withDetail("failure", people.failure())
                .withDetail("unusable", people.unusable());
    }
}
