package dev.gatehouse.broker.doctor.socket;

import dev.gatehouse.broker.doctor.finding.Check;
import dev.gatehouse.broker.doctor.finding.FileFacts;
import dev.gatehouse.broker.doctor.finding.Findings;
import dev.gatehouse.broker.doctor.finding.Site;
import dev.gatehouse.broker.doctor.finding.Symptom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/// Whether a broker is there, and answers the operator; and that it sees the directory that the
/// host sees.
public record AdminCheck(Site site, Listeners listeners, Path processes) implements Check {
    /// As every broker with an admin socket has answered so far, if only with 404.
    private static final String ANY_TARGET = "/v1/status";

    @Override
    public String name() {
        return "broker";
    }

    @Override
    public void look(Findings findings) throws IOException {
        Path socket = site.adminSocket();
        Listeners.At at = listeners.at(socket);
        if (!at.isListenedAt() || !Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            findings.of(Symptom.BROKER_DOWN, "nobody listens at " + socket);
            return;
        }
        if (at.isKeptOnly()) {
            findings.of(
                    Symptom.BROKER_DOWN,
                    "systemd keeps " + socket + ", and no broker has taken it");
            return;
        }
        for (Holder holder : at.holders()) {
            compareView(holder, findings);
        }
        if (!mayAsk(socket)) {
            findings.of(Symptom.ADMIN_REFUSED, socket + " is not for uid " + site.ownUid());
            return;
        }
        switch (Knocker.DEFAULT.get(socket, ANY_TARGET)) {
            case Knock.Answered answered -> answered(findings, answered);
            case Knock.Silent silent ->
                    findings.of(
                            Symptom.BROKER_HUNG,
                            "%s takes the connection, and does not answer within %d ms"
                                    .formatted(socket, silent.limit().toMillis()),
                            Map.of("pids", at.pids()));
            case Knock.Cut _ ->
                    findings.of(
                            Symptom.ADMIN_REFUSED,
                            "%s cuts the connection of uid %d".formatted(socket, site.ownUid()));
            case Knock.Garbled _ ->
                    findings.of(
                            Symptom.BROKER_GARBLED,
                            "what listens at " + socket + " does not speak HTTP",
                            Map.of("path", socket));
            case Knock.NotConnected(String why) ->
                    findings.of(
                            Symptom.BROKER_DOWN,
                            "%s is not to be reached: %s".formatted(socket, why));
        }
    }

    private boolean mayAsk(Path socket) throws IOException {
        return site.ownUid() == 0 || FileFacts.of(socket).uid() == site.ownUid();
    }

    private void answered(Findings findings, Knock.Answered answered) {
        long millis = answered.time().toMillis();
        if (millis > Knocker.SLOW.toMillis()) {
            findings.of(
                    Symptom.BROKER_SLOW,
                    "%s answers in %d ms".formatted(site.adminSocket(), millis));
        } else {
            findings.ok("the broker answers at %s in %d ms".formatted(site.adminSocket(), millis));
        }
    }

    /// The directory that the process finds under this name, by its own root and mounts.
    private void compareView(Holder holder, Findings findings) throws IOException {
        Path directory = site.configuration().runtimeDirectory();
        Path seen =
                processes
                        .resolve(Integer.toString(holder.pid()))
                        .resolve("root")
                        .resolve(Objects.requireNonNull(directory.getRoot()).relativize(directory));
        if (holder.isServiceManager() || !Files.isReadable(seen)) {
            return;
        }
        if (FileFacts.of(seen).inode() != FileFacts.of(directory).inode()) {
            findings.of(
                    Symptom.BROKER_SEES_ANOTHER_DIRECTORY,
                    "%s is another directory for %s".formatted(directory, holder));
        }
    }
}
