package dev.gatehouse.broker.worker.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The command lines by which a run becomes a process group of its own, and by which such a group
/// is ended. Scripts here are constants: what a caller gives is only ever an argument.
final class ProcessGroup {
    /// Says its group on standard error before the command runs, so that nothing the command does
    /// can change which group is ended. Most runtimes make what they exec a leader already; where
    /// one does not, `setsid` does so without another process, and the exit status stays true.
    private static final String RUN =
            "echo \"$$\" >&2; kill -0 \"-$$\" 2>/dev/null || exec setsid \"$@\"; exec \"$@\"";

    /// The group first, which takes no new process: the limit of processes may be reached.
    private static final String END =
            """
            [ -z "$2" ] || kill -s "$1" -- "-$2" 2>/dev/null
            [ "$1" = KILL ] || [ -z "$2" ] || exit 0
            for file in $(grep -slz "^GATEHOUSE_RUN=$3\\$" /proc/[0-9]*/environ); do
                pid=${file#/proc/}
                kill -s "$1" "${pid%/environ}" 2>/dev/null
            done
            """;

    private static final String NAME = "gatehouse-run-";

    private ProcessGroup() {}

    static List<String> run(RunId id, List<String> command) {
        List<String> words = new ArrayList<>(List.of("sh", "-c", RUN, NAME + id));
        words.addAll(command);
        return words;
    }

    /// @param group its number, or an empty text where it is not known
    /// @param signal `TERM`, which goes to the group, or `KILL`, which goes to every process that
    ///   has the run's mark as well
    static List<String> end(RunId id, String group, String signal) {
        return List.of("sh", "-c", END, "gatehouse-end", signal, group, id.value());
    }

    /// Reads back what [#run] made.
    ///
    /// @param arguments without the first word, as the engine gives them
    static Optional<UnderWay> underWay(List<String> arguments) {
        if (arguments.size() < 4
                || !arguments.get(1).equals(RUN)
                || !arguments.get(2).startsWith(NAME)) {
            return Optional.empty();
        }
        return Optional.of(
                new UnderWay(
                        new RunId(arguments.get(2).substring(NAME.length())),
                        arguments.subList(3, arguments.size())));
    }
}
