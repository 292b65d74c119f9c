package nl.draaiboek.people.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Reads people and groups from an LDAP server, and asks it about passwords. Nothing is ever written there. */
public final class Ldap {

    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int PAGE = 500;

    private final LdapSettings settings;

    public Ldap(LdapSettings settings) {
        this.settings = settings;
    }

    /** @param attributes by their name in lower case, the first value of each */
    public record Entry(String dn, Map<String, String> attributes) {

        public String value(String attribute) {
            return attributes.getOrDefault(attribute.toLowerCase(Locale.ROOT), "");
        }
    }

    /**
     * What the server says now.
     *
     * @param groups ids of groups of ours, by the DN of who is in them in lower case
     */
    public record Answer(List<Entry> people, Map<String, Set<String>> groups) {}

    /** The server does not answer, or not as it should. Its words name the setting at fault, and no password. */
    public static final class NotReachable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public NotReachable(String message) {
            super(message);
        }

        public String why() {
            return String.valueOf(getMessage());
        }
    }

    /** @throws NotReachable when it cannot be read as a whole */
    public Answer read() {
        try (var connection = connect(settings.bindDn(), settings.bindPassword())) {
            var people = people(connection);
            Map<String, Set<String>> groups = new HashMap<>();
            for (var group : settings.groups().entrySet()) {
                for (var dn : members(connection, group.getValue())) {
                    groups.computeIfAbsent(dn.toLowerCase(Locale.ROOT), d -> new HashSet<>())
                            .add(group.getKey());
                }
            }
            return new Answer(people, groups);
        } catch (LDAPException e) {
            throw e.getResultCode().equals(ResultCode.INVALID_CREDENTIALS)
                    ? new NotReachable("LDAP refuses draaiboek.ldap.bind-dn and bind-password.")
                    : notReachable(e);
        }
    }

    /**
     * Whether this is the password of that entry.
     *
     * @throws NotReachable when the server cannot say
     */
    public boolean check(String dn, String password) {
        // A bind without a password succeeds anonymously.
        if (dn.isEmpty() || password.isEmpty()) {
            return false;
        }
        try (var connection = connect(dn, password)) {
            return connection.isConnected();
        } catch (LDAPException e) {
            if (e.getResultCode().equals(ResultCode.INVALID_CREDENTIALS)) {
                return false;
            }
            throw notReachable(e);
        }
    }

    private List<Entry> people(LDAPConnection connection) throws LDAPException {
        var found = new ArrayList<Entry>();
        var attributes = Stream.of(
                        settings.id(),
                        settings.firstName(),
                        settings.lastName(),
                        settings.mail(),
                        settings.language(),
                        settings.primaryPhone(),
                        settings.secondaryPhone(),
                        settings.landline())
                .filter(name -> !name.isEmpty())
                .toArray(String[]::new);
        var request = new SearchRequest(settings.peopleBase(), SearchScope.SUB, settings.peopleFilter(), attributes);
        ASN1OctetString cookie = null;
        do {
            request.setControls(new SimplePagedResultsControl(PAGE, cookie));
            var result = connection.search(request);
            result.getSearchEntries().forEach(entry -> found.add(new Entry(entry.getDN(), first(entry))));
            cookie = next(SimplePagedResultsControl.get(result));
        } while (cookie != null);
        return found;
    }

    private static @Nullable ASN1OctetString next(@Nullable SimplePagedResultsControl page) {
        return page != null && page.moreResultsToReturn() ? page.getCookie() : null;
    }

    private static Map<String, String> first(SearchResultEntry entry) {
        var values = new HashMap<String, String>();
        for (var attribute : entry.getAttributes()) {
            var value = attribute.getValue();
            if (value != null) {
                values.put(attribute.getBaseName().toLowerCase(Locale.ROOT), value.strip());
            }
        }
        return values;
    }

    private List<String> members(LDAPConnection connection, String dn) throws LDAPException {
        var group = connection.getEntry(dn, settings.memberAttribute());
        if (group == null) {
            throw new NotReachable("There is no group '" + dn + "' in LDAP; look at draaiboek.ldap.groups.");
        }
        var members = group.getAttributeValues(settings.memberAttribute());
        return members == null ? List.of() : List.of(members);
    }

    private LDAPConnection connect(String dn, String password) throws LDAPException {
        var url = new LDAPURL(settings.url());
        var options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis(TIMEOUT_MILLIS);
        options.setResponseTimeoutMillis(TIMEOUT_MILLIS);
        options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(false));
        var sockets = url.getScheme().equalsIgnoreCase("ldaps") ? tls() : SocketFactory.getDefault();
        var connection = new LDAPConnection(sockets, options, url.getHost(), url.getPort());
        try {
            if (!dn.isEmpty()) {
                connection.bind(dn, password);
            }
            return connection;
        } catch (LDAPException e) {
            connection.close();
            throw e;
        }
    }

    /** Certificates are checked as everywhere in Java, and the name in them against the host. */
    private static SocketFactory tls() {
        try {
            return SSLContext.getDefault().getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new NotReachable("TLS is not available: " + e.getMessage());
        }
    }

    private NotReachable notReachable(LDAPException e) {
        return new NotReachable("LDAP (draaiboek.ldap.url, " + settings.url() + ") cannot be reached: "
                + e.getResultCode().getName() + ".");
    }
}
