package dev.gatehouse.broker;

import dev.gatehouse.broker.credential.source.EffectiveUser;
import dev.gatehouse.broker.credential.source.TokenSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the broker takes from the process it runs in, read once by [Main].
///
/// @param uid the effective user
/// @param credentialsDirectory where systemd put credentials
/// @param dockerHost where Docker is said to be; the daemon makes no use of it
/// @param commandEnvironment what a token command and the alarm command get to see
public record Surroundings(
        String version,
        int uid,
        Optional<Path> credentialsDirectory,
        Optional<String> dockerHost,
        Map<String, String> commandEnvironment) {
    private static final Path UNIT_CREDENTIALS = Path.of("/run/credentials/gatehouse.service");

    static Surroundings of(Map<String, String> environment, String version) throws IOException {
        Map<String, String> forCommands = new TreeMap<>();
        for (String name : new String[] {"PATH", "HOME"}) {
            String value = environment.get(name);
            if (value != null) {
                forCommands.put(name, value);
            }
        }
        return new Surroundings(
                version,
                EffectiveUser.uid(),
                Optional.ofNullable(environment.get("CREDENTIALS_DIRECTORY")).map(Path::of),
                Optional.ofNullable(environment.get("DOCKER_HOST")),
                forCommands);
    }

    /// The same, as another user would have it.
    Surroundings as(int user) {
        return new Surroundings(
                version, user, credentialsDirectory, dockerHost, commandEnvironment);
    }

    /// Where programs are found.
    String searchPath() {
        return commandEnvironment.getOrDefault("PATH", "/usr/bin:/bin");
    }

    TokenSources tokenSources() {
        return new TokenSources(uid, credentialsDirectory, commandEnvironment);
    }

    /// As a broker of that user reads them. What systemd gave its unit lies where root can see it.
    TokenSources tokenSourcesOf(int brokerUid) {
        return new TokenSources(
                brokerUid,
                credentialsDirectory.or(
                        () -> Optional.of(UNIT_CREDENTIALS).filter(Files::isDirectory)),
                commandEnvironment);
    }
}
