package dev.gatehouse.broker.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.newsclub.net.unix.AFUNIXServerSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;
import org.newsclub.net.unix.FileDescriptorCast;

@Timeout(20)
class NotifierTest {
    private static final long PID = 42;

    @TempDir Path directory;

    private TestingNotifySocket systemd;
    private Notifier notifier;

    @BeforeEach
    void listen() throws IOException {
        Path path = directory.resolve("notify");
        systemd = TestingNotifySocket.at(AFUNIXSocketAddress.of(path));
        notifier = Notifier.of(Map.of("NOTIFY_SOCKET", path.toString()), PID);
    }

    @AfterEach
    void close() throws IOException {
        systemd.close();
    }

    @Test
    void saysThatItIsReadyAliveAndStopping() throws IOException {
        notifier.ready();
        notifier.alive();
        notifier.stopping();

        assertThat(systemd.next().text()).isEqualTo("READY=1");
        assertThat(systemd.next().text()).isEqualTo("WATCHDOG=1");
        assertThat(systemd.next().text()).isEqualTo("STOPPING=1");
    }

    @Test
    void saysWhenAReloadBegan() throws IOException {
        long before = TimeUnit.NANOSECONDS.toMicros(System.nanoTime());
        notifier.reloading();
        long after = TimeUnit.NANOSECONDS.toMicros(System.nanoTime());

        String[] lines = systemd.next().text().split("\n", -1);
        assertThat(lines).hasSize(2).startsWith("RELOADING=1");
        assertThat(lines[1]).startsWith("MONOTONIC_USEC=");
        assertThat(Long.parseLong(lines[1].substring("MONOTONIC_USEC=".length())))
                .isBetween(before, after);
    }

    @Test
    void keepsAStatusOnOneLine() throws IOException {
        notifier.status("2 agents\nREADY=1");

        assertThat(systemd.next().text())
                .as("a line end would begin another assignment")
                .isEqualTo("STATUS=2 agents READY=1");
    }

    @Test
    void reachesAnAbstractAddress() throws IOException {
        String name = "gatehouse-test-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        try (TestingNotifySocket hidden =
                TestingNotifySocket.at(AFUNIXSocketAddress.inAbstractNamespace(name))) {
            Notifier.of(Map.of("NOTIFY_SOCKET", "@" + name), PID).ready();

            assertThat(hidden.next().text()).isEqualTo("READY=1");
        }
    }

    @Test
    void givesAListeningSocketToKeep() throws IOException {
        Epoll.ensureAvailability();
        Path path = directory.resolve("forge.sock");
        Socket own = Socket.newSocketDomain();
        own.bind(new DomainSocketAddress(path.toFile()));
        own.listen(1);

        notifier.keep("dev/forge.sock", own.intValue());
        own.close();

        TestingNotifySocket.Message message = systemd.next();
        assertThat(message.text()).isEqualTo("FDSTORE=1\nFDNAME=dev/forge.sock");
        assertThat(message.descriptors()).hasSize(1);
        try (AFUNIXServerSocket _ =
                        FileDescriptorCast.using(message.descriptors().getFirst())
                                .as(AFUNIXServerSocket.class);
                SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            assertThat(client.connect(UnixDomainSocketAddress.of(path)))
                    .as("it listens still, though this process closed its own")
                    .isTrue();
        }
    }

    @Test
    void hasADescriptorForgotten() throws IOException {
        notifier.forget("admin.sock");

        assertThat(systemd.next().text()).isEqualTo("FDSTOREREMOVE=1\nFDNAME=admin.sock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", "a b", "a\nREADY=1", "\u00e9"})
    void refusesANameThatWouldSayMoreOrLess(String name) throws IOException {
        assertThatThrownBy(() -> notifier.forget(name))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(systemd.anything()).isEmpty();
    }

    @Test
    void saysNothingWhereNobodyAsked() {
        Notifier alone = Notifier.of(Map.of("WATCHDOG_USEC", "4000000"), PID);

        assertThat(alone.isThere()).isFalse();
        assertThat(alone.watchdog()).isEmpty();
        assertThatCode(alone::ready).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run/notify", "vsock:2:1234", "@", "/"})
    void saysNothingToAnAddressItCannotReach(String address) {
        assertThat(Notifier.of(Map.of("NOTIFY_SOCKET", address), PID).isThere()).isFalse();
    }

    @Test
    void goesOnWhereNobodyListens() throws IOException {
        systemd.close();

        assertThatCode(notifier::ready).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "4000000, 42, 4000",
        "4000000,   , 4000",
        "4000000, 43,     ",
        "0,       42,     ",
        "-1,      42,     ",
        "4s,      42,     ",
        "99999999999999999999999, 42, "
    })
    void knowsTheWatchdogThatIsItsOwn(String micros, String pid, Long millis) {
        Notifier watched =
                Notifier.of(
                        Map.of(
                                "NOTIFY_SOCKET",
                                "/run/none",
                                "WATCHDOG_USEC",
                                micros,
                                "WATCHDOG_PID",
                                pid == null ? "" : pid),
                        PID);

        assertThat(watched.watchdog().map(Duration::toMillis).orElse(null)).isEqualTo(millis);
    }
}
