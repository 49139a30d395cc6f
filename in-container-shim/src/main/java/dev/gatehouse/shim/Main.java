package dev.gatehouse.shim;

import dev.gatehouse.shim.console.Console;

/// The process: its environment, its streams, its exit.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Surroundings surroundings = new Surroundings(System.getenv());
        int status = new Forge(surroundings, Console.ofProcess()).run(arguments);
        // Nothing is left to be flushed or shut down; `System.exit` would first look for a logger.
        Runtime.getRuntime().halt(status);
    }
}
