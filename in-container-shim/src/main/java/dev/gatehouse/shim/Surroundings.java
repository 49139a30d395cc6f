package dev.gatehouse.shim;

import dev.gatehouse.protocol.SocketLayout;
import dev.gatehouse.shim.console.Failure;
import java.nio.file.Path;
import java.util.Map;

/// What the environment says. Nothing that could hold a credential is read.
record Surroundings(Map<String, String> environment) {
    static final String TIMEOUT_VARIABLE = "GATEHOUSE_CONNECT_TIMEOUT";
    static final String DEBUG_VARIABLE = "GATEHOUSE_DEBUG";
    private static final int DEFAULT_PATIENCE_SECONDS = 30;
    private static final int MAXIMUM_PATIENCE_DIGITS = 5;

    Path socket() {
        String path = environment.get(SocketLayout.SOCKET_VARIABLE);
        return Path.of(path == null || path.isEmpty() ? SocketLayout.CONTAINER_SOCKET : path);
    }

    /// How long connecting is tried. Not a `Duration`: its class is not otherwise needed, and every
    /// call would load it.
    int patienceSeconds() throws Failure {
        String seconds = environment.get(TIMEOUT_VARIABLE);
        if (seconds == null || seconds.isEmpty()) {
            return DEFAULT_PATIENCE_SECONDS;
        }
        for (int i = 0; i < seconds.length(); i++) {
            if (seconds.charAt(i) < '0' || seconds.charAt(i) > '9') {
                throw notSeconds(seconds);
            }
        }
        if (seconds.length() > MAXIMUM_PATIENCE_DIGITS) {
            throw notSeconds(seconds);
        }
        return Integer.parseInt(seconds);
    }

    boolean isDebug() {
        return "1".equals(environment.get(DEBUG_VARIABLE));
    }

    /// Whether git calls, and from a repository.
    boolean isInRepository() {
        return environment.containsKey("GIT_DIR");
    }

    private static Failure notSeconds(String value) {
        return Failure.usage(
                TIMEOUT_VARIABLE
                        + " is '"
                        + value
                        + "'; write whole seconds, 0 to 99999, or leave it out");
    }
}
