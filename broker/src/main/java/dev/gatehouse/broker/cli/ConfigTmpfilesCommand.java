package dev.gatehouse.broker.cli;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.config.AgentSettings;
import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.listener.AgentSockets;
import dev.gatehouse.protocol.SocketLayout;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "tmpfiles",
        description = {
            "Prints tmpfiles.d(5) lines for the directories of the agents' sockets.",
            "A reboot empties /run, and Docker does not start a container whose mount is missing:",
            "put the lines into /etc/tmpfiles.d/gatehouse.conf, and they are there before it."
        },
        mixinStandardHelpOptions = true)
final class ConfigTmpfilesCommand implements Callable<Integer> {
    @Mixin private ConfigurationFile configuration = new ConfigurationFile();

    @Option(
            names = "--user",
            paramLabel = "USER",
            defaultValue = "root",
            description = "The broker's user, and its group (default: ${DEFAULT-VALUE}).")
    private String user = "root";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Configuration read = configuration.read(spec.commandLine().getErr());
        PrintWriter out = spec.commandLine().getOut();
        // The group too is the unit's: where it differs, systemd gives all below to that group.
        out.printf("d %s 0755 %s %s -%n", read.runtimeDirectory(), user, user);
        out.printf(
                "d %s 0755 %s %s -%n",
                read.runtimeDirectory().resolve(SocketLayout.AGENTS_DIRECTORY), user, user);
        for (AgentSettings settings : read.agents().values()) {
            Agent agent = settings.agent();
            out.printf(
                    "d %s 0750 %s %d -%n",
                    AgentSockets.directory(read.runtimeDirectory(), agent.name()),
                    user,
                    agent.socket().gid());
        }
        return 0;
    }
}
