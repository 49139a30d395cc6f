package dev.gatehouse.broker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.broker.TestingDaemon;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// What `gatehouse pages` writes, held against the commands that there are.
class GeneratedPagesTest {
    @TempDir private static Path share;

    @BeforeAll
    static void writesThem() throws IOException {
        Path example = Files.writeString(share.resolve("example.yaml"), ".forge: 'a' # \\n -x\n");
        assertThat(pages(share, "--date", "2026-11-21", "--example", example.toString())).isZero();
    }

    private static int pages(Path directory, String... more) {
        List<String> arguments = new ArrayList<>(List.of("pages", directory.toString()));
        arguments.addAll(List.of(more));
        return GatehouseCommand.run(new TestingDaemon(), "1.0", arguments.toArray(String[]::new));
    }

    /// Every visible command, by what is typed after the program's name.
    static Stream<String> commands() {
        List<String> all = new ArrayList<>();
        collect("", model(), all);
        return all.stream();
    }

    private static CommandSpec model() {
        return GatehouseCommand.commandLine(new TestingDaemon(), "1.0").getCommandSpec();
    }

    private static void collect(String words, CommandSpec command, List<String> all) {
        all.add(words);
        command.subcommands().values().stream()
                .distinct()
                .map(CommandLine::getCommandSpec)
                .filter(child -> !child.usageMessage().hidden())
                .forEach(child -> collect((words + " " + child.name()).strip(), child, all));
    }

    private static CommandSpec command(String words) {
        CommandSpec command = model();
        for (String word : words.isEmpty() ? new String[0] : words.split(" ", -1)) {
            command = Objects.requireNonNull(command.subcommands().get(word)).getCommandSpec();
        }
        return command;
    }

    /// What may be typed next: the commands and options that it has.
    private static List<String> expected(String words) {
        CommandSpec command = command(words);
        return Stream.concat(
                        command.subcommands().values().stream()
                                .distinct()
                                .map(CommandLine::getCommandSpec)
                                .filter(child -> !child.usageMessage().hidden())
                                .map(CommandSpec::name),
                        command.options().stream()
                                .filter(option -> !option.hidden())
                                .flatMap(option -> Stream.of(option.names())))
                .toList();
    }

    @ParameterizedTest(name = "gatehouse {0}")
    @MethodSource("commands")
    void everyCommandHasAPageWithAllThatItTakes(String words) throws IOException {
        String page = page(("gatehouse " + words).strip().replace(' ', '-'));

        assertThat(page).contains(".SH \"NAME\"", ".SH \"SYNOPSIS\"", ".SH \"EXIT STATUS\"");
        assertThat(expected(words))
                .as("commands and options")
                .allSatisfy(word -> assertThat(page).contains(word.replace("-", "\\-")));
        command(words)
                .positionalParameters()
                .forEach(argument ->
                        assertThat(page).contains("\\fB" + label(argument.paramLabel())));
    }

    private static String label(String text) {
        return text.replace("-", "\\-");
    }

    private static String page(String name) throws IOException {
        return Files.readString(share.resolve("man/man1/" + name + ".1"));
    }

    @Test
    void whatIsHiddenHasNoPage() throws IOException {
        try (Stream<Path> pages = Files.list(share.resolve("man/man1"))) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .hasSize((int) commands().count())
                    .doesNotContain("gatehouse-pages.1");
        }
    }

    @Test
    void theProgramsPageWarnsOfLogrotate() throws IOException {
        assertThat(page("gatehouse")).contains("No logrotate may rename, cut or compress");
    }

    @Test
    void theSettingsPageHoldsTheExampleAsItIs() throws IOException {
        assertThat(Files.readString(share.resolve("man/man5/gatehouse.yaml.5")))
                .as("a dot first is no request, a backslash no escape, a hyphen no dash")
                .contains("\n.nf\n\\&.forge: \\(aqa\\(aq # \\en \\-x\n.fi\n");
    }

    @ParameterizedTest(name = "gatehouse {0}")
    @MethodSource("commands")
    void bashOffersWhatTheCommandTakes(String words) throws Exception {
        assertThat(completed(("gatehouse " + words).strip() + " ", ""))
                .containsExactlyElementsOf(expected(words));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gatehouse config |ch|check",
                "gatehouse policy explain |--js|--json",
                "gatehouse policy explain --json |--b|--body",
                "gatehouse --help con|fig|",
                "gatehouse |wor|worker",
                "gatehouse config check --config |--j|",
                "gatehouse config check --config = |--j|",
                "gatehouse audit verify --head |--j|",
                "gatehouse |pages|",
            })
    void bashCompletesAWord(String before, String word, String whole) throws Exception {
        assertThat(completed(before, word)).isEqualTo(whole == null ? List.of() : List.of(whole));
    }

    /// As bash calls the function: the words in COMP_WORDS, and the place of the last of them. That
    /// no completion is under way is all that compopt has to say.
    private static List<String> completed(String before, String word) throws Exception {
        String script =
                """
                source "$1"; shift
                COMP_WORDS=($1 "$2"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                compopt() { :; }
                _gatehouse && printf '%s\\n' "${COMPREPLY[@]}"
                """;
        Ended ended =
                Ended.of(
                        "bash",
                        "-euc",
                        script,
                        "bash",
                        share.resolve("bash-completion/completions/gatehouse").toString(),
                        before,
                        word);
        assertThat(ended.status()).as(ended.output()).isZero();
        return ended.output().lines().filter(line -> !line.isEmpty()).toList();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "bash, bash-completion/completions/gatehouse",
        "zsh, zsh/vendor-completions/_gatehouse",
        "fish, fish/vendor_completions.d/gatehouse.fish"
    })
    void aShellReadsItsCompletionWithoutAComplaint(String shell, String file) throws Exception {
        assume(shell);

        assertThat(Ended.of(shell, "-n", share.resolve(file).toString()))
                .isEqualTo(new Ended(0, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zsh/vendor-completions/_gatehouse",
                "fish/vendor_completions.d/gatehouse.fish"
            })
    void everyWordIsInTheOtherShellsCompletionToo(String file) throws IOException {
        String script = Files.readString(share.resolve(file));

        assertThat(commands().skip(1).map(words -> "/" + words.replace(' ', '/')))
                .allSatisfy(path -> assertThat(script).contains(path));
        assertThat(commands().flatMap(words -> expected(words).stream()))
                .allSatisfy(word -> assertThat(script).contains(word.replaceFirst("^-+", "")));
    }

    @Test
    void groffHasNothingToSayOfAnyPage() throws Exception {
        assume("groff");

        try (Stream<Path> files = Files.walk(share.resolve("man"))) {
            for (Path page : files.filter(Files::isRegularFile).toList()) {
                assertThat(Ended.of("groff", "-ww", "-man", "-Tutf8", "-z", page.toString()))
                        .as(page.toString())
                        .isEqualTo(new Ended(0, ""));
            }
        }
    }

    @Test
    void writesTheSameBytesAgain(@TempDir Path again) throws IOException {
        assertThat(pages(again, "--date", "2026-11-21")).isZero();

        for (String file :
                List.of("man/man1/gatehouse.1", "bash-completion/completions/gatehouse")) {
            assertThat(again.resolve(file)).hasSameBinaryContentAs(share.resolve(file));
        }
    }

    @Test
    void isNotShownToUsers() {
        StringWriter help = new StringWriter();
        GatehouseCommand.commandLine(new TestingDaemon(), "1.0")
                .setOut(new PrintWriter(help, true))
                .execute("--help");

        assertThat(help.toString()).contains("serve").doesNotContain("pages");
    }

    private static void assume(String program) throws Exception {
        boolean there = Ended.of("sh", "-c", "command -v " + program).status() == 0;
        if (!there) {
            System.err.println("SKIPPED GeneratedPagesTest: no " + program + " is on PATH");
        }
        assumeTrue(there, program);
    }

    /// A program of this machine that has ended, and all that it wrote.
    private record Ended(int status, String output) {
        static Ended of(String... command) throws IOException, InterruptedException {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), output);
        }
    }
}
