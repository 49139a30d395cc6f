package dev.gatehouse.broker.credential.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The user whose rights this process has. Not the owner of /proc/self, which is root for a process
/// that may not be traced.
public final class EffectiveUser {
    private static final Pattern UID_LINE = Pattern.compile("Uid:\\s+\\d+\\s+(\\d+)\\s.*");

    private EffectiveUser() {}

    public static int uid() throws IOException {
        Path status = Path.of("/proc/self/status");
        for (String line : Files.readAllLines(status)) {
            Matcher uids = UID_LINE.matcher(line);
            if (uids.matches()) {
                return Integer.parseInt(uids.group(1));
            }
        }
        throw new IOException(
                status + " does not name the user of this process; is /proc mounted?");
    }
}
