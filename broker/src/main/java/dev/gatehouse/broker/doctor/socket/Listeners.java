package dev.gatehouse.broker.doctor.socket;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Who listens where, looked at once for all checks. Any thread. It connects to nothing: a broker
/// takes a stranger's connection for an attack.
public final class Listeners {
    private final Path processes;
    private @Nullable UnixTable table;
    private Processes.@Nullable Sight sight;

    public Listeners(Path processes) {
        this.processes = processes;
    }

    /// @param sockets how many listening sockets were bound to the path
    /// @param complete whether every process could be looked at
    public record At(int sockets, List<Holder> holders, boolean complete) {
        boolean isListenedAt() {
            return sockets > 0;
        }

        /// Whether systemd keeps the socket, and no broker has taken it over: calls wait.
        boolean isKeptOnly() {
            return !holders.isEmpty() && holders.stream().allMatch(Holder::isServiceManager);
        }

        /// Of those that may be ended; none of systemd's.
        String pids() {
            return String.join(
                    " ",
                    holders.stream()
                            .filter(holder -> !holder.isServiceManager())
                            .map(holder -> Integer.toString(holder.pid()))
                            .toList());
        }
    }

    public synchronized At at(Path path) throws IOException {
        if (table == null) {
            table = UnixTable.read(processes);
        }
        List<Long> inodes = table.at(path);
        if (inodes.isEmpty()) {
            return new At(0, List.of(), true);
        }
        if (sight == null) {
            sight = new Processes(processes).look();
        }
        Processes.Sight seen = sight;
        return new At(
                inodes.size(),
                inodes.stream().flatMap(inode -> seen.of(inode).stream()).distinct().toList(),
                seen.complete());
    }

    /// The user of the broker that listens there, where one is seen.
    public OptionalInt brokerAt(Path path) throws IOException {
        return at(path).holders().stream()
                .filter(holder -> !holder.isServiceManager() && holder.looksLikeABroker())
                .mapToInt(Holder::uid)
                .findFirst();
    }
}
