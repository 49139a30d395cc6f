package dev.gatehouse.broker.cli.audit;

import dev.gatehouse.broker.audit.read.AuditLine;
import dev.gatehouse.broker.audit.read.AuditReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "tail",
        description = {
            "Shows the last calls of the audit log, whether the broker runs or not.",
            "One line for each call that ended; refusals with their rule and what can be done."
        },
        mixinStandardHelpOptions = true)
public final class TailCommand implements Callable<Integer> {
    private static final Duration PAUSE = Duration.ofMillis(200);

    @Mixin private LogOption log = new LogOption();

    @Option(
            names = {"-f", "--follow"},
            description = "Go on as the log grows, over rotations and restarts.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "20",
            description = "How many of the last to show (default: ${DEFAULT-VALUE}).")
    private int count = 20;

    @Option(names = "--agent", paramLabel = "AGENT", description = "Only of this agent.")
    private Optional<String> agent = Optional.empty();

    @Option(names = "--refused", description = "Only what was refused.")
    private boolean refused;

    @Option(names = "--json", description = "Show the records as they stand in the log.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        if (count < 0) {
            throw new ParameterException(spec.commandLine(), "-n takes 0 or more, not " + count);
        }
        PrintWriter out = spec.commandLine().getOut();
        Path file = log.readable(spec.commandLine().getErr());
        int files = 1;
        while (!show(file, files, out)) {
            files *= 2;
        }
        return 0;
    }

    /// @param files of how many of the log's last files the records are taken
    /// @return false where these hold too few, and there are more
    private boolean show(Path file, int files, PrintWriter out)
            throws IOException, InterruptedException {
        RecordPrinter printer = new RecordPrinter(filter(), json, Paint.ofThisProcess());
        try (AuditReader reader = AuditReader.ofLast(file, files)) {
            Deque<String> last = new ArrayDeque<>();
            StringBuilder damages = new StringBuilder();
            for (Optional<AuditLine> line = reader.next(); line.isPresent(); line = reader.next()) {
                damaged(line.get()).ifPresent(text -> damages.append(text).append('\n'));
                printer.shown(line.get()).ifPresent(last::add);
                if (last.size() > count) {
                    last.removeFirst();
                }
            }
            if (last.size() < count && files < AuditReader.files(file)) {
                return false;
            }
            spec.commandLine().getErr().print(damages);
            last.forEach(out::println);
            if (follow) {
                follow(reader, printer, out);
            } else {
                printer.underWay().forEach(out::println);
            }
            out.flush();
            return true;
        }
    }

    /// Until the process is told to end, or nobody reads any more.
    private void follow(AuditReader reader, RecordPrinter printer, PrintWriter out)
            throws IOException, InterruptedException {
        while (!out.checkError()) {
            Optional<AuditLine> line = reader.next();
            if (line.isEmpty()) {
                Thread.sleep(PAUSE);
                continue;
            }
            damaged(line.get()).ifPresent(spec.commandLine().getErr()::println);
            printer.shown(line.get()).ifPresent(out::println);
        }
    }

    private static Optional<String> damaged(AuditLine line) {
        return line instanceof AuditLine.Damaged damaged
                ? Optional.of("gatehouse: " + damaged)
                : Optional.empty();
    }

    private RecordFilter filter() {
        return new RecordFilter(
                agent,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                refused);
    }
}
