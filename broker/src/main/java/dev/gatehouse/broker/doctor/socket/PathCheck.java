package dev.gatehouse.broker.doctor.socket;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.doctor.finding.Check;
import dev.gatehouse.broker.doctor.finding.FileFacts;
import dev.gatehouse.broker.doctor.finding.Findings;
import dev.gatehouse.broker.doctor.finding.Site;
import dev.gatehouse.broker.doctor.finding.Symptom;
import dev.gatehouse.protocol.SocketLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The agent's directory, and each one above it: who could put a socket of their own there, and
/// whether the agent gets in.
public record PathCheck(Site site, Agent served) implements Check {
    private static final int GROUP_ENTERS = 0050;
    private static final int OTHERS = 0007;
    private static final int OTHERS_ENTER = 0001;

    @Override
    public String name() {
        return "path";
    }

    @Override
    public Optional<AgentName> agent() {
        return Optional.of(served.name());
    }

    static Path directory(Site site, AgentName agent) {
        return site.configuration()
                .runtimeDirectory()
                .resolve(SocketLayout.AGENTS_DIRECTORY)
                .resolve(agent.value());
    }

    @Override
    public void look(Findings findings) throws IOException {
        Path directory = directory(site, served.name());
        boolean sound = true;
        for (Path at = directory; at != null; at = at.getParent()) {
            if (Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
                sound &= isSafe(at, findings);
            }
        }
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            findings.of(Symptom.DIRECTORY_MISSING, directory + " does not exist");
        } else if (isItsOwn(directory, findings) && sound) {
            findings.ok(directory + " is the broker's, and its group is the agent's");
        }
    }

    private boolean isSafe(Path path, Findings findings) throws IOException {
        FileFacts facts = FileFacts.of(path);
        if (!facts.isDirectory()) {
            if (path.startsWith(site.configuration().runtimeDirectory())) {
                findings.of(
                        Symptom.NOT_A_DIRECTORY,
                        path + " is not a directory",
                        Map.of("path", path));
                return false;
            }
            return true;
        }
        if (facts.uid() != 0 && facts.uid() != site.brokerUid()) {
            findings.of(
                    Symptom.PATH_OWNER,
                    "%s belongs to uid %d, and the broker is uid %d"
                            .formatted(path, facts.uid(), site.brokerUid()),
                    Map.of("path", path));
            return false;
        }
        if (facts.isReplaceable()) {
            findings.of(
                    Symptom.PATH_WRITABLE,
                    "%s can be written by others (mode %s)".formatted(path, facts.octal()),
                    Map.of("path", path));
            return false;
        }
        boolean above = !path.equals(directory(site, served.name()));
        if (above
                && !facts.hasAny(OTHERS_ENTER)
                && facts.uid() != served.socket().uid()
                && facts.gid() != served.socket().gid()) {
            findings.of(
                    Symptom.PATH_CLOSED,
                    "%s (mode %s) keeps uid %d out"
                            .formatted(path, facts.octal(), served.socket().uid()),
                    Map.of("path", path));
            return false;
        }
        return true;
    }

    private boolean isItsOwn(Path directory, Findings findings) throws IOException {
        FileFacts facts = FileFacts.of(directory);
        if (!facts.isDirectory()) {
            return false;
        }
        if (facts.gid() != served.socket().gid()) {
            findings.of(
                    Symptom.DIRECTORY_GROUP,
                    "%s belongs to group %d, and the agent's is %d"
                            .formatted(directory, facts.gid(), served.socket().gid()),
                    Map.of("path", directory, "gid", served.socket().gid()));
            return false;
        }
        if ((facts.mode() & GROUP_ENTERS) != GROUP_ENTERS || facts.hasAny(OTHERS)) {
            findings.of(
                    Symptom.DIRECTORY_MODE,
                    "%s has mode %s, and 0750 is right".formatted(directory, facts.octal()),
                    Map.of("path", directory));
            return false;
        }
        return true;
    }
}
