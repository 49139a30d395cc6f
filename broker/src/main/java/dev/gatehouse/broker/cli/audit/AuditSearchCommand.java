package dev.gatehouse.broker.cli.audit;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "search",
        description = {
            "Finds calls in the audit log, rotated files included, without the broker.",
            "Patterns hold '*' for any characters. Times are 30m, 2h, 7d ago, 2026-11-21,"
                    + " or 2026-11-21T15:00:00Z.",
            "Exit status: 0 found, 1 failed, 2 usage, 3 nothing found."
        },
        mixinStandardHelpOptions = true)
public final class AuditSearchCommand implements Callable<Integer> {
    /// Not 1, which says that the search itself failed.
    private static final int NOTHING_FOUND = 3;

    @Mixin private LogOption log = new LogOption();

    @Option(names = "--agent", paramLabel = "AGENT", description = "Only of this agent.")
    private Optional<String> agent = Optional.empty();

    @Option(
            names = "--repository",
            paramLabel = "PATTERN",
            description = "Only on such a repository, as OWNER/NAME.")
    private Optional<String> repository = Optional.empty();

    @Option(
            names = "--ref",
            paramLabel = "PATTERN",
            description = "Only pushes to such a ref, by its full or its short name.")
    private Optional<String> ref = Optional.empty();

    @Option(
            names = "--operation",
            paramLabel = "PATTERN",
            description = "Only such an operation or git service.")
    private Optional<String> operation = Optional.empty();

    @Option(
            names = "--request",
            paramLabel = "ID",
            description = "Only this exchange, as the header Gatehouse-Exchange names it.")
    private Optional<String> request = Optional.empty();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Moment.class,
            description = "Only from then on.")
    private Optional<Instant> since = Optional.empty();

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = Moment.class,
            description = "Only until then.")
    private Optional<Instant> until = Optional.empty();

    @Option(names = "--refused", description = "Only what was refused.")
    private boolean refused;

    @Option(names = "--json", description = "Show the records as they stand in the log.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        RecordPrinter printer = new RecordPrinter(filter(), json, Paint.ofThisProcess());
        AtomicBoolean found = new AtomicBoolean();
        Consumer<String> show =
                line -> {
                    out.println(line);
                    found.set(true);
                };
        log.read(since, spec.commandLine().getErr(), line -> printer.shown(line).ifPresent(show));
        printer.underWay().forEach(show);
        return found.get() ? 0 : NOTHING_FOUND;
    }

    private RecordFilter filter() {
        return new RecordFilter(
                agent,
                repository.map(Wildcard::of),
                ref.map(Wildcard::of),
                operation.map(Wildcard::of),
                request,
                since,
                until,
                refused);
    }
}
