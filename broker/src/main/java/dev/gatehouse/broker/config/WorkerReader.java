package dev.gatehouse.broker.config;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads `worker` of an agent and `workers` of the file, all of whose keys have defaults.
final class WorkerReader {
    private static final long LEAST_MEMORY_BYTES = 64L << 20;
    private static final long MOST_MEMORY_BYTES = 1L << 40;
    private static final BigDecimal LEAST_CPUS = new BigDecimal("0.01");
    private static final BigDecimal MOST_CPUS = new BigDecimal(1024);
    private static final int LEAST_PIDS = 32;
    private static final int MOST_PIDS = 1_000_000;
    private static final long LEAST_TMP_BYTES = 1L << 20;
    private static final Pattern IMAGE =
            Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._/:@-]{0,254}(?<![/:@-])");
    private static final Pattern NETWORK = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,127}");

    private WorkerReader() {}

    static WorkerSettings read(Section agent) {
        return agent.optional("worker")
                .flatMap(value -> value.section(Block.WORKER))
                .map(WorkerReader::settings)
                .orElse(WorkerSettings.DEFAULT);
    }

    static WorkersSettings readShared(Section root) {
        WorkersSettings otherwise = WorkersSettings.DEFAULT;
        return root.optional("workers")
                .flatMap(value -> value.section(Block.WORKERS))
                .map(workers ->
                        new WorkersSettings(
                                path(workers, "directory").orElse(otherwise.directory()),
                                path(workers, "mounts").orElse(otherwise.allowedMounts())))
                .orElse(otherwise);
    }

    private static WorkerSettings settings(Section worker) {
        WorkerSettings otherwise = WorkerSettings.DEFAULT;
        return new WorkerSettings(
                worker.optional("image").flatMap(WorkerReader::image).orElse(otherwise.image()),
                worker.optional("memory")
                        .flatMap(value -> value.bytes(LEAST_MEMORY_BYTES, MOST_MEMORY_BYTES))
                        .orElse(otherwise.memoryBytes()),
                worker.optional("cpus")
                        .flatMap(value -> value.decimal(LEAST_CPUS, MOST_CPUS))
                        .map(cpus -> cpus.movePointRight(9).longValue())
                        .orElse(otherwise.nanoCpus()),
                worker.optional("pids")
                        .flatMap(value -> value.number(LEAST_PIDS, MOST_PIDS))
                        .orElse(otherwise.pids()),
                worker.optional("tmp")
                        .flatMap(value -> value.bytes(LEAST_TMP_BYTES, MOST_MEMORY_BYTES))
                        .orElse(otherwise.tmpBytes()),
                worker.optional("network")
                        .flatMap(WorkerReader::network)
                        .orElse(otherwise.network()),
                worker.optional("time-zone").flatMap(WorkerReader::zone),
                worker.optional("mounts").map(WorkerReader::mounts).orElse(List.of()));
    }

    private static Optional<String> image(Value value) {
        Optional<String> image = value.text();
        if (image.isPresent() && !IMAGE.matcher(image.get()).matches()) {
            value.error(
                    Secrecy.quote(image.get()) + " is not an image",
                    "write one such as gatehouse-worker:shell");
            return Optional.empty();
        }
        return image;
    }

    private static Optional<String> network(Value value) {
        Optional<String> network = value.text();
        if (network.isEmpty() || network.get().equals(WorkerSettings.DEFAULT.network())) {
            return network;
        }
        if (!NETWORK.matcher(network.get()).matches()
                || network.get().equals("host")
                || network.get().equals("container")) {
            value.error(
                    Secrecy.quote(network.get()) + " is not a network for a worker",
                    "write none, or the name of a Docker network; never the host's");
            return Optional.empty();
        }
        value.warning(
                "a worker with a network reaches more than the broker: the forge itself, by any"
                        + " credential it finds, and whatever else that network leads to",
                "write none, or be sure that the forge cannot be reached from there");
        return network;
    }

    private static Optional<ZoneId> zone(Value value) {
        return value.text()
                .flatMap(text -> {
                    try {
                        return Optional.of(ZoneId.of(text));
                    } catch (DateTimeException unknown) {
                        value.error(
                                Secrecy.quote(text) + " is not a time zone",
                                "write one such as Europe/Berlin, or UTC");
                        return Optional.empty();
                    }
                });
    }

    private static List<WorkerSettings.Mount> mounts(Value value) {
        return value.indexedItems().stream()
                .map(WorkerReader::mount)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<WorkerSettings.Mount> mount(Value value) {
        return value.section(Block.MOUNT)
                .flatMap(mount -> {
                    Optional<Path> source =
                            mount.required("source", "name the folder of the host")
                                    .flatMap(Value::absolutePath);
                    Optional<Path> target =
                            mount.required("target", "name the place in the container")
                                    .flatMap(Value::absolutePath);
                    boolean writable =
                            mount.optional("writable").flatMap(Value::flag).orElse(false);
                    return source.isEmpty() || target.isEmpty()
                            ? Optional.empty()
                            : Optional.of(
                                    new WorkerSettings.Mount(source.get(), target.get(), writable));
                });
    }

    private static Optional<Path> path(Section workers, String key) {
        return workers.optional(key).flatMap(Value::absolutePath);
    }
}
