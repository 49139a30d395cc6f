package dev.gatehouse.broker.cli.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerUserTest {
    private static final String PACKAGED = "gatehouse:x:997:996:Gatehouse:/:/usr/sbin/nologin\n";

    @TempDir private Path directory;

    @Test
    void isThePackagedUserWhereRootSetsItUp() throws IOException {
        assertThat(BrokerUser.find(passwd("root:x:0:0:root:/root:/bin/sh\n" + PACKAGED), 0))
                .as("whom the unit names")
                .isEqualTo(new BrokerUser("gatehouse", 997, Optional.of(996)));
    }

    @Test
    void isWhoeverRunsItElse() throws IOException {
        assertThat(BrokerUser.find(passwd(PACKAGED), 1000))
                .as("who is not root can give no file away")
                .isEqualTo(new BrokerUser("user 1000", 1000, Optional.empty()));
        assertThat(BrokerUser.find(passwd(""), 0).uid()).as("no package").isZero();
        assertThat(BrokerUser.find(directory.resolve("none"), 0).uid()).as("no list").isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gatehouse:x:997\n",
                "gatehouse:x::996:::\n",
                "gatehouse:x:-1:996:::\n",
                "gatehouse2:x:997:996:::\n",
                "xgatehouse:x:997:996:::\n"
            })
    void passesOverLinesThatAreNotItsOwn(String line) throws IOException {
        assertThat(BrokerUser.find(passwd(line), 0).uid()).as("nobody's id is guessed").isZero();
    }

    @Test
    void readsOnlyWhatItOwns() throws IOException {
        Path file = Files.createFile(directory.resolve("token"));
        int owner = (int) Files.getAttribute(file, "unix:uid");

        assertThat(new BrokerUser("owner", owner, Optional.empty()).canRead(file))
                .as("its own")
                .isTrue();
        assertThat(new BrokerUser("other", owner + 1, Optional.empty()).canRead(file))
                .as("another's, mode 0600")
                .isFalse();
    }

    private Path passwd(String text) throws IOException {
        return Files.writeString(directory.resolve("passwd"), text);
    }
}
