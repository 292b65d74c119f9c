package nl.draaiboek.people.process;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Reads LDAP when the program starts, and then now and then. Does nothing where people are kept here. */
@Component
class LdapWorker {

    private static final Logger LOG = LoggerFactory.getLogger(LdapWorker.class);

    private final LdapPeople people;

    LdapWorker(LdapPeople people) {
        this.people = people;
    }

    @Scheduled(fixedDelayString = "${draaiboek.ldap.refresh:PT15M}")
    void read() {
        if (!people.on()) {
            return;
        }
        try {
            people.read();
        } catch (RuntimeException e) {
            LOG.warn("LDAP is read again later: {}", e.toString());
        }
    }
}
