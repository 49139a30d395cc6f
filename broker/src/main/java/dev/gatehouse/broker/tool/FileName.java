package dev.gatehouse.broker.tool;

import java.util.regex.Pattern;

/// The name of a file beside the agent. Of one that is downloaded, somebody on the forge has chosen
/// it, so it must not decide where that is written.
public final class FileName {
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N} ._+@()~-]*");

    private FileName() {}

    /// Nothing hidden, nothing that is an option or a path.
    public static boolean isPlain(String name) {
        return PLAIN.matcher(name).matches();
    }

    /// The last part of a path.
    public static String of(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
