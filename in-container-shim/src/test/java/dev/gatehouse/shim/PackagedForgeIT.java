package dev.gatehouse.shim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The contract, kept by what `package.sh` made; and what only a package can get wrong.
class PackagedForgeIT implements ForgeContract {
    private static final Path PACKAGE =
            Path.of(System.getProperty("gatehouse.root", ".."), "dist", "forge");
    static final Path FORGE = PACKAGE.resolve("bin/forge");

    @BeforeAll
    static void isPackaged() {
        boolean packaged = Files.isExecutable(FORGE);
        if (!packaged) {
            System.out.println(
                    "SKIPPED PackagedForgeIT: there is no dist/forge/bin/forge; package first, by"
                            + " in-container-shim/package.sh dist/forge");
        }
        assumeTrue(packaged, "dist/forge/bin/forge is not there");
    }

    @Override
    public List<String> command() {
        return List.of(FORGE.toString());
    }

    private static TestingForge.Ended version(Path forge) throws Exception {
        List<String> command = TestingProcess.asAnybody(List.of(forge.toString()));
        return TestingProcess.of(command, Path.of("/nowhere"), "--version").run();
    }

    private static void assertWorks(TestingForge.Ended ended) {
        assertThat(ended.errors()).isEmpty();
        assertThat(ended.output()).startsWith("forge ");
        assertThat(ended.status()).isZero();
    }

    /// The launcher's own command line, with one more flag for the JVM.
    private static List<String> launch(Path cache, String... flags) throws IOException {
        String script = Files.readString(FORGE).replace("\\\n", " ");
        String exec = script.substring(script.indexOf("exec ")).strip();
        List<String> words = new ArrayList<>();
        for (String word : exec.split("\\s+", -1)) {
            if (word.startsWith("-XX:AOTCache=")) {
                words.add("-XX:AOTCache=" + cache);
                words.addAll(List.of(flags));
            } else if (word.startsWith("\"$home/")) {
                words.add(PACKAGE + "/" + word.substring(7, word.length() - 1));
            } else if (!word.equals("exec") && !word.contains("$")) {
                words.add(word);
            }
        }
        return words;
    }

    @Test
    void acceptsItsAotCache() throws Exception {
        try (TestingBroker broker = TestingBroker.answering(TestingBroker.ok("{}"))) {
            TestingForge.Ended ended =
                    TestingProcess.of(
                                    launch(PACKAGE.resolve("lib/forge.aot"), "-XX:AOTMode=on"),
                                    broker.socket(),
                                    "api",
                                    "user")
                            .run();

            assertThat(ended)
                    .as("without the cache a start takes twice as long, without a word")
                    .isEqualTo(new TestingForge.Ended(0, "{}", ""));
        }
    }

    @Test
    void keepsStandardOutputCleanWithADamagedCache(@TempDir Path directory) throws Exception {
        Path cache = directory.resolve("damaged.aot");
        byte[] bytes = Files.readAllBytes(PACKAGE.resolve("lib/forge.aot"));
        Files.write(cache, List.of("no cache", new String(bytes, 0, 100, StandardCharsets.UTF_8)));
        try (TestingBroker broker = TestingBroker.answering(TestingBroker.ok("{}"))) {
            TestingForge.Ended ended =
                    TestingProcess.of(launch(cache), broker.socket(), "api", "user").run();

            assertThat(ended.output()).isEqualTo("{}");
            assertThat(ended.status()).isZero();
        }
    }

    @Test
    void holdsNoOtherModules() throws Exception {
        TestingForge.Ended ended =
                TestingProcess.of(
                                List.of(PACKAGE.resolve("runtime/bin/java").toString()),
                                Path.of("/nowhere"),
                                "--list-modules")
                        .run();

        assertThat(ended.output().lines().map(line -> line.replaceFirst("@.*", "")))
                .containsExactlyInAnyOrder(
                        "java.base", "dev.gatehouse.protocol", "dev.gatehouse.shim");
    }

    @Test
    void worksFromACopyThatCannotBeWritten(@TempDir Path directory) throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path copy = directory.resolve("copy of forge");
        copy(PACKAGE, copy);
        try {
            run("chmod", "-R", "a-w", copy.toString());

            assertWorks(version(copy.resolve("bin/forge")));
        } finally {
            run("chmod", "-R", "u+w", copy.toString());
        }
    }

    @Test
    void worksThroughSymbolicLinks(@TempDir Path directory) throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path first = Files.createSymbolicLink(directory.resolve("forge"), FORGE.toRealPath());
        Path second = Files.createSymbolicLink(directory.resolve("again"), first.getFileName());
        try {
            assertWorks(version(second));
        } finally {
            Files.delete(second);
            Files.delete(first);
        }
    }

    @Test
    void ignoresOptionsMeantForOtherJvms() throws Exception {
        TestingForge.Ended ended =
                TestingProcess.of(command(), Path.of("/nowhere"), "--version")
                        .with("JAVA_TOOL_OPTIONS", "-Xlog:gc")
                        .with("JDK_JAVA_OPTIONS", "-version")
                        .with("_JAVA_OPTIONS", "-Xmx1k")
                        .with("CLASSPATH", "/nowhere")
                        .run();

        assertWorks(ended);
    }

    @Test
    void startsAProgramWithWhatTheCallerHad() throws Exception {
        TestingForge.Ended ended =
                TestingProcess.of(
                                command(),
                                Path.of("/nowhere"),
                                "run",
                                "--",
                                "sh",
                                "-c",
                                "echo \"$LC_ALL|$LANG|$JAVA_TOOL_OPTIONS|${FORGE_CALLER-none}\"")
                        .with("LC_ALL", "de_DE.UTF-8")
                        .with("LANG", "a \"b\" $HOME")
                        .with("JAVA_TOOL_OPTIONS", "-Xlog:gc")
                        .run();

        assertThat(ended.output()).isEqualTo("de_DE.UTF-8|a \"b\" $HOME|-Xlog:gc|none\n");
    }

    @Test
    void leavesArgumentsAlone() throws Exception {
        try (TestingBroker broker = TestingBroker.answering(TestingBroker.ok("{}"))) {
            TestingProcess.of(command(), broker.socket(), "api", "p", "-f", "a=@x *  $HOME \\ ' \"")
                    .run();

            assertThat(broker.received().getFirst().body())
                    .isEqualTo("{\"a\":\"@x *  $HOME \\\\ ' \\\"\"}");
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }
}
