package dev.gatehouse.broker.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.newsclub.net.unix.AFUNIXServerSocketChannel;
import org.newsclub.net.unix.AFUNIXSocketAddress;
import org.newsclub.net.unix.FileDescriptorCast;

class HandedSocketsTest {
    @TempDir Path directory;

    private final List<Socket> opened = new ArrayList<>();

    @BeforeAll
    static void loadNatives() {
        Epoll.ensureAvailability();
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : opened) {
            if (isOpen(socket.intValue())) {
                socket.close();
            }
        }
    }

    @Test
    void findsASocketByThePathAtWhichItIsBound() throws IOException {
        Path dev = directory.resolve("dev.sock");
        Path boss = directory.resolve("boss.sock");
        int first = listening(dev);
        int second = listening(boss);
        HandedSockets handed =
                HandedSockets.of(new TreeMap<>(Map.of(first, "boss", second, "dev")));

        assertThat(handed.take(dev))
                .as("names may say what they like")
                .contains(new HandedSocket("boss", first, dev));
        assertThat(handed.take(dev)).as("once").isEmpty();
        assertThat(handed.takeRest()).containsExactly(new HandedSocket("dev", second, boss));
        assertThat(handed.takeRest()).isEmpty();
    }

    @Test
    void tellsWhatStandsOutsideOfADirectory() throws IOException {
        int inside = listening(Files.createDirectory(directory.resolve("in")).resolve("a.sock"));
        int outside = listening(directory.resolve("b.sock"));
        HandedSockets handed = HandedSockets.of(new TreeMap<>(Map.of(inside, "a", outside, "b")));

        assertThat(handed.takeOutside(directory.resolve("in")))
                .extracting(HandedSocket::descriptor)
                .containsExactly(outside);
        assertThat(handed.takeRest()).extracting(HandedSocket::descriptor).containsExactly(inside);
    }

    @Test
    void closesASocketThatDoesNotListen() throws IOException {
        Socket bound = socket();
        bound.bind(new DomainSocketAddress(directory.resolve("bound.sock").toFile()));

        assertRefused(bound.intValue());
    }

    @Test
    void closesASocketOfDatagrams() throws IOException {
        Socket datagrams = Socket.newSocketDomainDgram();
        opened.add(datagrams);
        datagrams.bind(new DomainSocketAddress(directory.resolve("datagrams.sock").toFile()));

        assertRefused(datagrams.intValue());
    }

    @Test
    void closesWhatIsNoSocket() throws IOException {
        FileDescriptor file = FileDescriptor.from(directory.resolve("file").toFile());

        assertRefused(file.intValue());
    }

    @Test
    void closesASocketOfTheAbstractNameSpace() throws IOException {
        AFUNIXServerSocketChannel hidden = AFUNIXServerSocketChannel.open();
        hidden.bind(
                AFUNIXSocketAddress.inAbstractNamespace(
                        "gatehouse-test-" + ProcessHandle.current().pid() + System.nanoTime()));
        hidden.configureBlocking(false);

        assertRefused(FileDescriptorCast.using(hidden.getFileDescriptor()).as(Integer.class));
    }

    @Test
    void closesASocketThatBlocks() throws IOException {
        AFUNIXServerSocketChannel blocking = AFUNIXServerSocketChannel.open();
        blocking.bind(AFUNIXSocketAddress.of(directory.resolve("blocking.sock")));

        assertRefused(FileDescriptorCast.using(blocking.getFileDescriptor()).as(Integer.class));
    }

    @Test
    void keepsTheFirstOfTwoForOnePath() throws IOException {
        Path path = directory.resolve("forge.sock");
        int first = listening(path);
        Files.delete(path);
        int second = listening(path);
        SortedMap<Integer, String> both = new TreeMap<>(Map.of(first, "unit", second, "stored"));

        HandedSockets handed = HandedSockets.of(both);

        int lower = Math.min(first, second);
        assertThat(handed.take(path)).get().extracting(HandedSocket::descriptor).isEqualTo(lower);
        assertThat(isOpen(Math.max(first, second))).isFalse();
    }

    @Test
    void passesOverADescriptorThatIsNotOpen() throws IOException {
        assertThat(HandedSockets.of(new TreeMap<>(Map.of(9_999, "gone"))).takeRest()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "42 | 2  | a:b/c.sock | {3=a, 4=b/c.sock}",
                "42 | 2  | a          | {3=a, 4=unknown}",
                "42 | 2  | ''         | {3=unknown, 4=unknown}",
                "42 | 1  | a:b:c      | {3=a}",
                "43 | 2  | a:b        | {}",
                "'' | 2  | a:b        | {}",
                "42 | 0  | ''         | {}",
                "42 | -1 | a          | {}",
                "42 | 1x | a          | {}",
                "42 | '' | a          | {}",
                "42 | 99999999999 | a | {}"
            })
    void readsWhatIsHandedToThisProcess(String pid, String count, String names, String expected) {
        Map<String, String> environment =
                Map.of("LISTEN_PID", pid, "LISTEN_FDS", count, "LISTEN_FDNAMES", names);

        assertThat(HandedSockets.names(environment, 42)).hasToString(expected);
    }

    @Test
    void isEmptyWhereNothingIsHanded() throws IOException {
        assertThat(HandedSockets.of(Map.of(), 42).takeRest()).isEmpty();
    }

    private void assertRefused(int descriptor) throws IOException {
        assertThat(HandedSockets.of(new TreeMap<>(Map.of(descriptor, "x"))).takeRest()).isEmpty();
        assertThat(isOpen(descriptor)).as("a descriptor that is not used is closed").isFalse();
    }

    private int listening(Path path) throws IOException {
        Socket socket = socket();
        socket.bind(new DomainSocketAddress(path.toFile()));
        socket.listen(1);
        return socket.intValue();
    }

    private Socket socket() {
        Socket socket = Socket.newSocketDomain();
        opened.add(socket);
        return socket;
    }

    private static boolean isOpen(int descriptor) {
        return Files.exists(Path.of("/proc/self/fd", Integer.toString(descriptor)));
    }
}
