package dev.gatehouse.broker.credential.source;

import dev.gatehouse.broker.agent.ModelKey;
import dev.gatehouse.broker.credential.key.KeyReader;
import java.nio.file.Path;
import java.util.Optional;

/// Reads every kind of source of a model's key.
public final class KeySources implements KeyReader {
    private final TokenSources tokens;

    public KeySources(TokenSources tokens) {
        this.tokens = tokens;
    }

    @Override
    public Reading read(ModelKey key) {
        return switch (key) {
            case ModelKey.OfSource(var source) ->
                    switch (tokens.read(source)) {
                        case dev.gatehouse.broker.credential.Reading.Token(var secret) ->
                                new Reading.Key(secret, Optional.empty(), Optional.empty());
                        case dev.gatehouse.broker.credential.Reading.Unreadable(
                                        String problem,
                                        String remedy) ->
                                new Reading.Unreadable(problem, remedy);
                    };
            case ModelKey.OAuthFile(Path path) -> tokens.readOAuth(path);
        };
    }

    /// The file to watch, where the source is one.
    public Optional<Path> fileOf(ModelKey key) {
        return switch (key) {
            case ModelKey.OfSource(var source) -> tokens.fileOf(source);
            case ModelKey.OAuthFile(Path path) -> Optional.of(path.toAbsolutePath());
        };
    }
}
