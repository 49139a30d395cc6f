package dev.gatehouse.broker.doctor.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class UnixTableTest {
    private static final String HEAD = "Num       RefCount Protocol Flags    Type St Inode Path\n";

    @Test
    void findsWhoListens() {
        UnixTable table =
                UnixTable.parse(
                        HEAD
                                + "0000000000000000: 00000002 00000000 00010000 0001 01 4711 /run/a b.sock\n"
                                + "0000000000000000: 00000003 00000000 00000000 0001 03 4712 /run/a b.sock\n"
                                + "0000000000000000: 00000003 00000000 00000000 0001 03 4713\n"
                                + "0000000000000000: 00000002 00000000 00010000 0001 01 4714 @abstract\n");

        assertThat(table.at(Path.of("/run/a b.sock")))
                .as("connections and sockets without a name do not listen")
                .containsExactly(4711L);
    }

    @Test
    void findsBothOfTwoThatWereBoundAtOnePath() {
        String line = "0: 2 0 00010000 0001 01 %d /run/x.sock\n";

        assertThat(
                        UnixTable.parse(HEAD + line.formatted(1) + line.formatted(2))
                                .at(Path.of("/run/x.sock")))
                .containsExactly(1L, 2L);
    }

    /// Who binds a socket chooses its path, line breaks included.
    @Property(tries = 500)
    void readsAnyPath(@ForAll String path) {
        UnixTable table = UnixTable.parse(HEAD + "0: 2 0 00010000 0001 01 1 " + path + "\n");

        assertThat(table.listening()).isNotNull();
    }

    @Property(tries = 500)
    void readsAnything(@ForAll String text) {
        assertThat(UnixTable.parse(HEAD + text).listening()).isNotNull();
    }
}
