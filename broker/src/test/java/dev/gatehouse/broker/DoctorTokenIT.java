package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.gatehouse.broker.credential.source.EffectiveUser;
import dev.gatehouse.broker.doctor.finding.Finding;
import dev.gatehouse.demoforge.DemoForge;
import dev.gatehouse.demoforge.misbehaviour.BrokenForge;
import dev.gatehouse.demoforge.misbehaviour.Misbehaviour;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tokens and forges that are broken, with no broker running.
@Timeout(60)
class DoctorTokenIT {
    private static final String DEV = "dev";

    @TempDir Path directory;

    private DemoForge forge;
    private DoctorPlace place;

    @BeforeEach
    void start() throws IOException {
        forge = DemoForge.start(directory.resolve("forge"));
        place = new DoctorPlace(directory);
        configure(forge.url(), "[charles/claude-hooks]", "");
        token(forge.token("dev-bot"));
    }

    @AfterEach
    void stop() throws IOException {
        forge.close();
    }

    @Test
    void findsAGoodTokenGood() throws Exception {
        configure(forge.url(), "[\"charles/*\"]", "");

        assertThat(place.ids(DEV)).noneMatch(id -> id.startsWith("token-"));
    }

    @Test
    void tellsATokenFileThatIsMissing() throws Exception {
        Files.delete(directory.resolve("dev.token"));

        assertThat(place.ids(DEV)).contains("token-file-missing");
    }

    @Test
    void tellsATokenThatIsNone() throws Exception {
        token("two words");

        assertThat(place.examine())
                .filteredOn(finding -> finding.id().equals("token-unreadable"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.toString()).doesNotContain("two words"));
    }

    @Test
    void tellsADirectoryInWhichATokenCanBeReplaced() throws Exception {
        Path open = Files.createDirectory(directory.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.move(directory.resolve("dev.token"), open.resolve("dev.token"));
        Files.writeString(
                place.file, Files.readString(place.file).replace("/dev.token", "/open/dev.token"));

        assertThat(place.ids(DEV)).contains("token-directory-open");
    }

    @Test
    void tellsATokenThatTheForgeRejects() throws Exception {
        forge.revokeToken(forge.token("dev-bot"));

        assertThat(place.ids(DEV)).contains("token-rejected");
    }

    @Test
    void tellsATokenOfSomebodyElse() throws Exception {
        token(forge.token("charles"));

        assertThat(place.examine())
                .filteredOn(finding -> finding.id().equals("token-of-another-account"))
                .singleElement()
                .extracting(Finding::what)
                .asString()
                .contains("charles", "dev-bot");
    }

    @Test
    void tellsWhatATokenCouldWriteBesideItsGrants() throws Exception {
        assertThat(place.examine())
                .filteredOn(finding -> finding.id().equals("token-writes-elsewhere"))
                .singleElement()
                .extracting(Finding::what)
                .asString()
                .contains("charles/secret-plans")
                .doesNotContain("charles/claude-hooks");
    }

    @Test
    void tellsAnAccountThatOwnsWhatItIsGranted() throws Exception {
        configure(forge.url(), "[charles/claude-hooks]", "");
        Files.writeString(place.file, Files.readString(place.file).replace("dev-bot", "charles"));
        token(forge.token("charles"));

        assertThat(place.ids(DEV)).contains("token-owns-granted");
    }

    @Test
    void tellsAnAdministratorOfTheForge() throws Exception {
        forge.misbehave("/api/v1/admin/users", new Misbehaviour.AnswersStatus(200));

        assertThat(place.ids(DEV)).contains("token-of-site-admin");
    }

    @Test
    void tellsScopesThatNobodyNeeds() throws Exception {
        forge.misbehave("/api/v1/notifications/new", new Misbehaviour.AnswersStatus(200));

        assertThat(place.ids(DEV)).contains("token-scopes-to-spare");
    }

    @Test
    void runsNoCommandForATokenAsTheWrongUser() throws Exception {
        Path ran = directory.resolve("ran");
        Files.writeString(
                place.file,
                Files.readString(place.file)
                        .replaceFirst(
                                "token: \\{[^}]*}",
                                "token: { command: [/usr/bin/touch, " + ran + "] }"));
        Path state = Files.createDirectories(directory.resolve("state"));
        assumeThat(EffectiveUser.uid()).as("only root gives files away").isZero();
        Files.setAttribute(state, "unix:uid", 4242);

        assertThat(place.ids(DEV)).contains("token-command-not-run");
        assertThat(ran).doesNotExist();
    }

    @Test
    void tellsAccountsAndUsersThatAreShared() throws Exception {
        Files.writeString(
                place.file,
                Files.readString(place.file)
                        .replaceFirst(
                                "(?s)  dev:\n(.*?)runtime-dir",
                                "  dev:\n$1  twin:\n$1runtime-dir"));

        assertThat(place.ids("")).contains("account-shared", "uid-shared");
    }

    @Test
    void tellsAForgeWhoseNameNobodyKnows() throws Exception {
        configure(URI.create("https://forge.invalid"), "[charles/claude-hooks]", "");

        assertThat(place.ids("")).contains("forge-name-unknown");
        assertThat(place.ids(DEV)).contains("token-unchecked");
    }

    @Test
    void tellsAForgeThatIsDown() throws Exception {
        forge.close();

        assertThat(place.ids("")).contains("forge-unreachable");
    }

    @Test
    void tellsAForgeThatHangs() throws Exception {
        forge.misbehave("/", new Misbehaviour.Hangs());

        assertThat(place.ids("")).contains("forge-no-answer");
    }

    @ParameterizedTest
    @CsvSource({
        "503, forge-failing",
        "404, forge-not-forgejo",
        "403, forge-version-unknown",
    })
    void tellsAForgeThatAnswersWrongly(int status, String id) throws Exception {
        forge.misbehave("/api/v1/version", new Misbehaviour.AnswersStatus(status));

        assertThat(place.ids("")).contains(id);
    }

    @ParameterizedTest
    @CsvSource({"1.21.11, true", "11.0.15+gitea-1.22.0, false", "99.0.0, true"})
    void tellsAVersionThatIsNotSupported(String version, boolean told) throws Exception {
        try (BrokenForge old =
                BrokenForge.start(
                        ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"version\":\""
                                        + version
                                        + "\"}")
                                .getBytes(StandardCharsets.UTF_8),
                        false)) {
            configure(old.url(), "[charles/claude-hooks]", "");

            assertThat(place.ids("").contains("forge-version-unsupported")).isEqualTo(told);
        }
    }

    @Test
    void tellsAServerThatSpeaksNoHttp() throws Exception {
        try (BrokenForge mail =
                BrokenForge.start("220 mail\r\n".getBytes(StandardCharsets.UTF_8), false)) {
            configure(mail.url(), "[charles/claude-hooks]", "");

            assertThat(place.ids("")).contains("forge-no-answer");
        }
    }

    @Test
    void tellsAClockThatIsWrong() throws Exception {
        place.clock = InstantSource.fixed(Instant.now().plus(Duration.ofMinutes(5)));

        assertThat(place.ids("")).contains("clock-skew");
    }

    @Test
    void tellsACaFileWithoutACertificate() throws Exception {
        Files.writeString(directory.resolve("ca.pem"), "to be written");
        configure(
                URI.create("https://127.0.0.1:1"),
                "[charles/claude-hooks]",
                "ca-file: " + directory.resolve("ca.pem"));

        assertThat(place.ids("")).contains("forge-ca-file-unreadable");
    }

    private void configure(URI url, String repositories, String forgeLine) throws IOException {
        String text = url.toString();
        Files.writeString(
                place.file,
                """
                forge:
                  url: %s
                  %s
                agents:
                  dev:
                    account: dev-bot
                    token: { file: %s }
                    socket: { uid: %d, gid: %d }
                    grants:
                      - repositories: %s
                        roles: [contribute]
                runtime-dir: %s
                state-dir: %s
                """
                        .formatted(
                                text.endsWith("/") ? text.substring(0, text.length() - 1) : text,
                                forgeLine,
                                directory.resolve("dev.token"),
                                EffectiveUser.uid(),
                                (int) Files.getAttribute(directory, "unix:gid"),
                                repositories,
                                directory.resolve("run"),
                                directory.resolve("state")));
    }

    private void token(String text) throws IOException {
        Path file = directory.resolve("dev.token");
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }
}
