package dev.gatehouse.broker.cli.demo;

import dev.gatehouse.broker.agent.SocketOwner;
import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.demoforge.DemoForge;
import dev.gatehouse.demoforge.misbehaviour.Misbehaviour;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The agents as processes of this host. All that crosses their sockets is written down for the
/// search, by a tap that stands before each of them.
final class HostStage implements Stage {
    private static final List<String> PARTS = List.of("dev", "reviewer");

    private final Scene scene;
    private final DemoForge forge;
    private final Path forgeCommand;
    private final SocketOwner user;
    private final Map<String, Tap> taps = new HashMap<>();
    private final Map<String, HostPlace> places = new HashMap<>();

    /// @param user of this process
    HostStage(Scene scene, DemoForge forge, Path forgeCommand, SocketOwner user) {
        this.scene = scene;
        this.forge = forge;
        this.forgeCommand = forgeCommand;
        this.user = user;
    }

    @Override
    public String agent(String part) {
        return part;
    }

    /// The taps.
    @Override
    public SocketOwner caller() {
        return user;
    }

    @Override
    public void open(Configuration configuration) throws IOException, InterruptedException {
        boolean root = user.uid() == 0;
        Path gitConfiguration = scene.gitConfiguration(forgeCommand);
        for (String part : PARTS) {
            taps.put(part, Tap.open(scene.tapSocket(part), scene.brokerSocket(part)));
            places.put(
                    part,
                    new HostPlace(
                            forgeCommand,
                            scene.emptyHome(part, root),
                            scene.tapSocket(part),
                            gitConfiguration,
                            root));
        }
    }

    @Override
    public String description() {
        return place("dev").hasOwnUser()
                ? "The agents run as uid "
                        + HostPlace.AGENT_UID
                        + ", in empty homes and an empty environment."
                : "The agents run as this user, in empty homes and an empty environment.";
    }

    @Override
    public HostPlace place(String part) {
        return Objects.requireNonNull(places.get(part), part);
    }

    /// While a call is under way, so that the process can be looked into.
    @Override
    public List<String> search(PrintWriter out, TokenSearch search)
            throws IOException, InterruptedException {
        String issues = "repos/charles/claude-hooks/issues";
        forge.misbehave("/api/v1/" + issues, new Misbehaviour.DelaysHead(Duration.ofSeconds(8)));
        Process call = place("reviewer").start(List.of("forge", "api", issues));
        Thread.sleep(Duration.ofMillis(1500));
        search.process("a forge call under way", call.toHandle());
        forge.behave();
        call.destroy();
        call.waitFor();
        for (String part : PARTS) {
            search.files("the " + part + " agent's home", place(part).home());
            search.bytes(
                    "all that crossed the " + part + " agent's socket",
                    Objects.requireNonNull(taps.get(part)).crossed());
        }
        return List.of();
    }

    @Override
    public void close() throws IOException {
        for (Tap tap : taps.values()) {
            tap.close();
        }
    }
}
