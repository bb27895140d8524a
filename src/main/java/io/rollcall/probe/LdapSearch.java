package io.rollcall.probe;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchResultListener;
import com.unboundid.ldap.sdk.SearchResultReference;
import com.unboundid.ldap.sdk.SearchScope;
import io.rollcall.check.Check;
import io.rollcall.check.Findings;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One search in a directory, by parameters {@code base}, {@code scope}, {@code filter} and {@code attributes}.
 *
 * @param base DN below which it searches; empty is the root DSE with scope base, and no search otherwise
 * @param attributes to read of the first entry
 */
record LdapSearch(String base, SearchScope scope, String filter, List<String> attributes) {
    /** More are not counted: a directory may hold millions. */
    private static final int MOST_ENTRIES = 1000;

    private static final int MOST_MESSAGE = 1 << 20;
    private static final String NO_ATTRIBUTES = "1.1";
    private static final String NUMBER = "-?(0|[1-9]\\d{0,17})(\\.\\d{1,9})?";

    static LdapSearch of(Parameters parameters) {
        List<String> attributes = new ArrayList<>();
        for (String name : parameters.text("attributes", "").split(",")) {
            if (!name.isBlank()) {
                attributes.add(name.strip());
            }
        }
        SearchScope scope =
                switch (parameters.text("scope", "sub")) {
                    case "base" -> SearchScope.BASE;
                    case "one" -> SearchScope.ONE;
                    default -> SearchScope.SUB;
                };
        return new LdapSearch(
                parameters.text("base", ""), scope, parameters.text("filter", "(objectClass=*)"), attributes);
    }

    /** A client that reads in the calling thread, over a connection that is made. */
    static LDAPConnection connection(Socket made, Guard guard) throws LDAPException {
        int left = Math.toIntExact(guard.left().toMillis());
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setUseSynchronousMode(true);
        options.setConnectTimeoutMillis(left);
        options.setResponseTimeoutMillis(left);
        options.setAbandonOnTimeout(false);
        options.setFollowReferrals(false);
        options.setMaxMessageSize(MOST_MESSAGE);
        LDAPConnection directory = new LDAPConnection(new Made(made), options);
        directory.connect(made.getInetAddress(), made.getPort(), left);
        return directory;
    }

    /** Searches, unless there is nothing to search for. */
    void run(LDAPConnection directory, Findings findings, Check check) throws LDAPException {
        if (base.isEmpty() && scope != SearchScope.BASE) {
            return;
        }
        Duration begin = check.latency();
        Seen seen = new Seen();
        String[] wanted = attributes.isEmpty() ? new String[] {NO_ATTRIBUTES} : attributes.toArray(String[]::new);
        SearchRequest request = new SearchRequest(seen, base, scope, filter, wanted);
        request.setSizeLimit(MOST_ENTRIES);
        try {
            directory.search(request);
        } catch (LDAPSearchException incomplete) {
            if (incomplete.getResultCode() != ResultCode.SIZE_LIMIT_EXCEEDED) {
                throw incomplete;
            }
            findings.detail("entriesCut", true);
        }
        findings.metric("entries", "", seen.count)
                .metric("search_time", "s", check.latency().minus(begin).toNanos() / 1e9);
        if (seen.first != null) {
            findings.fact("entry", attributes(seen.first)).detail("dn", Cut.at100(seen.first.getDN()));
        }
    }

    /** The asked ones that the entry has, named as asked: a text or number, or a list where there are several. */
    private Map<String, Object> attributes(SearchResultEntry entry) {
        Map<String, Object> found = new LinkedHashMap<>();
        for (String name : attributes) {
            String[] values = entry.getAttributeValues(name);
            if (values != null && values.length > 0) {
                List<Object> all = new ArrayList<>();
                for (String value : values) {
                    all.add(value.matches(NUMBER) ? new BigDecimal(value) : value);
                }
                found.put(name, all.size() == 1 ? all.get(0) : all);
            }
        }
        return found;
    }

    static Optional<String> complaintAboutBase(String text) {
        return DN.isValidDN(text) ? Optional.empty() : Optional.of("write a DN such as ou=people,dc=example,dc=org");
    }

    static Optional<String> complaintAboutFilter(String text) {
        try {
            Filter.create(text);
            return Optional.empty();
        } catch (LDAPException wrong) {
            return Optional.of("this is no filter: " + wrong.getMessage());
        }
    }

    /** Counts, and keeps the first. */
    private static final class Seen implements SearchResultListener {
        private static final long serialVersionUID = 1L;

        private int count;
        private transient @Nullable SearchResultEntry first;

        @Override
        public void searchEntryReturned(SearchResultEntry entry) {
            first = first == null ? entry : first;
            count++;
        }

        @Override
        public void searchReferenceReturned(SearchResultReference reference) {
            // What another directory holds is not looked at.
        }
    }

    /** Hands out the connection that is there already: the library would make its own in a thread of its own. */
    private static final class Made extends SocketFactory {
        private final Socket socket;

        Made(Socket socket) {
            this.socket = socket;
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) {
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
            return socket;
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
            return socket;
        }
    }
}
