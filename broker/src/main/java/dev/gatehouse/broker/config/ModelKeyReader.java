package dev.gatehouse.broker.config;

import dev.gatehouse.broker.agent.ModelKey;
import java.util.List;
import java.util.Optional;

/// Reads `key` of a model: where the key is, never the key. No message repeats a value from here.
final class ModelKeyReader {
    private ModelKeyReader() {}

    static Optional<ModelKey> read(Value value) {
        if (value.isFilledScalar()) {
            value.error(
                    Secrecy.MESSAGE,
                    "say where the key is, as { file: /etc/gatehouse/keys/NAME }; if the key stood"
                            + " here, replace it: it has been seen");
            return Optional.empty();
        }
        return value.section(Block.MODEL_KEY).flatMap(ModelKeyReader::key);
    }

    private static Optional<ModelKey> key(Section key) {
        Optional<Value> file = key.optional("file");
        Optional<Value> credential = key.optional("credential");
        Optional<Value> command = key.optional("command");
        Optional<Value> oauth = key.optional("oauth");
        long given =
                List.of(file, credential, command, oauth).stream()
                        .filter(Optional::isPresent)
                        .count();
        if (given != 1) {
            key.whole()
                    .error(
                            "exactly one of 'file', 'credential', 'command' and 'oauth' was"
                                    + " expected",
                            "say once where the key is");
            return Optional.empty();
        }
        return oauth.<ModelKey>flatMap(it -> it.absolutePath().map(ModelKey.OAuthFile::new))
                .or(() ->
                        TokenReader.source(file, credential, command).map(ModelKey.OfSource::new));
    }
}
