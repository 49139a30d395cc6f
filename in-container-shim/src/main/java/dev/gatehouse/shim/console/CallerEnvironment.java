package dev.gatehouse.shim.console;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The launcher sets a locale for this program and takes away the options of other Java programs.
/// What is started from here is the caller's own, and gets both as the caller had them.
public final class CallerEnvironment {
    /// The launcher keeps each under this and its name, and sets this alone as a mark.
    private static final String KEPT = "FORGE_CALLER";

    private static final List<String> NAMES =
            List.of(
                    "LANG",
                    "LC_ALL",
                    "LC_CTYPE",
                    "JAVA_TOOL_OPTIONS",
                    "JDK_JAVA_OPTIONS",
                    "_JAVA_OPTIONS");

    private CallerEnvironment() {}

    /// @param variables of a process that is about to be started
    public static void restore(Map<String, String> variables) {
        if (variables.remove(KEPT) == null) {
            return;
        }
        for (String name : NAMES) {
            @Nullable String kept = variables.remove(KEPT + "_" + name);
            if (kept == null) {
                variables.remove(name);
            } else {
                variables.put(name, kept);
            }
        }
    }
}
