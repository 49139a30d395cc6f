package dev.gatehouse.shim.ask;

import dev.gatehouse.shim.console.Arguments;
import dev.gatehouse.shim.console.Failure;

/// The arguments of a command that knows `--json` and nothing else.
public final class JsonFlag {
    private JsonFlag() {}

    static boolean parse(Arguments arguments, String command) throws Failure {
        boolean json = false;
        String name = arguments.next();
        while (name != null) {
            if (!name.equals("--json")) {
                throw unknown(name, command);
            }
            json = true;
            name = arguments.next();
        }
        return json;
    }

    public static Failure unknown(String argument, String command) {
        return Failure.usage(
                "unknown argument '" + argument + "'; see `forge " + command + " --help`");
    }
}
