package dev.gatehouse.broker.quarantine;

/// A git process ended with an error. What it printed is for the broker's log alone.
final class GitFailed extends Exception {
    private static final long serialVersionUID = 1L;

    GitFailed(String command, int exitCode, String printed) {
        super("git %s exited with %d: %s".formatted(command, exitCode, visible(printed)));
    }

    private static String visible(String printed) {
        return printed.strip().replaceAll("[^\\x20-\\x7e]+", " ");
    }

    boolean says(String words) {
        return String.valueOf(getMessage()).contains(words);
    }
}
