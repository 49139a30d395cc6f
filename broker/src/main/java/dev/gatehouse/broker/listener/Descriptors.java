package dev.gatehouse.broker.listener;

import io.netty.channel.ChannelException;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The file descriptors that this process may have open (`RLIMIT_NOFILE`, getrlimit(2)), the last
/// of which are the broker's own: without one the audit cannot be kept, and no connection to the
/// forge be opened for those who are connected already. The kernel gives out the lowest number that
/// is free, so whoever gets one of the last was given it because hardly any is left.
///
/// Any thread.
public final class Descriptors {
    private static final Logger LOG = LoggerFactory.getLogger(Descriptors.class);
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final String SOFT_LIMIT = "Max open files";
    private static final int MOST_KEPT = 1024;

    /// Hears that agents' connections are not accepted for want of descriptors. Must not block.
    @FunctionalInterface
    public interface Watcher {
        /// @param socket whose next caller has to wait
        /// @param limit how many the process may have
        void runShort(Path socket, int limit);
    }

    private final int limit;
    private final int first;
    private final Watcher watcher;

    /// A quarter of the limit is kept back, and never more than a number that is enough.
    Descriptors(int limit, Watcher watcher) {
        this.limit = limit;
        this.first = limit - Math.min(MOST_KEPT, limit / 4);
        this.watcher = watcher;
    }

    public static Descriptors ofThisProcess(Watcher watcher) {
        return new Descriptors(softLimit(), watcher);
    }

    /// Whether this one is of those that are kept back.
    boolean isKeptBack(int descriptor) {
        return descriptor >= first;
    }

    /// Whether all are taken but those that are kept back.
    boolean areShort() {
        try {
            Socket next = Socket.newSocketDomain();
            boolean kept = isKeptBack(next.intValue());
            next.close();
            return kept;
        } catch (ChannelException | IOException none) {
            return true;
        }
    }

    void runShort(Path socket) {
        watcher.runShort(socket, limit);
    }

    private static int softLimit() {
        try {
            return Files.readAllLines(LIMITS).stream()
                    .filter(line -> line.startsWith(SOFT_LIMIT))
                    .map(line -> line.substring(SOFT_LIMIT.length()).strip().split(" ", 2)[0])
                    .filter(word -> !word.equals("unlimited"))
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElse(Integer.MAX_VALUE);
        } catch (IOException | NumberFormatException unknown) {
            LOG.warn("the limit of open files is not known: {}", unknown.toString());
            return Integer.MAX_VALUE;
        }
    }
}
