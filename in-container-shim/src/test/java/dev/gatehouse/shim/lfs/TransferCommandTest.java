package dev.gatehouse.shim.lfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.shim.TestingForge;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the agent says before there is anything to move.
class TransferCommandTest {
    private static final Path NOWHERE = Path.of("/nowhere");

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "{\"event\":\"upload\"}\n", "[]\n", "not json\n"})
    void refusesToBeginWithAnythingButInit(String input) {
        TestingForge.Ended ended = TestingForge.runWithInput(NOWHERE, input, "lfs-transfer");

        assertThat(ended.status()).isNotZero();
        assertThat(ended.errors()).doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "-x", "https://forge.test/o/r", ""})
    void saysWhatHelpsWhereTheRemoteIsNotKnown(String remote) {
        String init = "{\"event\":\"init\",\"remote\":\"" + remote + "\"}\n";

        TestingForge.Ended ended = TestingForge.runWithInput(NOWHERE, init, "lfs-transfer");

        assertThat(ended.output())
                .startsWith("{\"error\":{\"code\":1,\"message\":\"no objects are known")
                .contains("fetch from it once");
    }

    @Test
    void isNoSsh() {
        TestingForge.Ended ended =
                TestingForge.run(NOWHERE, "ssh", "git@forge.test", "git-upload-pack 'o/r.git'");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.errors())
                .isEqualTo(
                        "forge: there is no ssh here: 'git-upload-pack 'o/r.git'' was not run; use"
                                + " the forge's https URL, https://HOST/OWNER/REPO, which needs no"
                                + " credential\n");
    }
}
