package nl.draaiboek.people.ldap;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where people and groups come from when not from here.
 *
 * @param url {@code ldaps://ldap.example:636}; empty: logins are kept here
 * @param bindDn who reads there; empty: anybody may
 * @param peopleBase under which people stand
 * @param groups the DN of the group of theirs, by the id of the group of ours
 * @param id attribute with the login
 * @param primaryPhone attribute; empty: numbers are kept here
 * @param refresh how often it is read
 */
@ConfigurationProperties("draaiboek.ldap")
public record LdapSettings(
        @DefaultValue("") String url,
        @DefaultValue("") String bindDn,
        @DefaultValue("") String bindPassword,
        @DefaultValue("") String peopleBase,
        @DefaultValue("(objectClass=inetOrgPerson)") String peopleFilter,
        @DefaultValue Map<String, String> groups,
        @DefaultValue("member") String memberAttribute,
        @DefaultValue("uid") String id,
        @DefaultValue("givenName") String firstName,
        @DefaultValue("sn") String lastName,
        @DefaultValue("mail") String mail,
        @DefaultValue("preferredLanguage") String language,
        @DefaultValue("") String primaryPhone,
        @DefaultValue("") String secondaryPhone,
        @DefaultValue("") String landline,
        @DefaultValue("PT15M") Duration refresh) {

    public LdapSettings {
        groups = Map.copyOf(groups);
        if (!url.isEmpty() && (peopleBase.isEmpty() || groups.isEmpty())) {
            throw new IllegalArgumentException(
                    "draaiboek.ldap.url is set; then draaiboek.ldap.people-base and at least one"
                            + " draaiboek.ldap.groups.<group of ours> (such as groups.employees=cn=staff,ou=groups,dc=example) are needed.");
        }
    }

    public boolean on() {
        return !url.isEmpty();
    }
}
