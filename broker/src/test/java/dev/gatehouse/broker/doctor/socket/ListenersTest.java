package dev.gatehouse.broker.doctor.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenersTest {
    private static final Path SOCKET = Path.of("/run/gatehouse/admin.sock");

    @TempDir Path processes;

    @BeforeEach
    void listen() throws IOException {
        Files.createDirectories(processes.resolve("net"));
        Files.writeString(
                processes.resolve("net/unix"),
                "Num       RefCount Protocol Flags    Type St Inode Path\n"
                        + "0000000000000000: 00000002 00000000 00010000 0001 01 4711 "
                        + SOCKET
                        + "\n");
        process(1, 0, "/sbin/init");
    }

    @Test
    void neverGivesTheServiceManagerToBeEnded() throws IOException {
        process(77, 990, "java\0-Xmx256m\0dev.gatehouse.broker.Main\0serve\0");

        Listeners listeners = new Listeners(processes);

        assertThat(listeners.at(SOCKET).pids()).isEqualTo("77");
        assertThat(listeners.at(SOCKET).isKeptOnly()).isFalse();
        assertThat(listeners.brokerAt(SOCKET)).hasValue(990);
    }

    @Test
    void tellsASocketThatOnlyTheServiceManagerKeeps() throws IOException {
        Listeners listeners = new Listeners(processes);

        assertThat(listeners.at(SOCKET).isKeptOnly()).isTrue();
        assertThat(listeners.brokerAt(SOCKET)).isEmpty();
    }

    @Test
    void takesNoOtherProgramForABroker() throws IOException {
        process(78, 1000, "/usr/bin/gatehouse-like\0/run/gatehouse\0");

        assertThat(new Listeners(processes).brokerAt(SOCKET)).isEmpty();
    }

    private void process(int pid, int uid, String command) throws IOException {
        Path process = Files.createDirectories(processes.resolve(Integer.toString(pid)));
        Files.createDirectories(process.resolve("fd"));
        Files.createSymbolicLink(process.resolve("fd/3"), Path.of("socket:[4711]"));
        Files.writeString(
                process.resolve("status"),
                "Name:\tx\nUid:\t%d\t%d\t%d\t%d\n".formatted(uid, uid, uid, uid));
        Files.writeString(process.resolve("cmdline"), command);
    }
}
