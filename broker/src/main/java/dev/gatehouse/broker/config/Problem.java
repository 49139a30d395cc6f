package dev.gatehouse.broker.config;

/// One thing to mend in the configuration. Repeats nothing that may be a secret.
///
/// @param file as the operator named it
/// @param line counted from 1
/// @param column counted from 1
/// @param path such as `agents.dev.grants[0].roles`; empty for the file as a whole
/// @param remedy what to do, as the second half of the sentence
public record Problem(
        String file, int line, int column, String path, String message, String remedy) {
    @Override
    public String toString() {
        String where = file + ":" + line + ":" + column + ": ";
        return where + (path.isEmpty() ? "" : path + ": ") + message + "; " + remedy;
    }
}
