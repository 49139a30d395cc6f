package dev.gatehouse.broker.cli.demo;

import dev.gatehouse.broker.agent.SocketOwner;
import dev.gatehouse.broker.cli.Daemon;
import dev.gatehouse.broker.cli.worker.DaemonRegistry;
import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.config.ConfigurationReader;
import dev.gatehouse.broker.config.Reading;
import dev.gatehouse.broker.config.WorkerSettings;
import dev.gatehouse.broker.worker.WorkerEngine;
import dev.gatehouse.demoforge.DemoForge;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description = {
            "Starts a small forge and a broker, works as two agents, and searches for the token.",
            "Uses loopback and a temporary directory only; ends by itself."
        },
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
    private final Daemon daemon;
    private final Supplier<ConfigurationReader> reader;

    @Option(
            names = "--forge",
            paramLabel = "FILE",
            description = "The forge command (default: the one beside this installation).")
    private Optional<Path> forgeCommand = Optional.empty();

    @Option(names = "--keep", description = "Keep the temporary directory and say where it is.")
    private boolean keep;

    @Option(names = "--on-host", description = "Do without containers, though Docker answers.")
    private boolean onHost;

    @Spec private CommandSpec spec = CommandSpec.create();

    public DemoCommand(Daemon daemon, Supplier<ConfigurationReader> reader) {
        this.daemon = daemon;
        this.reader = reader;
    }

    @Override
    public Integer call() throws Exception {
        Path forge =
                forgeCommand
                        .or(daemon::forgeCommand)
                        .orElseThrow(() ->
                                new IOException(
                                        "no forge command beside this installation: run ./dev build, or give --forge FILE"));
        Path directory = Files.createTempDirectory("gatehouse-demo-");
        try {
            return demonstrate(directory, forge);
        } finally {
            if (keep) {
                spec.commandLine().getOut().println("kept: " + directory);
            } else {
                delete(directory);
            }
        }
    }

    private int demonstrate(Path directory, Path command) throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (DemoForge forge = DemoForge.start(directory.resolve("forge"))) {
            Scene scene = new Scene(directory, forge);
            Stage stage = stage(out, scene, forge, command.toAbsolutePath());
            scene.writeToken(stage.agent("dev"), forge.token("dev-bot"));
            scene.writeToken(stage.agent("reviewer"), forge.token("reviewer-bot"));
            scene.writeConfiguration(stage);
            out.println(
                    "A demo forge answers at "
                            + forge.url()
                            + "; the broker keeps two tokens for it.");
            Configuration configuration = configuration(scene);
            try (Daemon.Running _ = daemon.start(configuration);
                    Stage _ = stage) {
                stage.open(configuration);
                out.println(stage.description());
                Story story = new Story(out, forge, scene, stage);
                story.tell();
                out.println();
                out.println("  Is a token anywhere that an agent can look?");
                TokenSearch search = new TokenSearch(out, story.tokens());
                story.search(search);
                return end(out, story, search);
            }
        }
    }

    /// Workers, where Docker answers and has their image.
    private Stage stage(PrintWriter out, Scene scene, DemoForge forge, Path command)
            throws IOException {
        SocketOwner user = scene.owner();
        if (!onHost) {
            try {
                WorkerEngine engine =
                        WorkerEngine.open(
                                daemon.dockerHost(),
                                new DaemonRegistry(scene.adminSocket()),
                                scene.workerDirectory());
                engine.requireImage(WorkerSettings.DEFAULT.image());
                SocketOwner worker =
                        user.uid() == 0
                                ? new SocketOwner(HostPlace.AGENT_UID, HostPlace.AGENT_UID)
                                : user;
                return new WorkerStage(scene, engine, worker, daemon.uid());
            } catch (IOException without) {
                out.println("Without containers: " + without.getMessage());
            }
        }
        return new HostStage(scene, forge, command, user);
    }

    private static int end(PrintWriter out, Story story, TokenSearch search) {
        boolean searchWorks = story.tokens().stream().allMatch(search::works);
        out.println();
        if (story.surprises().isEmpty() && search.found() == 0 && searchWorks) {
            out.printf(
                    "All steps ended as they should; %d tokens were in use, and none was found outside the broker.%n",
                    story.tokens().size());
            out.println("Next: gatehouse policy roles contribute   what that role may do");
            out.println("      gatehouse config check --config F   check your own configuration");
            out.println("      gatehouse serve --config F          serve your agents");
            return 0;
        }
        story.surprises().forEach(out::println);
        out.println("The demo did not end as it should.");
        return 1;
    }

    private Configuration configuration(Scene scene) throws IOException {
        return switch (reader.get().read(scene.configurationFile())) {
            case Reading.Valid valid -> valid.configuration();
            case Reading.Invalid invalid ->
                    throw new IOException(
                            "the demo's own configuration is invalid: " + invalid.problems());
        };
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> {
                        try {
                            Files.delete(file);
                        } catch (IOException failed) {
                            throw new UncheckedIOException(failed);
                        }
                    });
        }
    }
}
