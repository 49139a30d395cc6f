package dev.gatehouse.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PackageScriptsTest {
    @Test
    void noPackageIsMadeWithoutAUnit(@TempDir Path units) throws Exception {
        Files.createFile(units.resolve("gatehouse.service"));

        Ended ended = Ended.of("sh", path("package/build.sh"), "--units", units.toString());

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output()).contains("gatehouse-worker@.service is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postinst", "prerm", "postrm"})
    void aScriptOfThePackageRefusesWhatItDoesNotKnow(String script) throws Exception {
        Ended ended = Ended.of("sh", path("package/debian/" + script), "frobnicate");

        assertThat(ended)
                .isEqualTo(new Ended(1, "gatehouse: " + script + " knows no 'frobnicate'\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"postinst", "prerm", "postrm"})
    void aScriptOfThePackageStopsAtTheFirstError(String script) {
        assertThat(TestingFolder.text("package/debian/" + script).lines())
                .as("Debian's policy asks for it, and a half-done installation must not look whole")
                .contains("set -e");
    }

    private static String path(String file) {
        return TestingFolder.root().resolve(file).toString();
    }
}
