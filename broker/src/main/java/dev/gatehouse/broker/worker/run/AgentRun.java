package dev.gatehouse.broker.worker.run;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.SocketOwner;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One command to run in an agent's container. Its words go to the program as they are: no shell
/// reads them. No terminal is made for it.
///
/// @param container name or id
/// @param user whose uid and gid it runs with; both, as Docker takes 0 for a group that is not
///   given
/// @param environment what is added to the container's; refused where a name sounds like a secret's
/// @param directory in the container; the image's own where there is none
/// @param input what the program reads, up to its end; an empty input where there is none
/// @param logged whether a log file of it is kept
public record AgentRun(
        AgentName agent,
        String container,
        SocketOwner user,
        List<String> command,
        SortedMap<String, String> environment,
        Optional<String> directory,
        Optional<InputStream> input,
        RunLimits limits,
        boolean logged) {
    public AgentRun {
        command = List.copyOf(command);
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
        if (command.isEmpty() || command.getFirst().isEmpty()) {
            throw new IllegalArgumentException("a run needs a command");
        }
        if (command.stream().anyMatch(word -> word.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException("a word of the command holds the character NUL");
        }
        if (directory.isPresent() && !directory.get().startsWith("/")) {
            throw new IllegalArgumentException(
                    "the directory " + directory.get() + " is not absolute");
        }
        environment.forEach(RunVariable::check);
    }

    /// With nothing given but the command.
    public static AgentRun of(
            AgentName agent, String container, SocketOwner user, List<String> command) {
        return new AgentRun(
                agent,
                container,
                user,
                command,
                new TreeMap<>(),
                Optional.empty(),
                Optional.empty(),
                RunLimits.DEFAULT,
                true);
    }

    public AgentRun withEnvironment(SortedMap<String, String> other) {
        return new AgentRun(
                agent, container, user, command, other, directory, input, limits, logged);
    }

    public AgentRun withDirectory(Optional<String> other) {
        return new AgentRun(
                agent, container, user, command, environment, other, input, limits, logged);
    }

    public AgentRun withInput(Optional<InputStream> other) {
        return new AgentRun(
                agent, container, user, command, environment, directory, other, limits, logged);
    }

    public AgentRun withLimits(RunLimits other) {
        return new AgentRun(
                agent, container, user, command, environment, directory, input, other, logged);
    }

    public AgentRun unlogged() {
        return new AgentRun(
                agent, container, user, command, environment, directory, input, limits, false);
    }

    String userAndGroup() {
        return user.uid() + ":" + user.gid();
    }
}
