package dev.gatehouse.shim;

import dev.gatehouse.shim.console.Console;

/// The process: its environment, its streams, its exit.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Surroundings surroundings = new Surroundings(System.getenv());
        int status = new Forge(surroundings, Console.ofProcess()).run(arguments);
        Runtime.getRuntime().halt(status);
    }
}
