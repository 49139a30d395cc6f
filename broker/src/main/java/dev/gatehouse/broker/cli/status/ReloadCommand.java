package dev.gatehouse.broker.cli.status;

import dev.gatehouse.broker.admin.AdminRefusal;
import dev.gatehouse.broker.cli.AdminAt;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
        name = "reload",
        description = {
            "Lets the daemon read its configuration now, and says what is wrong with it.",
            "An invalid one changes nothing. Calls under way go on.",
            "Exit status: 0 in force, 1 no daemon answers, 2 the configuration is invalid."
        },
        mixinStandardHelpOptions = true)
public final class ReloadCommand implements Callable<Integer> {
    private static final int UNPROCESSABLE = 422;
    private static final int INVALID = 2;

    @Mixin private AdminAt at = new AdminAt();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        try {
            JsonNode said = at.client(err).post("/v1/reload");
            said.path("warnings").forEach(warning -> err.println("warning: " + warning.asString()));
            spec.commandLine()
                    .getOut()
                    .println(
                            "the configuration is in force: "
                                    + said.path("agents").asInt()
                                    + " agent(s)");
            return 0;
        } catch (AdminRefusal refusal) {
            refusal.problems().forEach(err::println);
            err.println("gatehouse: " + refusal.getMessage());
            return refusal.status() == UNPROCESSABLE ? INVALID : 1;
        }
    }
}
