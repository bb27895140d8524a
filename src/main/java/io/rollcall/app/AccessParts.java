package io.rollcall.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.access.AccessTable;
import io.rollcall.access.Audit;
import io.rollcall.access.AuditStore;
import io.rollcall.access.Caller;
import io.rollcall.access.Credentials;
import io.rollcall.access.Directory;
import io.rollcall.access.FirstAdmin;
import io.rollcall.access.Line;
import io.rollcall.access.Login;
import io.rollcall.access.LoginLimit;
import io.rollcall.access.OpenId;
import io.rollcall.access.OpenIdSettings;
import io.rollcall.access.Passwords;
import io.rollcall.access.Person;
import io.rollcall.access.PersonStore;
import io.rollcall.access.ProfileStore;
import io.rollcall.access.Role;
import io.rollcall.access.Session;
import io.rollcall.access.SessionStore;
import io.rollcall.access.Sessions;
import io.rollcall.access.TokenStore;
import io.rollcall.access.Tokens;
import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.Problem;
import io.rollcall.push.Owners;
import io.rollcall.push.Subscriptions;
import io.rollcall.store.DatabaseState;
import io.rollcall.store.Jdbc;
import io.rollcall.store.Journal;
import io.rollcall.web.AccessGuard;
import io.rollcall.web.AuditApi;
import io.rollcall.web.Crowd;
import io.rollcall.web.Frame;
import io.rollcall.web.HeadRequests;
import io.rollcall.web.LoginPages;
import io.rollcall.web.OpenIdPages;
import io.rollcall.web.PeopleApi;
import io.rollcall.web.SessionApi;
import io.rollcall.web.SessionCookie;
import io.rollcall.web.TokenApi;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.spi.Registry;
import org.jspecify.annotations.Nullable;

/** Who may do what, as the engine has it. */
final class AccessParts {
    /** No person can have this name. */
    static final String COMMAND_LINE = "command line";

    private final Settings settings;
    private final Credentials credentials;
    private final Sessions sessions;
    private final Audit audit;
    private final AccessGuard guard;
    private final AccessGuard.Site site;
    private final Sessions.Stores stores;
    private final Passwords passwords;
    private final DatabaseState database;
    private final Clock clock;
    private final Jdbc jdbc;
    private final Consumer<String> console;
    private final ObjectMapper json = Parts.json();

    /** @param console where what the owner must read once is said, and never logged */
    AccessParts(Settings settings, Parts parts, Journal journal, Jdbc jdbc, Consumer<String> console) {
        this.settings = settings;
        this.clock = parts.clock;
        this.jdbc = jdbc;
        this.database = parts.databaseState;
        this.console = console;
        this.passwords = new Passwords(settings.count("rollcall.access.password-rounds"));
        this.credentials = new Credentials(
                clock,
                new Session.Limits(
                        settings.duration("rollcall.access.session-idle"),
                        settings.duration("rollcall.access.session-length")));
        this.stores = new Sessions.Stores(
                new PersonStore(jdbc), new SessionStore(jdbc), new TokenStore(jdbc), new AuditStore(jdbc, json));
        Duration kept = Duration.ofDays(settings.count("rollcall.audit.retention-days"));
        this.sessions = new Sessions(credentials, stores, database, clock, kept);
        this.audit = new Audit(journal, clock);
        boolean https = settings.publicUrl().startsWith("https:");
        Set<String> proxies = Set.copyOf(settings.list("rollcall.access.proxies"));
        this.site = new AccessGuard.Site(settings.publicUrl(), new SessionCookie(https), proxies);
        AccessTable table = new AccessTable(settings.list("rollcall.access.open").stream()
                .map(text -> read("rollcall.access.open", () -> Line.opened(text)))
                .toList());
        this.guard = new AccessGuard(table, credentials, audit, site, json);
    }

    /** Lets commands on this machine in, and has the guard put before all that is served, before any route starts. */
    void install(CamelContext context) throws Exception {
        credentials.accept(
                new KeyFile(settings).renew(), new Caller(COMMAND_LINE, Role.ADMIN, Caller.EVERYWHERE, false));
        // Camel calls it again whenever routes are added; a second guard would find no proof left and refuse everybody.
        context.addStartupListener((starting, started) -> {
            if (!started) {
                guard(starting);
            }
        });
    }

    private void guard(CamelContext context) {
        Set<VertxPlatformHttpRouter> routers = context.getRegistry().findByType(VertxPlatformHttpRouter.class);
        if (routers.isEmpty()) {
            throw new IllegalStateException("There is no HTTP server to guard");
        }
        Crowd crowd = new Crowd(settings.count("rollcall.api.max-concurrent"));
        routers.forEach(router -> {
            router.route().order(Integer.MIN_VALUE).handler(new HeadRequests());
            router.route().order(Integer.MIN_VALUE + 1).handler(crowd);
            router.route().order(Integer.MIN_VALUE + 2).handler(guard);
        });
    }

    /** Throws IllegalStateException while nobody but commands on this machine can be told apart. */
    void inspect() {
        if (!credentials.known()) {
            throw new IllegalStateException("users and tokens have not been read yet");
        }
    }

    /** Who did what. */
    Audit audit() {
        return audit;
    }

    /** @param devices what browsers of people are told */
    void bind(Registry registry, Frame frame, Subscriptions devices) {
        Owners owners = new Owners(devices, credentials::mayBe);
        registry.bind("deviceOwners", owners);
        bindPeople(registry, frame, owners);
        Login login = new Login(
                new Login.Parts(stores.people(), sessions, new LoginLimit(clock), audit), passwords, database);
        registry.bind("sessions", sessions);
        registry.bind("firstAdmin", firstAdmin());
        OpenId openId = openId();
        LoginPages.Parts parts = new LoginPages.Parts(login, sessions, credentials, audit);
        LoginPages pages = new LoginPages(parts, site, openId != null);
        registry.bind("loginPages", pages);
        registry.bind("openIdPages", new OpenIdPages(openId, parts, pages, site.cookie()));
        registry.bind("sessionApi", new SessionApi(login, site, json));
        registry.bind("auditApi", new AuditApi(frame, stores.audit(), clock));
    }

    /** What changes counts at once, and not only when the timer looks next. */
    private void bindPeople(Registry registry, Frame frame, Owners owners) {
        ProfileStore profiles = new ProfileStore(jdbc, clock, credentials.limits());
        Directory directory = new Directory(stores.people(), profiles, passwords, audit);
        Runnable follow = () -> {
            sessions.follow();
            owners.follow();
        };
        registry.bind("peopleApi", new PeopleApi(frame, directory, profiles, follow));
        registry.bind("tokenApi", new TokenApi(frame, new Tokens(stores.tokens(), audit, clock), follow));
    }

    private @Nullable OpenId openId() {
        String issuer = settings.text("rollcall.oidc.issuer");
        if (issuer.isEmpty()) {
            return null;
        }
        String back = settings.publicUrl().replaceFirst("/+$", "") + "/login/oidc/callback";
        OpenIdSettings wanted = new OpenIdSettings(
                read("rollcall.oidc.issuer", () -> URI.create(issuer)),
                settings.text("rollcall.oidc.client-id"),
                settings.text("rollcall.oidc.client-secret"),
                URI.create(back),
                settings.text("rollcall.oidc.roles-claim"),
                Map.of(
                        Role.VIEWER, Set.copyOf(settings.list("rollcall.oidc.viewers")),
                        Role.OPERATOR, Set.copyOf(settings.list("rollcall.oidc.operators")),
                        Role.ADMIN, Set.copyOf(settings.list("rollcall.oidc.admins"))));
        return new OpenId(wanted, json);
    }

    private FirstAdmin firstAdmin() {
        String name = read("rollcall.admin.user", () -> Person.name(settings.text("rollcall.admin.user")));
        String password = settings.text("rollcall.admin.password");
        if (!password.isEmpty()) {
            read("rollcall.admin.password", () -> Person.password(password));
        }
        return new FirstAdmin(stores.people(), database, passwords, new FirstAdmin.Wanted(name, password), console);
    }

    private static <T> T read(String setting, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationException(
                    List.of(new Problem("application.properties", 0, setting, String.valueOf(e.getMessage()))));
        }
    }
}
