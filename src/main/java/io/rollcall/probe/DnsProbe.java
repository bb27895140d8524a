package io.rollcall.probe;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Findings;
import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;

/**
 * What does a name server answer? Parameters {@code domain}, {@code type} and {@code server} (default: the machine's own name
 * servers). Nothing is taken from a cache of ours. Thread-safe.
 */
public final class DnsProbe {
    private static final int USUAL_PORT = 53;

    /** Rounds over the servers within one try: UDP may lose a packet. */
    private static final int ROUNDS = 2;

    private static final Pattern SERVER =
            Pattern.compile("(?<host>[^:\\[\\]\\s]+|\\[[0-9a-fA-F:.]+\\])(:(?<port>\\d{1,5}))?");

    static final Kind KIND = new Kind(
            "dns",
            Map.of(
                    "type",
                    Kind.Rule.matching("A|AAAA|MX|TXT|CNAME|NS", "A, AAAA, MX, TXT, CNAME or NS"),
                    "server",
                    Kind.Rule.matching(SERVER.pattern(), "a host or address, with a port if it is not 53: [::1]:5353")),
            Vocabulary.empty()
                    .withWords("rcode", List.of("NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED"))
                    .with("answers", Type.JSON)
                    .with("ttl", Type.DURATION));

    private final Judgement judgement;

    public DnsProbe(Judgement judgement) {
        this.judgement = judgement;
    }

    /** Asks and judges. Throws when no server answers. */
    public CheckResult run(Check check) throws Exception {
        Parameters parameters = new Parameters(check.integration());
        Duration limit = check.tryTimeout();
        Record question = question(parameters.text("domain"), parameters.text("type", "A"));
        Message answer = ask(resolver(check.integration().parameter("server"), limit), question, limit);
        String rcode = Rcode.string(answer.getRcode());
        List<Record> records = answer.getSection(Section.ANSWER).stream()
                .filter(record -> record.getType() == question.getType())
                .toList();
        List<String> texts = records.stream().map(DnsProbe::text).sorted().toList();
        Findings findings = new Findings()
                .fact("rcode", rcode)
                .fact("answers", texts)
                .detail("rcode", rcode)
                .detail("answers", texts.stream().limit(20).map(Cut::at100).toList());
        records.stream()
                .mapToLong(Record::getTTL)
                .min()
                .ifPresent(seconds -> findings.fact("ttl", Duration.ofSeconds(seconds)));
        return judgement.judge(check, findings);
    }

    private static Record question(String domain, String type) {
        try {
            return Record.newRecord(Name.fromString(domain, Name.root), org.xbill.DNS.Type.value(type), DClass.IN);
        } catch (TextParseException e) {
            throw new IllegalArgumentException("Parameter domain is no domain name: " + domain, e);
        }
    }

    /** All of them share the one thread that dnsjava keeps for its sockets. */
    private static Resolver resolver(@Nullable String server, Duration limit) throws IOException {
        ExtendedResolver all =
                server == null ? new ExtendedResolver() : new ExtendedResolver(new Resolver[] {resolver(server)});
        for (Resolver each : all.getResolvers()) {
            each.setTimeout(limit.dividedBy(ROUNDS));
        }
        all.setTimeout(limit);
        all.setRetries(ROUNDS);
        return all;
    }

    private static Resolver resolver(String server) throws IOException {
        Matcher parts = SERVER.matcher(server);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Parameter server must be a host or an address: " + server);
        }
        int port = parts.group("port") == null ? USUAL_PORT : Integer.parseInt(parts.group("port"));
        return new SimpleResolver(new InetSocketAddress(InetAddress.getByName(parts.group("host")), port));
    }

    private static Message ask(Resolver resolver, Record question, Duration limit) throws Exception {
        CompletableFuture<Message> answer =
                resolver.sendAsync(Message.newQuery(question)).toCompletableFuture();
        try {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PortUnreachableException unreachable) {
                ConnectException refused = new ConnectException("Connection refused");
                refused.initCause(unreachable);
                throw refused;
            }
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            answer.cancel(false);
        }
    }

    /** Texts without quotes, names without the last dot. */
    private static String text(Record record) {
        if (record instanceof TXTRecord text) {
            return String.join("", text.getStrings());
        }
        return record.rdataToString().replaceAll("(?<=[^.])\\.$", "");
    }
}
