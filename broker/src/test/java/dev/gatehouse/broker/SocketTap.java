package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/// Sockets in a worker before those of its doors, which keep every byte that crosses them, both
/// ways. It runs as the agent, since the broker asks the kernel who calls.
final class SocketTap {
    private static final String DIRECTORY = "/state/tap";

    /// `perl tap.pl LISTEN SOCKET RECORD`, a process for each connection.
    private static final String PROGRAM =
            """
            use strict; use IO::Socket::UNIX; use IO::Select;
            my ($listen, $socket, $record) = @ARGV;
            $SIG{CHLD} = 'IGNORE';
            my $server = IO::Socket::UNIX->new(Local => $listen, Listen => 64) or die "$listen: $!";
            open(my $kept, '>>', $record) or die "$record: $!";
            while (my $client = $server->accept) {
                next if fork;
                my $door = IO::Socket::UNIX->new(Peer => $socket) or exit 1;
                my %other = ($client => $door, $door => $client);
                my $ready = IO::Select->new($client, $door);
                while (1) {
                    for my $from ($ready->can_read) {
                        sysread($from, my $bytes, 65536) or exit 0;
                        syswrite($kept, $bytes);
                        for (my $at = 0; $at < length $bytes;) {
                            $at += syswrite($other{$from}, $bytes, length($bytes) - $at, $at) // exit 0;
                        }
                    }
                }
            }
            """;

    private final TestingWorkers workers;

    private SocketTap(TestingWorkers workers) {
        this.workers = workers;
    }

    static SocketTap open(TestingWorkers workers, String... sockets) throws Exception {
        SocketTap tap = new SocketTap(workers);
        tap.run(
                "mkdir -p %s && cat >%s/tap.pl <<'END'\n%sEND"
                        .formatted(DIRECTORY, DIRECTORY, PROGRAM));
        for (String socket : sockets) {
            tap.run(
                    "cd %s && { perl tap.pl %s /run/gatehouse/%s %s.bytes >/dev/null 2>%s.log & }"
                            .formatted(DIRECTORY, path(socket), socket, socket, socket));
            tap.run(
                    "for i in $(seq 100); do [ -S %s/%s ] && exit; sleep 0.1; done; exit 1"
                            .formatted(DIRECTORY, socket));
        }
        return tap;
    }

    /// Where to connect instead.
    static String path(String socket) {
        return DIRECTORY + "/" + socket;
    }

    /// All that crossed it so far. The record stays where it is, for those who search the worker.
    String crossed(String socket) throws IOException, InterruptedException {
        return run("cat %s/%s.bytes".formatted(DIRECTORY, socket));
    }

    /// Ends it; nobody listens at its sockets any longer.
    void end() throws IOException, InterruptedException {
        run("pkill -f [t]ap.pl; rm -f %s/*.sock".formatted(DIRECTORY));
    }

    private String run(String line) throws IOException, InterruptedException {
        TestingWorkers.Ended ended = workers.inside(line);
        assertThat(ended.status()).as(line + "\n" + ended.output()).isZero();
        return ended.output();
    }
}
