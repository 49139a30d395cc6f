package dev.gatehouse.shim.doctor;

import dev.gatehouse.protocol.ExitCode;
import dev.gatehouse.shim.ask.JsonFlag;
import dev.gatehouse.shim.console.Arguments;
import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.exchange.BrokerSocket;
import java.io.IOException;
import java.util.Map;

/// `forge doctor`: looks at each link between this container and what it may reach, and says what
/// to do about what is broken. Does not wait for a broker. With `--doors` it tries the doors
/// instead: that what is granted answers, and that nothing else does.
public final class DoctorCommand {
    private final BrokerSocket forge;
    private final Console console;
    private final Map<String, String> environment;

    public DoctorCommand(BrokerSocket forge, Console console, Map<String, String> environment) {
        this.forge = forge;
        this.console = console;
        this.environment = Map.copyOf(environment);
    }

    public ExitCode run(Arguments arguments) throws IOException {
        boolean json = false;
        boolean doors = false;
        String name = arguments.next();
        while (name != null) {
            switch (name) {
                case "--json" -> json = true;
                case "--doors" -> doors = true;
                default -> throw JsonFlag.unknown(name, "doctor");
            }
            name = arguments.next();
        }
        Findings findings = new Findings();
        if (doors) {
            new DoorTrial(forge, findings, console).run();
        } else {
            examine(findings);
        }
        findings.print(console, json);
        boolean failed = findings.exit() != ExitCode.OK;
        return failed && !doors ? ExitCode.UNREACHABLE : findings.exit();
    }

    private void examine(Findings findings) {
        new ForgeCheck(forge, findings, console).run();
        new ModelDoor(forge, findings, console).examine();
        new EgressDoor(forge, findings, console).examine();
        NetworkCheck.run(Interfaces.found(), findings);
        new VariableCheck(environment, Door.EGRESS.isIn(forge), findings).run();
    }
}
