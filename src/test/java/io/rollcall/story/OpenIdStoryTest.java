package io.rollcall.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.app.Installation;
import io.rollcall.store.Database;
import io.rollcall.store.PostgresExtension;
import io.rollcall.story.IdentityProvider.Signed;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** People whom an identity provider lets in. */
@ExtendWith(PostgresExtension.class)
class OpenIdStoryTest {
    @TempDir
    private Path folder;

    private Scene scene;
    private IdentityProvider provider;
    private Visitor browser;

    @BeforeEach
    void prepare(Database server) throws Exception {
        provider = new IdentityProvider();
        scene = new Scene(folder);
        scene.set("rollcall.access.open", "");
        scene.set("rollcall.oidc.issuer", provider.issuer());
        scene.set("rollcall.oidc.client-id", IdentityProvider.CLIENT);
        scene.set("rollcall.oidc.client-secret", IdentityProvider.CLIENT_SECRET);
        scene.set("rollcall.oidc.operators", "desk");
        scene.set("rollcall.oidc.admins", "platform,owners");
        scene.ownDatabase(server, "openid");
        browser = new Visitor(scene);
    }

    @AfterEach
    void end() {
        scene.close();
        provider.close();
    }

    @Test
    void whoever_the_provider_knows_is_let_in_and_nobody_whom_it_is_not_to_be_believed_about() {
        try (Installation running = scene.start()) {
            assertThat(browser.get("/login?next=/health").body()).contains("href=\"/login/oidc?next=%2Fhealth\"");
            HttpResponse<String> in = arrive("/login/oidc?next=/health%23shop");
            assertThat(in.statusCode()).as(in.body()).isEqualTo(303);
            assertThat(in.headers().firstValue("Location")).contains("/health#shop");
            Visitor grace = browser.in(in);
            assertThat(Visitor.json(grace.get("/api/session")).path("user").asText())
                    .isEqualTo("oidc:grace");
            assertThat(Visitor.json(grace.get("/api/session")).path("role").asText())
                    .isEqualTo("operator");
            assertThat(provider.asked())
                    .containsEntry("code_challenge_method", "S256")
                    .containsEntry("scope", "openid profile email");

            provider.says(Signed.WELL, "platform", claims -> claims);
            assertThat(Visitor.json(browser.in(arrive("/login/oidc")).get("/api/session"))
                            .path("role")
                            .asText())
                    .isEqualTo("admin");

            nobodyElse();
        }
    }

    private void nobodyElse() {
        provider.says(Signed.WELL, "strangers", claims -> claims);
        refused("gives no role");
        provider.says(Signed.BY_ANOTHER_KEY, "desk", claims -> claims);
        refused("not to be believed");
        provider.says(Signed.NOT_AT_ALL, "desk", claims -> claims);
        refused("not to be believed");
        provider.says(Signed.WELL, "desk", claims -> claims.audience("another-client"));
        refused("not to be believed");
        provider.says(Signed.WELL, "desk", claims -> claims.audience(List.of()));
        refused("not to be believed");
        provider.says(Signed.WELL, "desk", claims -> claims.issuer("https://evil.example.com"));
        refused("not to be believed");
        provider.says(Signed.WELL, "desk", claims -> claims.claim("nonce", "another"));
        refused("not for this login");
        provider.says(
                Signed.WELL,
                "desk",
                claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(3600))));
        refused("not to be believed");
    }

    @Test
    void a_login_ends_in_the_browser_in_which_it_began_and_only_once() {
        try (Installation running = scene.start()) {
            HttpResponse<String> sent = browser.get("/login/oidc");
            String back = provider.logIn(sent.headers().firstValue("Location").orElseThrow());
            assertThat(browser.get(back).statusCode()).isEqualTo(400);
            assertThat(browser.with("Cookie", "rollcall-oidc=another").get(back).statusCode())
                    .isEqualTo(400);
            assertThat(browser.in(sent).get(back).statusCode()).isEqualTo(303);
            assertThat(browser.in(sent).get(back).statusCode()).isEqualTo(403);
            provider.close();
            assertThat(browser.in(sent)
                            .get("/login/oidc/callback?error=access_denied")
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    private void refused(String why) {
        HttpResponse<String> answer = arrive("/login/oidc");
        assertThat(answer.statusCode()).as(why).isEqualTo(403);
        assertThat(answer.body()).contains(why);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    private HttpResponse<String> arrive(String path) {
        HttpResponse<String> sent = browser.get(path);
        String back = provider.logIn(sent.headers().firstValue("Location").orElseThrow());
        return browser.in(sent).get(back);
    }
}
