package dev.gatehouse.broker.cli;

import dev.gatehouse.broker.config.Configuration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "serve",
        description = {
            "Serves every agent of the configuration until SIGTERM.",
            "Calls under way have 30 s to end; a second signal stops at once.",
            "A changed configuration is taken into force; an invalid one changes nothing."
        },
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private final Daemon daemon;

    @Mixin private ConfigurationFile configuration = new ConfigurationFile();

    @Spec private CommandSpec spec = CommandSpec.create();

    ServeCommand(Daemon daemon) {
        this.daemon = daemon;
    }

    @Override
    public Integer call() throws Exception {
        Configuration valid = configuration.read(spec.commandLine().getErr());
        daemon.serve(configuration.file(), ConfigurationFile.reader(), valid);
        return 0;
    }
}
