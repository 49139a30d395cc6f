package dev.gatehouse.broker.config;

import dev.gatehouse.broker.agent.TokenSource;
import dev.gatehouse.broker.agent.TokenSource.SystemdCredential;
import dev.gatehouse.broker.agent.TokenSource.TokenCommand;
import dev.gatehouse.broker.agent.TokenSource.TokenFile;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads `token`: where the token is, never the token. No message repeats a value from here.
final class TokenReader {
    private static final Pattern CREDENTIAL_NAME =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");

    private TokenReader() {}

    static Optional<TokenSource> read(Value value) {
        if (value.isFilledScalar()) {
            value.error(
                    Secrecy.MESSAGE,
                    "say where the token is, as { file: /etc/gatehouse/tokens/NAME }; if the token"
                            + " stood here, replace it: it has been seen");
            return Optional.empty();
        }
        return value.section(Block.TOKEN).flatMap(TokenReader::source);
    }

    private static Optional<TokenSource> source(Section token) {
        Optional<Value> file = token.optional("file");
        Optional<Value> credential = token.optional("credential");
        Optional<Value> command = token.optional("command");
        if (List.of(file, credential, command).stream().filter(Optional::isPresent).count() != 1) {
            token.whole()
                    .error(
                            "exactly one of 'file', 'credential' and 'command' was expected",
                            "say once where the token is");
            return Optional.empty();
        }
        return source(file, credential, command);
    }

    /// At most one of them is there.
    static Optional<TokenSource> source(
            Optional<Value> file, Optional<Value> credential, Optional<Value> command) {
        return file.<TokenSource>flatMap(it -> it.absolutePath().map(TokenFile::new))
                .or(() -> credential.flatMap(TokenReader::credential))
                .or(() -> command.flatMap(TokenReader::command));
    }

    private static Optional<TokenSource> credential(Value value) {
        Optional<String> name = value.text();
        if (name.isPresent() && !CREDENTIAL_NAME.matcher(name.get()).matches()) {
            value.error(
                    "this is not the name of a systemd credential",
                    "write the name from LoadCredential=, without any path");
            return Optional.empty();
        }
        return name.map(SystemdCredential::new);
    }

    private static Optional<TokenSource> command(Value value) {
        return Command.read(value).map(TokenCommand::new);
    }
}
