package dev.gatehouse.demoforge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.demoforge.misbehaviour.Disguise;
import dev.gatehouse.demoforge.misbehaviour.Misbehaviour;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Each misbehaviour does what its name says, and only where it was told to.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MisbehaviourIT {
    private static final String VERSION = "api/v1/version";

    private final DemoForge forge;
    private final ForgeClient dev;

    MisbehaviourIT(@TempDir Path directory) throws Exception {
        forge = DemoForge.start(directory);
        dev = ForgeClient.with(forge.url(), forge.token("dev-bot"));
    }

    @AfterAll
    void stop() throws Exception {
        forge.close();
    }

    @AfterEach
    void behave() {
        forge.behave();
    }

    @Test
    void spoilsOnlyWhatItWasToldToSpoil() throws Exception {
        forge.misbehave("/api/v1/user", new Misbehaviour.AnswersStatus(500));
        assertThat(dev.get("api/v1/user").status()).isEqualTo(500);
        assertThat(dev.get(VERSION).status()).isEqualTo(200);
        forge.behave();
        assertThat(dev.get("api/v1/user").status()).isEqualTo(200);
    }

    @Test
    void rejectsAGoodCredentialAndNamesIt() throws Exception {
        forge.misbehave("/", new Misbehaviour.RejectsCredential());
        Reply reply = dev.get(VERSION);
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.text()).contains(forge.token("dev-bot"));
    }

    @Test
    void hangsWithoutAnAnswer() {
        forge.misbehave("/", new Misbehaviour.Hangs());
        assertThatThrownBy(() -> dev.send(dev.request(VERSION).timeout(Duration.ofMillis(300))))
                .isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void isSlowBeforeTheHeadAndInTheBody() throws Exception {
        forge.misbehave("/", new Misbehaviour.DelaysHead(Duration.ofMillis(200)));
        assertThat(took(() -> dev.get(VERSION))).isGreaterThan(Duration.ofMillis(200));
        forge.behave();
        forge.misbehave("/", new Misbehaviour.DripsBody(Duration.ofMillis(5)));
        assertThat(took(() -> dev.get(VERSION)))
                .as("34 bytes, 5 ms each")
                .isGreaterThan(Duration.ofMillis(150));
    }

    @FunctionalInterface
    private interface Ask {
        Reply ask() throws IOException, InterruptedException;
    }

    private static Duration took(Ask ask) throws IOException, InterruptedException {
        long start = System.nanoTime();
        assertThat(ask.ask().status()).isEqualTo(200);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void sendsAsMuchAsItIsTold() throws Exception {
        forge.misbehave("/", new Misbehaviour.SendsHugeBody(5_000_000, "application/json"));
        assertThat(dev.get(VERSION).text()).hasSize(5_000_000);
    }

    @Test
    void cutsTheBodyItPromised() {
        forge.misbehave("/", new Misbehaviour.CutsBody(7));
        assertThatThrownBy(() -> dev.get(VERSION)).isInstanceOf(IOException.class);
    }

    @Test
    void echoesTheCredentialInEveryDisguise() throws Exception {
        String token = forge.token("dev-bot");
        var echo = new Misbehaviour.EchoesCredential(EnumSet.allOf(Disguise.class), true);
        forge.misbehave("/", echo);
        Reply reply = dev.get(VERSION);
        assertThat(reply.text())
                .contains("token " + token)
                .contains(base64("user:" + token))
                .contains(base64(":" + token))
                .contains("%" + "%02x".formatted((int) token.charAt(0)) + "%");
        assertThat(reply.raw().headers().allValues("X-Echo")).contains(token, base64(":" + token));
    }

    @Test
    void findsTheTokenInBasicToo() throws Exception {
        forge.misbehave("/", new Misbehaviour.EchoesCredential(Set.of(Disguise.RAW), false));
        ForgeClient nobody = ForgeClient.anonymous(forge.url());
        String basic = "Basic " + base64("someone:secret");
        assertThat(
                        nobody.send(nobody.request(VERSION).header("Authorization", basic))
                                .json()
                                .get("raw")
                                .asString())
                .isEqualTo("secret");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void redirectsToAnotherOrigin() throws Exception {
        URI elsewhere = URI.create("http://127.0.0.1:1/");
        forge.misbehave("/", new Misbehaviour.RedirectsTo(elsewhere, 303));
        Reply reply = dev.get(VERSION);
        assertThat(reply.status()).isEqualTo(303);
        assertThat(reply.header("Location")).contains(elsewhere.toString());
    }

    @Test
    void compressesThoughNobodyAsked() throws Exception {
        forge.misbehave("/", new Misbehaviour.GzipsBody());
        Reply reply = dev.get(VERSION);
        assertThat(reply.header("Content-Encoding")).contains("gzip");
        assertThat(reply.text()).doesNotContain("version");
    }
}
