package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.cli.ConfigurationFile;
import dev.gatehouse.broker.cli.setup.InitCommand;
import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.config.Reading;
import dev.gatehouse.demoforge.TestingForge;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/// `gatehouse init` before a forge: flags, and a scripted operator.
class InitIT {
    @TempDir private Path directory;
    @TempDir private Path forgeDirectory;

    private TestingForge forge;
    private Path token;
    private Path file;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void start() throws IOException {
        forge = TestingForge.start(forgeDirectory);
        token = tokenFile("dev.token", forge.token("dev-bot"));
        file = directory.resolve("gatehouse.yaml");
    }

    @AfterEach
    void stop() throws IOException {
        forge.close();
    }

    @Test
    void writesAConfigurationThatIsValidFromFlagsAlone() throws IOException {
        int status = init(Optional.empty(), flags());

        assertThat(status).as(err.toString()).isZero();
        Configuration written = written();
        AgentName dev = new AgentName("dev");
        assertThat(written.agents()).as("the agent").containsOnlyKeys(dev);
        assertThat(written.policy().grantsOf(dev).getFirst().push().branches())
                .as("its own branches")
                .hasToString("[dev/**]");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .as("others need not read it")
                .isEqualTo("rw-r-----");
        assertThat(Files.readString(file)).as("no token in it").doesNotContain(tokenText());
        assertThat(out.toString())
                .as("what to run next")
                .contains("wrote " + file)
                .contains("gatehouse config check --config " + file)
                .contains("systemctl enable --now gatehouse")
                .contains("gatehouse worker up --config " + file + " dev")
                .contains("gatehouse doctor --config " + file + " dev")
                .doesNotContain(tokenText());
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --agent         | Dev              | --agent: 'Dev' is not an agent name; use 1 to 32 of a-z, 0-9 and '-'
                    --account       | no one           | --account: 'no one' is not a Forgejo account
                    --account       | boss-bot         | --token-file: this is a token of 'dev-bot', not of 'boss-bot'
                    --forge-url     | http://example.org | --forge-url: plain http would show the token to the network; use https
                    --forge-url     | ftp://example.org  | --forge-url: an http or https URL was expected
                    --token-file    | tokens/dev       | --token-file: an absolute path was expected
                    --token-file    | /nowhere/dev     | --token-file: token file /nowhere/dev does not exist
                    --repository    | charles/nothing  | --repository: charles/nothing does not exist, or 'dev-bot' cannot see it
                    --repository    | claude-hooks     | --repository: 'claude-hooks' is not OWNER/NAME
                    --role          | contributor      | --role: 'contributor' is not a role; did you mean 'contribute'?
                    --push-branches | refs/heads/main  | --push-branches: patterns hold short names
                    --uid           | ten              | --uid: a number was expected
                    --gid           | -1               | --gid:
                    """)
    void saysWhatIsWrongWithAFlagAndWritesNothing(String flag, String value, String problem)
            throws IOException {
        int status = init(Optional.empty(), flags(flag, value));

        assertThat(status).as("wrong use").isEqualTo(2);
        assertThat(err.toString()).as("what, and what to do").contains("gatehouse: " + problem);
        assertThat(file).as("nothing is written").doesNotExist();
    }

    @Test
    void namesAllFlagsThatAreMissingAtOnce() throws IOException {
        assertThat(init(Optional.empty())).as("wrong use").isEqualTo(2);
        assertThat(err.toString())
                .as("all that nobody can be asked for")
                .contains("--forge-url is missing", "--agent is missing", "--account is missing")
                .contains("--repository is missing");
    }

    @Test
    void refusesARoleThatPushesNothingTogetherWithBranches() throws IOException {
        assertThat(init(Optional.empty(), flags("--role", "read", "--push-branches", "dev/**")))
                .as("a flag without effect is a misunderstanding")
                .isEqualTo(2);
        assertThat(err.toString()).contains("--push-branches: the role pushes nothing");
    }

    @Test
    void refusesATokenTheForgeDoesNotAccept() throws IOException {
        forge.revokeToken(forge.token("dev-bot"));
        assertThat(init(Optional.empty(), flags())).as("wrong use").isEqualTo(2);
        assertThat(err.toString())
                .as("what happened")
                .contains("--token-file: the forge does not accept this token (401)");
    }

    @Test
    void refusesATokenFileThatOthersCanRead() throws IOException {
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(init(Optional.empty(), flags())).as("wrong use").isEqualTo(2);
        assertThat(err.toString())
                .as("the daemon's own rule, with its remedy")
                .contains("can be used by others (mode 0644); chmod 600 " + token);
    }

    @Test
    void refusesAForgeThatIsDown() throws IOException {
        String[] flags = flags();
        forge.close();
        assertThat(init(Optional.empty(), flags)).as("wrong use").isEqualTo(2);
        assertThat(err.toString())
                .as("what happened")
                .contains("--forge-url: the broker cannot connect to Forgejo");
        assertThat(file).as("nothing is written").doesNotExist();
        forge = TestingForge.start(Files.createDirectory(forgeDirectory.resolve("again")));
    }

    @Test
    void refusesWhatIsNoForgejo() throws IOException {
        assertThat(init(Optional.empty(), flags("--forge-url", url() + "/charles")))
                .as("wrong use")
                .isEqualTo(2);
        assertThat(err.toString()).as("what happened").contains("no Forgejo answers there");
    }

    @Test
    void provesATokenWithoutReadUserByTheRepository() throws IOException {
        if (forge.isReal()) {
            Files.writeString(
                    token,
                    forge.mintToken(
                            "dev-bot",
                            Set.of("write:repository", "write:issue"),
                            List.of("charles/claude-hooks")));
        } else {
            Files.writeString(
                    token, forge.mintToken("dev-bot", Set.of("write:repository", "write:issue")));
        }

        assertThat(init(Optional.empty(), flags())).as(err.toString()).isZero();
        assertThat(out.toString())
                .as("that it was not proven at first")
                .contains("the token lacks read:user; the repositories have to prove");
    }

    @Test
    void neverOverwritesAFile() throws IOException {
        Files.writeString(file, "mine");
        Script nobodyIsAsked = new Script();

        assertThat(init(Optional.of(nobodyIsAsked))).as("wrong use").isEqualTo(2);
        assertThat(err.toString()).as("what to do").contains("mv " + file + " " + file + ".old");
        assertThat(Files.readString(file)).as("untouched").isEqualTo("mine");
        assertThat(nobodyIsAsked.prompts).as("it is said before anything is asked").isEmpty();
    }

    @Test
    void doesNotOverwriteAFileThatAppearsMeanwhile() throws IOException {
        Script script = new Script();
        script.answers.addAll(
                List.of(url(), "dev", "dev-bot", token.toString(), "charles/claude-hooks", "read"));
        script.answers.addAll(List.of("10001"));
        script.atTheEnd = () -> Files.writeString(file, "faster");
        script.answers.add("10001");

        assertThat(init(Optional.of(script))).as("wrong use").isEqualTo(2);
        assertThat(err.toString()).as("what happened").contains("is already there");
        assertThat(Files.readString(file)).as("the other's").isEqualTo("faster");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .as("nothing is left beside it")
                    .containsExactlyInAnyOrder("dev.token", "gatehouse.yaml");
        }
    }

    @Test
    void asksAgainUntilAnAnswerHolds() throws IOException {
        Script script = new Script();
        script.answers.addAll(
                List.of(
                        "http://example.org",
                        url(),
                        "Dev!",
                        "dev",
                        "",
                        "dev-bot",
                        token.toString(),
                        "charles/nothing",
                        "charles/claude-hooks",
                        "",
                        "",
                        "",
                        ""));

        assertThat(init(Optional.of(script))).as(err + script.said.toString()).isZero();
        assertThat(script.said)
                .as("each objection, and what the forge said")
                .anyMatch(line -> line.contains("plain http would show the token"))
                .anyMatch(line -> line.contains("is not an agent name"))
                .anyMatch(line -> line.contains("this is needed"))
                .anyMatch(line -> line.contains("the token is one of 'dev-bot'"))
                .anyMatch(line -> line.contains("charles/nothing does not exist"));
        assertThat(written().agents().firstKey().value()).as("the agent").isEqualTo("dev");
    }

    @Test
    void makesATokenFileOfWhatIsTypedUnseen() throws IOException {
        Path fresh = directory.resolve("tokens/dev");
        Script script = new Script();
        script.answers.addAll(List.of(url(), "dev", "dev-bot", fresh.toString(), fresh.toString()));
        script.answers.addAll(List.of("charles/claude-hooks", "", "", "", ""));
        script.hidden.addAll(List.of("0123456789012345678901234567890123456789", tokenText()));

        assertThat(init(Optional.of(script))).as(err + script.said.toString()).isZero();
        assertThat(script.said)
                .as("a token that does not work leaves no file")
                .anyMatch(line -> line.contains("the forge does not accept this token"))
                .anyMatch(line -> line.contains("removed again"));
        assertThat(Files.readString(fresh)).as("the second").isEqualTo(tokenText());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh)))
                .as("its owner's alone")
                .isEqualTo("rw-------");
        assertThat(script.said + out.toString() + err + Files.readString(file))
                .as("no token is shown or kept elsewhere")
                .doesNotContain(tokenText())
                .doesNotContain("0123456789012345678901234567890123456789");
    }

    @Test
    void neverRepeatsATokenThatWasTypedAtTheWrongPlace() throws IOException {
        Script script = new Script();
        for (int question = 0; question < 4; question++) {
            script.answers.add(tokenText());
            script.answers.add(List.of(url(), "dev", "dev-bot", token.toString()).get(question));
        }
        script.answers.addAll(List.of("charles/claude-hooks", "", "", "", ""));

        assertThat(init(Optional.of(script))).as(err + script.said.toString()).isZero();
        assertThat(script.said + out.toString() + err + Files.readString(file))
                .as("seen once is enough")
                .doesNotContain(tokenText());
        assertThat(script.said).anyMatch(line -> line.contains("secrets never stand in this file"));
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "3", "6"})
    void writesNothingWhenTheAnswersEnd(int answers) throws IOException {
        Script script = new Script();
        List<String> good =
                List.of(url(), "dev", "dev-bot", token.toString(), "charles/claude-hooks", "", "");
        script.answers.addAll(good.subList(0, answers));

        assertThat(init(Optional.of(script))).as("wrong use").isEqualTo(2);
        assertThat(err.toString()).as("what happened").contains("the answers ended early");
        assertThat(file).as("nothing is written").doesNotExist();
    }

    private String url() {
        String url = forge.url().toString();
        return url.substring(0, url.length() - 1);
    }

    private String tokenText() {
        return forge.token("dev-bot");
    }

    private Path tokenFile(String name, String token) throws IOException {
        Path path = directory.resolve(name);
        Files.createFile(
                path,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(path, token);
    }

    /// Good flags, with some replaced or added.
    private String[] flags(String... instead) {
        Map<String, String> flags = new LinkedHashMap<>();
        flags.put("--forge-url", url());
        flags.put("--agent", "dev");
        flags.put("--account", "dev-bot");
        flags.put("--token-file", token.toString());
        flags.put("--repository", "charles/claude-hooks");
        for (int at = 0; at < instead.length; at += 2) {
            flags.put(instead[at], instead[at + 1]);
        }
        return flags.entrySet().stream()
                .flatMap(flag -> Stream.of(flag.getKey(), flag.getValue()))
                .toArray(String[]::new);
    }

    private int init(Optional<Script> operator, String... flags) throws IOException {
        CommandLine line =
                new CommandLine(new InitCommand(new TestingDaemon(), () -> operator.map(it -> it)));
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        List<String> arguments = new ArrayList<>(Arrays.asList(flags));
        arguments.addAll(List.of("--config", file.toString()));
        return line.execute(arguments.toArray(String[]::new));
    }

    private Configuration written() {
        return switch (ConfigurationFile.reader().read(file)) {
            case Reading.Valid valid -> {
                assertThat(valid.warnings()).as("a first file warns of nothing").isEmpty();
                yield valid.configuration();
            }
            case Reading.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    }
}
