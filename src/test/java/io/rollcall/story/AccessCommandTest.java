package io.rollcall.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.store.Database;
import io.rollcall.store.PostgresExtension;
import io.rollcall.store.Sql;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the commands about users, tokens and the audit log do, without an engine. */
@ExtendWith(PostgresExtension.class)
class AccessCommandTest {
    @TempDir
    private Path folder;

    private Scene scene;

    @BeforeEach
    void prepare() throws Exception {
        scene = new Scene(folder);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void users_and_tokens_come_and_go_and_the_audit_log_knows(Database server) throws Exception {
        Sql sql = scene.ownDatabase(server, "access_command");
        assertThat(run(0, "a long enough one\n", "user", "add", "Ada", "--role", "operator"))
                .isEqualTo("ada may log in as operator.\n");
        assertThat(sql.value("SELECT password FROM account")).startsWith("$pbkdf2-sha256$i=1000$");
        run(2, "a long enough one\n", "user", "add", "ada");
        run(2, "short\n", "user", "add", "bob");
        run(2, "", "user", "role", "ada", "king");
        run(2, "", "user", "remove", "nobody");
        sql.execute("INSERT INTO login_session SELECT h, 'ada', 'operator', h = 'a', now(), now() FROM "
                + "(VALUES ('a'), ('b')) AS x (h)");
        assertThat(run(0, "", "user", "role", "ada", "admin")).isEqualTo("ada is admin.\n");
        assertThat(sql.column("SELECT hash FROM login_session")).containsExactly("b");
        assertThat(run(0, "", "user", "list")).isEqualTo("ada  admin\n");

        String token = run(0, "", "token", "add", "ci", "--scope", "operate", "--path", "/api/silences", "--for", "1d")
                .strip();
        assertThat(token).matches("rollcall_[\\w-]{43}");
        assertThat(sql.value("SELECT access_token::text FROM access_token")).doesNotContain(token);
        JsonNode listed =
                new JsonMapper().readTree(run(0, "", "token", "list", "--json")).path(0);
        assertThat(listed.path("scope").asText()).isEqualTo("operate");
        assertThat(listed.has("hash")).isFalse();
        assertThat(run(0, "", "token", "remove", "ci")).isEqualTo("ci is removed.\n");

        assertThat(run(0, "", "audit"))
                .containsSubsequence("token-remove ci", "token-add ci", "user-role ada", "user-add ada");
    }

    private String run(int exit, String input, String... arguments) {
        Ran command = Ran.fed(scene, input, arguments);
        assertThat(command.exit()).as(command.log()).isEqualTo(exit);
        assertThat(command.log()).doesNotContain("Exception", "a long enough one", "\tat ");
        return command.output();
    }
}
