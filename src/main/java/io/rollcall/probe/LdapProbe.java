package io.rollcall.probe;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Findings;
import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import io.rollcall.integration.ParameterType;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLException;

/**
 * Does a directory (LDAP, RFC 4511) accept a login, and find what it should? Parameters {@code host}, {@code port},
 * {@code security} (none, starttls or tls), {@code server-name}, {@code bind-dn}, {@code password}, those of
 * {@link LdapSearch} and of {@link TlsContexts}. Thread-safe.
 */
public final class LdapProbe {
    static final Kind KIND = new Kind(
            "ldap",
            Map.of(
                    "port",
                    ParameterType.PORT::complaint,
                    "security",
                    ImapProbe.SECURITY,
                    "base",
                    LdapSearch::complaintAboutBase,
                    "scope",
                    Kind.Rule.matching("base|one|sub", "base, one or sub"),
                    "filter",
                    LdapSearch::complaintAboutFilter),
            WatchedTls.facts(Vocabulary.empty()
                    .with("entries", Type.NUMBER)
                    .with("entry", Type.JSON)
                    .with("search_time", Type.DURATION)));

    /** How a client of this library says that no answer came, beside a timeout. */
    private static final Set<ResultCode> GONE =
            Set.of(ResultCode.SERVER_DOWN, ResultCode.CONNECT_ERROR, ResultCode.LOCAL_ERROR);

    private final Watchdog watchdog;
    private final TlsContexts contexts;
    private final Judgement judgement;

    public LdapProbe(Watchdog watchdog, TlsContexts contexts, Judgement judgement) {
        this.watchdog = watchdog;
        this.contexts = contexts;
        this.judgement = judgement;
    }

    /** Binds and searches over a connection of its own. Throws when there is no connection or no answer. */
    public CheckResult run(Check check) throws Exception {
        Parameters parameters = new Parameters(check.integration());
        String host = parameters.text("host");
        String security = parameters.text("security", "starttls");
        int port = parameters.port("port", security.equals("tls") ? 636 : 389);
        return watchdog.within(check.tryTimeout(), guard -> {
            CheckedTls tls = new CheckedTls(contexts, check.integration(), guard, parameters.text("server-name", host));
            try (Socket plain = guard.createSocket(host, port);
                    Socket socket = security.equals("tls") ? tls.over(plain, port) : plain;
                    LDAPConnection directory = LdapSearch.connection(socket, guard)) {
                if (security.equals("starttls")) {
                    secure(directory, tls);
                }
                return judged(check, directory, parameters, tls);
            } catch (SSLException failure) {
                return tls.refused(check, judgement, failure);
            } catch (LDAPException failure) {
                return refused(check, guard, failure);
            }
        });
    }

    private CheckResult judged(Check check, LDAPConnection directory, Parameters parameters, CheckedTls tls)
            throws LDAPException {
        Findings findings = new Findings();
        tls.report(findings, check.startedAt());
        try {
            directory.bind(parameters.text("bind-dn", ""), parameters.text("password", ""));
        } catch (LDAPException refused) {
            if (refused.getResultCode() == ResultCode.INVALID_CREDENTIALS) {
                return judgement.failed(check, "Login refused" + said(refused), findings);
            }
            throw refused;
        }
        LdapSearch.of(parameters).run(directory, findings, check);
        return judgement.judge(check, findings);
    }

    /** What the handshake throws is what it throws anywhere. */
    private static void secure(LDAPConnection directory, CheckedTls tls) throws LDAPException, SSLException {
        LDAPResult answer;
        try {
            answer = directory.processExtendedOperation(new StartTLSExtendedRequest(tls));
        } catch (LDAPException failure) {
            for (Throwable each = failure; each != null; each = each.getCause()) {
                if (each instanceof SSLException handshake) {
                    throw handshake;
                }
            }
            throw new LDAPException(failure.getResultCode(), "STARTTLS: " + failure.getMessage(), failure);
        }
        if (answer.getResultCode() != ResultCode.SUCCESS) {
            throw new LDAPException(answer.getResultCode(), "STARTTLS: " + answer.getDiagnosticMessage());
        }
    }

    private static CheckResult refused(Check check, Guard guard, LDAPException failure) throws IOException {
        if (failure.getResultCode() == ResultCode.TIMEOUT || guard.over()) {
            SocketTimeoutException late = new SocketTimeoutException("No answer in time");
            late.initCause(failure);
            throw late;
        }
        if (GONE.contains(failure.getResultCode())) {
            EOFException gone = new EOFException("The directory ended the connection");
            gone.initCause(failure);
            throw gone;
        }
        return check.failed(words(failure), Map.of());
    }

    private static String words(LDAPException failure) {
        ResultCode code = failure.getResultCode();
        if (code == ResultCode.NO_SUCH_OBJECT) {
            return "The directory has no such base" + said(failure);
        }
        if (code == ResultCode.DECODING_ERROR) {
            return "The port speaks no LDAP";
        }
        return "The directory answers '" + code.getName() + "'" + said(failure);
    }

    private static String said(LDAPException failure) {
        String diagnosis =
                failure.getDiagnosticMessage() == null ? failure.getMessage() : failure.getDiagnosticMessage();
        return diagnosis == null || diagnosis.isBlank() ? "" : ": " + Cut.at100(diagnosis.strip());
    }
}
