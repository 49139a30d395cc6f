package dev.gatehouse.broker.systemd;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the service manager that started this process how it goes, as `sd_notify(3)` has it; where
/// none did, nothing is told. That it cannot be reached is logged once and stops no one. Any thread
/// but an event loop.
public final class Notifier {
    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);

    /// What `FDNAME=` may hold.
    private static final Pattern NAME = Pattern.compile("[!-~&&[^:]]{1,255}");

    private final Optional<NotifySocket> socket;
    private final Optional<Duration> watchdog;
    private final AtomicBoolean unreachable = new AtomicBoolean();

    private Notifier(Optional<NotifySocket> socket, Optional<Duration> watchdog) {
        this.socket = socket;
        this.watchdog = watchdog;
    }

    /// @param environment `NOTIFY_SOCKET`, `WATCHDOG_USEC` and `WATCHDOG_PID` of this process
    /// @param ownPid a watchdog for another process is not ours to answer
    public static Notifier of(Map<String, String> environment, long ownPid) {
        String address = environment.getOrDefault("NOTIFY_SOCKET", "");
        if (address.isEmpty()) {
            return none();
        }
        if (!NotifySocket.isAddress(address)) {
            LOG.warn(
                    "NOTIFY_SOCKET is '{}', which is neither a path nor @name: the service manager"
                            + " is told nothing",
                    address);
            return none();
        }
        return new Notifier(Optional.of(new NotifySocket(address)), watchdog(environment, ownPid));
    }

    public static Notifier none() {
        return new Notifier(Optional.empty(), Optional.empty());
    }

    public boolean isThere() {
        return socket.isPresent();
    }

    /// How long it waits for [#alive] before it takes this process for hung.
    public Optional<Duration> watchdog() {
        return watchdog;
    }

    /// The service serves: at first, and again after [#reloading].
    public void ready() {
        tell("READY=1");
    }

    /// `Type=notify-reload` wants to know that the reload began after its signal: by
    /// `CLOCK_MONOTONIC`, which is what [System#nanoTime] reads on Linux. Services of other types
    /// ignore the time.
    public void reloading() {
        tell("RELOADING=1\nMONOTONIC_USEC=" + TimeUnit.NANOSECONDS.toMicros(System.nanoTime()));
    }

    public void stopping() {
        tell("STOPPING=1");
    }

    /// @param line shown by `systemctl status`
    public void status(String line) {
        tell("STATUS=" + line.replaceAll("\\p{Cntrl}", " "));
    }

    /// Another [#watchdog] of patience, please.
    public void alive() {
        tell("WATCHDOG=1");
    }

    /// Gives the manager a copy of the descriptor to hold over restarts (`FileDescriptorStoreMax=`
    /// says how many it takes).
    ///
    /// @param name under which the next process gets it: printable ASCII without space and colon
    public void keep(String name, int descriptor) {
        tell("FDSTORE=1\nFDNAME=" + checked(name), descriptor);
    }

    /// Drops all descriptors that were kept under this name.
    public void forget(String name) {
        tell("FDSTOREREMOVE=1\nFDNAME=" + checked(name));
    }

    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    private void tell(String message, int... descriptors) {
        if (socket.isEmpty()) {
            return;
        }
        try {
            socket.get().send(message, descriptors);
            unreachable.set(false);
        } catch (IOException failed) {
            if (!unreachable.getAndSet(true)) {
                LOG.warn(
                        "the service manager cannot be told '{}' at {}: {}",
                        message.replace('\n', ' '),
                        socket.get().address(),
                        failed.toString());
            }
        }
    }

    private static String checked(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "'" + name + "' names no descriptor: 1 to 255 of printable ASCII, no colon");
        }
        return name;
    }

    private static Optional<Duration> watchdog(Map<String, String> environment, long ownPid) {
        String micros = environment.getOrDefault("WATCHDOG_USEC", "");
        String pid = environment.getOrDefault("WATCHDOG_PID", "");
        if (!micros.matches("[1-9][0-9]{0,17}")
                || !(pid.isEmpty() || pid.equals(Long.toString(ownPid)))) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(Long.parseLong(micros))));
    }
}
