package dev.gatehouse.broker;

import dev.gatehouse.broker.admin.server.AdminStrangers;
import dev.gatehouse.broker.admin.server.RaisedAlarm;
import dev.gatehouse.broker.admin.server.RecentAlarms;
import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.ContainerId;
import dev.gatehouse.broker.agent.Peer;
import dev.gatehouse.broker.audit.AuditEvent;
import dev.gatehouse.broker.audit.AuditLog;
import dev.gatehouse.broker.audit.Phrase;
import dev.gatehouse.broker.credential.Alarm;
import dev.gatehouse.broker.credential.LoggedAlarms;
import dev.gatehouse.broker.listener.Descriptors;
import dev.gatehouse.broker.listener.PeerMismatch;
import dev.gatehouse.broker.listener.Strangers;
import dev.gatehouse.broker.metrics.Metrics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the operator must hear of goes four ways: to the log, to the audit, to who asks at the
/// admin socket, and to the command that is configured for it.
final class Alarms
        implements dev.gatehouse.broker.credential.Alarms,
                Strangers,
                AdminStrangers,
                Descriptors.Watcher {
    private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);

    private static final int STRANGERS_A_MINUTE = 20;

    private final LoggedAlarms log = new LoggedAlarms();
    private final AuditLog audit;
    private final Metrics metrics;
    private final RecentAlarms recent;

    private long minuteStartNanos = System.nanoTime();
    private int strangersThisMinute;
    private OptionalLong shortSinceNanos = OptionalLong.empty();

    private final List<String> command;
    private final Map<String, String> environment;

    /// @param environment what the command gets to see
    Alarms(
            AuditLog audit,
            Metrics metrics,
            RecentAlarms recent,
            List<String> command,
            Map<String, String> environment) {
        this.audit = audit;
        this.metrics = metrics;
        this.recent = recent;
        this.command = command;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public void raise(Alarm alarm) {
        log.raise(alarm);
        AuditEvent.Cause cause =
                switch (alarm) {
                    case Alarm.CredentialRejected _, Alarm.KeyRejected _ ->
                            AuditEvent.Cause.CREDENTIAL_REJECTED;
                    case Alarm.IdentityMismatch _, Alarm.AccountUnproven _ ->
                            AuditEvent.Cause.IDENTITY_MISMATCH;
                    case Alarm.TokenEchoed _ -> AuditEvent.Cause.SECRET_IN_ANSWER;
                    case Alarm.TokenUnreadable _ -> AuditEvent.Cause.OTHER;
                };
        audit.alarm(
                new AuditEvent.Alarm(
                        cause,
                        Optional.of(alarm.agent()),
                        Phrase.masked("credential of agent " + alarm.agent())));
        remember(cause, Optional.of(alarm.agent()), LoggedAlarms.sentence(alarm));
        tell(cause.word(), alarm.agent().value());
    }

    private void remember(AuditEvent.Cause cause, Optional<AgentName> agent, String detail) {
        metrics.alarm(cause.word(), agent);
        recent.add(new RaisedAlarm(Instant.now(), cause.word(), agent, detail));
    }

    @Override
    public void refused(Agent agent, Peer peer, PeerMismatch mismatch) {
        if (isFlood()) {
            LOG.debug("uid {} called the socket of agent {} again", peer.uid(), agent.name());
            return;
        }
        String what =
                "uid %d (pid %d%s) called the socket of agent %s: closed, since %s"
                        .formatted(
                                peer.uid(),
                                peer.pid(),
                                peer.container()
                                        .map(container -> ", container " + container)
                                        .orElse(""),
                                agent.name(),
                                why(agent, peer, mismatch));
        LOG.warn("{}", what);
        audit.peerRejected(new AuditEvent.PeerRejected(agent.name(), peer, word(mismatch)));
        remember(AuditEvent.Cause.PEER_MISMATCH, Optional.of(agent.name()), what);
        tell(AuditEvent.Cause.PEER_MISMATCH.word(), agent.name().value());
    }

    @Override
    public void refusedAsOperator(Peer peer) {
        if (isFlood()) {
            LOG.debug("uid {} called the admin socket again", peer.uid());
            return;
        }
        String what =
                "uid %d (pid %d) called the admin socket, which is for root and the broker's own user: closed"
                        .formatted(peer.uid(), peer.pid());
        LOG.warn("{}", what);
        audit.alarm(
                new AuditEvent.Alarm(
                        AuditEvent.Cause.PEER_MISMATCH,
                        Optional.empty(),
                        Phrase.masked("uid " + peer.uid() + " called the admin socket")));
        remember(AuditEvent.Cause.PEER_MISMATCH, Optional.empty(), what);
        tell(AuditEvent.Cause.PEER_MISMATCH.word(), "admin.sock");
    }

    @Override
    public void runShort(Path socket, int limit) {
        if (!isNewShortage()) {
            LOG.debug("{} accepts no connection either: file descriptors are short", socket);
            return;
        }
        String what =
                "file descriptors are short (%d may be open): %s accepts no more until some are closed; see 'gatehouse status' for who holds connections, and raise LimitNOFILE= of gatehouse.service"
                        .formatted(limit, socket);
        LOG.error("{}", what);
        AuditEvent.Cause cause = AuditEvent.Cause.DESCRIPTORS_SHORT;
        audit.alarm(
                new AuditEvent.Alarm(
                        cause, Optional.empty(), Phrase.masked("file descriptors are short")));
        remember(cause, Optional.empty(), what);
        tell(cause.word(), socket.toString());
    }

    /// One alarm a minute, however many sockets are concerned.
    private synchronized boolean isNewShortage() {
        long now = System.nanoTime();
        if (shortSinceNanos.isPresent()
                && now - shortSinceNanos.getAsLong() < Duration.ofMinutes(1).toNanos()) {
            return false;
        }
        shortSinceNanos = OptionalLong.of(now);
        return true;
    }

    private static String why(Agent agent, Peer peer, PeerMismatch mismatch) {
        return switch (mismatch) {
            case PeerMismatch.OtherUser _ -> "the agent runs as uid " + agent.socket().uid();
            case PeerMismatch.OtherOrigin(ContainerId registered) ->
                    (peer.container().isPresent() ? "" : "it runs on the host, and ")
                            + "the agent runs in container "
                            + registered;
            case PeerMismatch.Unattested(String reason) ->
                    "where the process runs is not known: " + reason;
            case PeerMismatch.NoneRegistered(String reason) -> reason;
        };
    }

    private static AuditEvent.Mismatch word(PeerMismatch mismatch) {
        return switch (mismatch) {
            case PeerMismatch.OtherUser _ -> AuditEvent.Mismatch.UID;
            case PeerMismatch.OtherOrigin _, PeerMismatch.NoneRegistered _ ->
                    AuditEvent.Mismatch.CONTAINER;
            case PeerMismatch.Unattested _ -> AuditEvent.Mismatch.UNKNOWN_PEER;
        };
    }

    /// A stranger must not be able to fill the audit by calling again and again.
    private synchronized boolean isFlood() {
        long now = System.nanoTime();
        if (now - minuteStartNanos >= Duration.ofMinutes(1).toNanos()) {
            minuteStartNanos = now;
            strangersThisMinute = 0;
        }
        return ++strangersThisMinute > STRANGERS_A_MINUTE;
    }

    /// Runs the operator's command with the alarm's word and what it is about, mostly an agent's
    /// name, as its last arguments.
    private void tell(String word, String about) {
        if (command.isEmpty()) {
            return;
        }
        List<String> arguments = new ArrayList<>(command);
        arguments.add(word);
        arguments.add(about);
        Thread.ofVirtual().name("alarm").start(() -> run(arguments));
    }

    private void run(List<String> arguments) {
        ProcessBuilder builder =
                new ProcessBuilder(arguments)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                LOG.error("alarm-command did not end within 30 s and was killed");
            }
        } catch (IOException notStarted) {
            LOG.error("alarm-command cannot be run: {}", notStarted.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
