package dev.gatehouse.broker.doctor.socket;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.doctor.finding.Check;
import dev.gatehouse.broker.doctor.finding.FileFacts;
import dev.gatehouse.broker.doctor.finding.Findings;
import dev.gatehouse.broker.doctor.finding.Site;
import dev.gatehouse.broker.doctor.finding.Symptom;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// One socket file, and who listens behind it. It does not connect.
///
/// @param gid of the users who are let in; none: its owner only
public record SocketFileCheck(
        Site site, Listeners listeners, Optional<AgentName> agent, Path socket, OptionalInt gid)
        implements Check {
    private static final int PERMISSIONS = 0777;
    private static final int FOR_GROUP = 0660;
    private static final int FOR_OWNER = 0600;

    @Override
    public String name() {
        return "socket";
    }

    @Override
    public void look(Findings findings) throws IOException {
        Path directory = socket.getParent();
        if (directory == null || !Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return; // What the path's check says, of an agent; a broker that is down, of the host.
        }
        FileFacts facts;
        try {
            facts = FileFacts.of(socket);
        } catch (NoSuchFileException missing) {
            missing(findings);
            return;
        } catch (AccessDeniedException closed) {
            findings.of(Symptom.SOCKET_HOLDER_UNKNOWN, "this user may not look at " + socket);
            return;
        }
        if (!facts.isSocket()) {
            findings.of(
                    Symptom.SOCKET_NOT_A_SOCKET, socket + " is no socket", Map.of("path", socket));
            return;
        }
        boolean sound = isForItsUsers(facts, findings);
        Listeners.At at = listeners.at(socket);
        if (!at.isListenedAt()) {
            findings.of(Symptom.SOCKET_STALE, "nobody listens at " + socket);
        } else if (isHeldByTheBroker(at, findings) && sound) {
            findings.ok(socket + " is listened at by " + words(at.holders()));
        }
    }

    /// The admin socket of a broker that is down is missing anyhow.
    private void missing(Findings findings) {
        if (agent.isPresent()) {
            findings.of(Symptom.SOCKET_MISSING, socket + " does not exist");
        }
    }

    private boolean isForItsUsers(FileFacts facts, Findings findings) {
        int wanted = gid.isPresent() ? FOR_GROUP : FOR_OWNER;
        boolean mode = (facts.mode() & PERMISSIONS) == wanted;
        if (!mode) {
            findings.of(
                    Symptom.SOCKET_MODE,
                    "%s has mode %s".formatted(socket, facts.octal()),
                    Map.of("path", socket, "mode", String.format(Locale.ROOT, "%o", wanted)));
        }
        boolean group = gid.isEmpty() || facts.gid() == gid.getAsInt();
        if (!group) {
            findings.of(
                    Symptom.DIRECTORY_GROUP,
                    "%s belongs to group %d, and the agent's is %d"
                            .formatted(socket, facts.gid(), gid.getAsInt()),
                    Map.of("path", socket, "gid", gid.getAsInt()));
        }
        return mode && group;
    }

    private boolean isHeldByTheBroker(Listeners.At at, Findings findings) throws IOException {
        List<Holder> holders = at.holders();
        if (holders.isEmpty()) {
            findings.of(
                    Symptom.SOCKET_HOLDER_UNKNOWN,
                    at.complete()
                            ? "no process of this host has the socket open that listens at "
                                    + socket
                                    + ": is the broker in a container?"
                            : "who listens at " + socket + " can be seen by root only");
            return false;
        }
        List<Holder> brokers = listeners.at(site.adminSocket()).holders();
        List<Holder> strangers =
                holders.stream().filter(holder -> !isBroker(holder, brokers)).toList();
        if (strangers.isEmpty()) {
            return isBoundOnce(at, findings);
        }
        findings.of(
                Symptom.SOCKET_HELD_BY_ANOTHER,
                "%s is listened at by %s".formatted(socket, words(strangers)),
                Map.of(
                        "pids",
                        String.join(
                                " ",
                                strangers.stream()
                                        .map(holder -> Integer.toString(holder.pid()))
                                        .toList())));
        return false;
    }

    private boolean isBoundOnce(Listeners.At at, Findings findings) {
        if (at.sockets() > 1) {
            findings.of(
                    Symptom.SOCKET_BOUND_TWICE,
                    "%d sockets were bound at %s: %s"
                            .formatted(at.sockets(), socket, words(at.holders())),
                    Map.of("pids", at.pids()));
        }
        return at.sockets() == 1;
    }

    /// The broker is who has the admin socket too; where nobody has that, or this is it, the user
    /// and the program have to do.
    private boolean isBroker(Holder holder, List<Holder> brokers) {
        if (holder.isServiceManager()) {
            return true;
        }
        boolean ofItsUser = holder.uid() == 0 || holder.uid() == site.brokerUid();
        boolean known =
                brokers.stream().anyMatch(Holder::looksLikeABroker)
                        && !socket.equals(site.adminSocket());
        return ofItsUser && (known ? brokers.contains(holder) : holder.looksLikeABroker());
    }

    private static String words(List<Holder> holders) {
        return String.join(", ", holders.stream().map(Holder::toString).toList());
    }
}
