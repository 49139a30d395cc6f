package dev.gatehouse.broker.cli.audit;

import dev.gatehouse.broker.admission.replay.Change;
import dev.gatehouse.broker.admission.replay.Finding;
import dev.gatehouse.broker.admission.replay.Replay;
import dev.gatehouse.broker.cli.ConfigurationFile;
import dev.gatehouse.broker.route.Catalogue;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "replay",
        description = {
            "Decides the calls of the audit log again by the grants of another configuration, and"
                    + " tells what would newly be refused or allowed. Nothing is sent.",
            "Records hold no bodies: where a decision takes one, it is said that it cannot be told.",
            "Exit status: 0 nothing newly refused, 1 failed, 2 usage, 3 something newly refused."
        },
        mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {
    private static final int NEWLY_REFUSED = 3;

    @Mixin private LogOption log = new LogOption();

    @Option(
            names = "--policy",
            required = true,
            paramLabel = "NEW",
            description = "The configuration to try; only its 'agents' and their grants count.")
    private Path policy = Path.of("");

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Moment.class,
            description = "Only calls from then on: 7d ago, or a time of ISO 8601.")
    private Optional<Instant> since = Optional.empty();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        Replay replay = new Replay(Catalogue.load(), ConfigurationFile.read(policy, err).policy());
        log.read(
                since,
                err,
                line -> {
                    Instant time = line.record().place().time();
                    if (since.map(first -> !time.isBefore(first)).orElse(true)) {
                        replay.take(line.record());
                    }
                });
        replay.finish();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new JsonMapper().writeValueAsString(document(replay)));
        } else {
            print(replay, out);
        }
        return count(replay, Change.NEWLY_REFUSED) == 0 ? 0 : NEWLY_REFUSED;
    }

    private static void print(Replay replay, PrintWriter out) {
        for (Change change :
                List.of(Change.NEWLY_REFUSED, Change.NEWLY_ALLOWED, Change.CANNOT_TELL)) {
            out.printf("%-14s %d%n", change.word() + ":", count(replay, change));
            sorted(replay, change)
                    .forEach(found ->
                            out.printf(
                                    "  %6d  %s  %s%n",
                                    found.getValue(),
                                    Printable.text(what(found.getKey())),
                                    Printable.text(found.getKey().why())));
        }
        out.printf("%-14s %d%n", "unchanged:", replay.unchanged());
        out.printf("%-14s %d (no grant decides on these)%n", "other calls:", replay.otherCalls());
    }

    private static String what(Finding finding) {
        return finding.agent()
                + " "
                + finding.operation()
                + finding.repository().map(name -> " " + name).orElse("")
                + (finding.refs().isEmpty() ? "" : " " + String.join(" ", finding.refs()));
    }

    private static Map<String, Object> document(Replay replay) {
        Map<String, Object> document = new LinkedHashMap<>();
        for (Change change :
                List.of(Change.NEWLY_REFUSED, Change.NEWLY_ALLOWED, Change.CANNOT_TELL)) {
            document.put(
                    change.word().replace('-', '_'),
                    sorted(replay, change).stream().map(ReplayCommand::members).toList());
        }
        document.put("unchanged", replay.unchanged());
        document.put("other_calls", replay.otherCalls());
        return document;
    }

    private static Map<String, Object> members(Map.Entry<Finding, Long> found) {
        Finding finding = found.getKey();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("calls", found.getValue());
        members.put("agent", finding.agent().value());
        members.put("operation", finding.operation());
        finding.repository().ifPresent(name -> members.put("repository", name.toString()));
        members.put("refs", finding.refs());
        members.put("why", finding.why());
        return members;
    }

    private static long count(Replay replay, Change change) {
        return sorted(replay, change).stream().mapToLong(Map.Entry::getValue).sum();
    }

    /// The most frequent first.
    private static List<Map.Entry<Finding, Long>> sorted(Replay replay, Change change) {
        return replay.findings().entrySet().stream()
                .filter(found -> found.getKey().change() == change)
                .sorted(
                        Map.Entry.<Finding, Long>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(found -> what(found.getKey())))
                .toList();
    }
}
