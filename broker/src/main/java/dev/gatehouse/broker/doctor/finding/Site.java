package dev.gatehouse.broker.doctor.finding;

import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.protocol.SocketLayout;
import java.nio.file.Path;
import java.util.Map;

/// The installation that is looked at.
///
/// @param file of the configuration
/// @param ownUid of this process
/// @param brokerUid the user that the broker runs as, or would run as
/// @param version of this program
public record Site(
        Path file, Configuration configuration, int ownUid, int brokerUid, String version) {
    public Path adminSocket() {
        return configuration.runtimeDirectory().resolve(SocketLayout.ADMIN_SOCKET);
    }

    /// What stands for the same in every remedy.
    public Map<String, String> placeholders() {
        return Map.of(
                "editor", "sudoedit " + file,
                "uid", Integer.toString(brokerUid),
                "forge", configuration.forge().url().toString());
    }
}
