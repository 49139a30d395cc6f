package dev.gatehouse.demoforge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where a token may stand, in all the places a broker has to strip.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DemoForgeAuthIT {
    private final DemoForge forge;
    private final ForgeClient nobody;

    DemoForgeAuthIT(@TempDir Path directory) throws Exception {
        forge = DemoForge.start(directory);
        nobody = ForgeClient.anonymous(forge.url());
    }

    @AfterAll
    void stop() throws Exception {
        forge.close();
    }

    @ParameterizedTest
    @CsvSource({
        "token {}, token {}",
        "TOKEN {}, any case",
        "Bearer {}, bearer",
        "Basic user:{}, as the password of someone",
        "Basic :{}, as the password of no one",
        "Basic {}:, as the user",
        "Basic {}:x-oauth-basic, as the user in GitHub's manner"
    })
    void acceptsATokenInTheHeader(String form, String why) throws Exception {
        assertThat(login(form.replace("{}", forge.token("dev-bot")))).as(why).isEqualTo("dev-bot");
    }

    @ParameterizedTest
    @CsvSource({
        "token nonsense, 401",
        "Basic user:nonsense, 401",
        "Basic %%%, 401",
        "Negotiate abc, 401",
        "token, 401"
    })
    void refusesWhatIsNoTokenAndOverlooksWhatIsNoCredential(String header, int status)
            throws Exception {
        HttpRequest.Builder request =
                nobody.request("api/v1/user").header("Authorization", encoded(header)).GET();
        assertThat(nobody.send(request).status()).isEqualTo(status);
    }

    private String login(String authorization) throws Exception {
        HttpRequest.Builder request =
                nobody.request("api/v1/user").header("Authorization", encoded(authorization)).GET();
        return nobody.send(request).json().path("login").asString("");
    }

    private static String encoded(String authorization) {
        if (!authorization.startsWith("Basic ") || !authorization.contains(":")) {
            return authorization;
        }
        byte[] pair = authorization.substring(6).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Test
    void acceptsATokenInTheQueryAndInAFormBody() throws Exception {
        String token = forge.token("dev-bot");
        assertThat(nobody.get("api/v1/user?access_token=" + token).status()).isEqualTo(200);
        Reply made =
                nobody.body(
                        "POST",
                        "api/v1/repos/charles/claude-hooks/issues",
                        "application/x-www-form-urlencoded",
                        "title=a&token=" + token);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
    }

    @Test
    void letsNobodyReadWhatIsPublicAndWriteNothing() throws Exception {
        assertThat(nobody.get("api/v1/repos/charles/lib-parser").status()).isEqualTo(200);
        assertThat(nobody.get("api/v1/repos/charles/claude-hooks").status()).isEqualTo(404);
        assertThat(nobody.json("POST", "api/v1/repos/charles/lib-parser/issues", "{}").status())
                .isEqualTo(401);
    }

    @Test
    void keepsTwoTokensOfOneUserValidUntilEachIsRevoked() throws Exception {
        String first = forge.mintToken("dev-bot");
        String second = forge.mintToken("dev-bot");
        forge.revokeToken(first);
        assertThat(ForgeClient.with(forge.url(), first).get("api/v1/user").status()).isEqualTo(401);
        assertThat(ForgeClient.with(forge.url(), second).get("api/v1/user").status())
                .isEqualTo(200);
    }

    @Test
    void redirectsARenamedUserRelatively() throws Exception {
        forge.renameUser("mallory", "mallory2");
        ForgeClient dev = ForgeClient.with(forge.url(), forge.token("dev-bot"));
        Reply api = dev.get("api/v1/repos/mallory/playground?x=%2F");
        assertThat(api.status()).isEqualTo(307);
        assertThat(api.header("Location")).contains("/api/v1/repos/mallory2/playground?x=%2F");
        forge.renameUser("mallory2", "mallory");
    }

    @Test
    void speaksOfTheRootUrlItIsGiven(@TempDir Path directory) throws Exception {
        var root = URI.create("https://git.example.test/forge/");
        try (DemoForge behindProxy = DemoForge.start(directory, root)) {
            ForgeClient client = ForgeClient.with(behindProxy.url(), behindProxy.token("dev-bot"));
            assertThat(
                            client.get("api/v1/repos/charles/claude-hooks")
                                    .json()
                                    .get("clone_url")
                                    .asString())
                    .isEqualTo(root + "charles/claude-hooks.git");
        }
    }
}
