package dev.gatehouse.broker.credential.source;

import dev.gatehouse.broker.agent.TokenSource;
import dev.gatehouse.broker.credential.Reading;
import dev.gatehouse.broker.credential.TokenReader;
import dev.gatehouse.broker.credential.key.KeyReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Reads every kind of token source.
public final class TokenSources implements TokenReader {
    private static final Duration COMMAND_TIME_LIMIT = Duration.ofSeconds(10);

    private final Optional<Path> credentialsDirectory;
    private final TokenFiles files;
    private final TokenCommands commands;

    /// @param uid the effective user of this process: with root, the only one a token file may
    ///   belong to
    /// @param credentialsDirectory systemd's `$CREDENTIALS_DIRECTORY`, if it is set
    /// @param commandEnvironment all that a token command gets to see: `PATH` and `HOME`
    public TokenSources(
            int uid, Optional<Path> credentialsDirectory, Map<String, String> commandEnvironment) {
        this.credentialsDirectory = credentialsDirectory;
        this.files = new TokenFiles(new Custody(uid));
        this.commands = new TokenCommands(commandEnvironment, COMMAND_TIME_LIMIT);
    }

    @Override
    public Reading read(TokenSource source) {
        return switch (source) {
            case TokenSource.TokenFile(Path path) -> files.readFile(path);
            case TokenSource.SystemdCredential(String name) -> readCredential(name);
            case TokenSource.TokenCommand command -> commands.read(command.arguments());
        };
    }

    /// A login that another program of the host keeps up to date.
    KeyReader.Reading readOAuth(Path file) {
        return files.readLogin(file);
    }

    /// The file to watch, where the source is one.
    public Optional<Path> fileOf(TokenSource source) {
        return switch (source) {
            case TokenSource.TokenFile(Path path) -> Optional.of(path.toAbsolutePath());
            case TokenSource.SystemdCredential(String name) ->
                    credentialsDirectory
                            .filter(_ -> isFileName(name))
                            .map(directory -> directory.resolve(name).toAbsolutePath());
            case TokenSource.TokenCommand _ -> Optional.empty();
        };
    }

    private Reading readCredential(String name) {
        if (!isFileName(name)) {
            return new Reading.Unreadable(
                    "'" + name + "' is not the name of a systemd credential",
                    "use the name that stands in LoadCredential=");
        }
        return credentialsDirectory
                .map(directory -> files.readCredential(directory.resolve(name)))
                .orElseGet(() ->
                        new Reading.Unreadable(
                                "systemd credential '"
                                        + name
                                        + "' is wanted, but systemd passed none",
                                "add LoadCredential=" + name + ":FILE to the unit"));
    }

    private static boolean isFileName(String name) {
        return !name.isEmpty() && !name.contains("/") && !name.equals(".") && !name.equals("..");
    }
}
