package dev.gatehouse.shim;

import dev.gatehouse.shim.console.Console;
import java.security.Security;

/// The process: its environment, its streams, its exit.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Security.insertProviderAt(new UrandomProvider(), 1);
        Surroundings surroundings = new Surroundings(System.getenv());
        System.exit(new Forge(surroundings, Console.ofProcess()).run(arguments));
    }
}
