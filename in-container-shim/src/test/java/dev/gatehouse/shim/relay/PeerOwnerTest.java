package dev.gatehouse.shim.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerOwnerTest {
    private static final String TITLE =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid\n";
    private static final String REST = " 01 00000000:00000000 00:00000000 00000000 ";

    @TempDir private Path proc;

    private PeerOwner owner(String tcp, String tcp6) throws IOException {
        Files.createDirectories(proc.resolve("self"));
        Files.createDirectories(proc.resolve("net"));
        Files.writeString(proc.resolve("self/status"), "Name:\tx\nUid:\t7\t1000\t7\t7\n");
        Files.writeString(proc.resolve("net/tcp"), TITLE + tcp);
        Files.writeString(proc.resolve("net/tcp6"), TITLE + tcp6);
        return PeerOwner.of(proc, 0xABCD, 0x12);
    }

    private static String line(String address, String peer, String own, int user) {
        return "   0: " + address + peer + " " + address + own + REST + user + "        0 1\n";
    }

    @Test
    void knowsItsOwnUser() throws IOException {
        assertThat(owner(line("0100007F:", "ABCD", "0012", 1000), "")).isEqualTo(PeerOwner.SAME);
    }

    @Test
    void knowsItsOwnUserOnASocketForBothVersions() throws IOException {
        String address = "0000000000000000FFFF00000100007F:";

        assertThat(owner("", line(address, "ABCD", "0012", 1000))).isEqualTo(PeerOwner.SAME);
    }

    @Test
    void refusesAnotherUser() throws IOException {
        assertThat(owner(line("0100007F:", "ABCD", "0012", 1001), "")).isEqualTo(PeerOwner.OTHER);
    }

    @Test
    void refusesASocketThatIsNotThere() throws IOException {
        assertThat(owner(line("0100007F:", "0012", "ABCD", 1000), ""))
                .as("our own end proves nothing")
                .isEqualTo(PeerOwner.OTHER);
    }

    @Test
    void doesNotKnowWithoutTables() {
        assertThat(PeerOwner.of(proc.resolve("none"), 1, 2)).isEqualTo(PeerOwner.UNKNOWN);
    }
}
