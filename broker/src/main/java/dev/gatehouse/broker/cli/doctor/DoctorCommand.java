package dev.gatehouse.broker.cli.doctor;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.cli.ConfigurationFile;
import dev.gatehouse.broker.cli.Daemon;
import dev.gatehouse.broker.config.Reading;
import dev.gatehouse.broker.doctor.Checkup;
import dev.gatehouse.broker.doctor.Examination;
import dev.gatehouse.broker.doctor.Means;
import dev.gatehouse.broker.doctor.finding.Finding;
import dev.gatehouse.broker.doctor.finding.Level;
import dev.gatehouse.broker.worker.sight.DockerSight;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `gatehouse doctor`. Changes nothing.
@Command(
        name = "doctor",
        description = {
            "Says what is wrong with this installation, why it matters, and how to mend it.",
            "Works with the broker up, down or hung; run it as root, or much cannot be seen.",
            "Exit status: 0 all is well, 1 warnings, 2 usage, 3 errors."
        },
        mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {
    @Mixin private ConfigurationFile configuration = new ConfigurationFile();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--verbose", description = "Also say each thing that is well.")
    private boolean verbose;

    @Parameters(
            paramLabel = "AGENT",
            arity = "0..1",
            description = "The one agent to look at (default: all of the configuration).")
    private Optional<String> agent = Optional.empty();

    @Spec private CommandSpec spec = CommandSpec.create();

    private final Daemon daemon;

    public DoctorCommand(Daemon daemon) {
        this.daemon = daemon;
    }

    @Override
    public Integer call() throws Exception {
        Path file = configuration.file().toAbsolutePath();
        Reading reading = ConfigurationFile.reader().read(file);
        Optional<AgentName> only = only(reading);
        Means means =
                Means.ofThisHost(
                        daemon.uid(),
                        version(),
                        () -> DockerSight.open(daemon.dockerHost()),
                        daemon::openDesk);
        List<Finding> findings = new Checkup(means, file, reading).make(only, Examination.LIMIT);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(DoctorJson.of(findings));
        } else {
            out.print(DoctorText.of(findings, verbose));
        }
        out.flush();
        return exit(DoctorJson.worst(findings));
    }

    static int exit(Level worst) {
        return switch (worst) {
            case OK -> 0;
            case WARNING -> 1;
            case ERROR -> 3;
        };
    }

    private Optional<AgentName> only(Reading reading) {
        if (agent.isEmpty()) {
            return Optional.empty();
        }
        String name = agent.get();
        boolean known =
                AgentName.isValid(name)
                        && switch (reading) {
                            case Reading.Valid valid ->
                                    valid.configuration().agents().containsKey(new AgentName(name));
                            case Reading.Invalid _ -> true;
                        };
        if (!known) {
            throw new ParameterException(
                    spec.commandLine(),
                    "the configuration has no agent '"
                            + name
                            + "'; without one, all are looked at");
        }
        return Optional.of(new AgentName(name));
    }

    private String version() {
        String[] version = spec.root().version();
        return version.length == 0 ? "" : version[0].replace("gatehouse ", "");
    }
}
