package dev.gatehouse.broker.quarantine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where and until when git is asked.
///
/// @param scratch a folder for what git is to read, deleted with the quarantine
record Inquiry(Git git, Repository repository, Path scratch, Deadline deadline) {
    /// Starts a git that reads these lines from a file.
    GitProcess ask(Iterable<String> lines, String... arguments) throws IOException {
        Path input = Files.createTempFile(scratch, "ask-", ".txt");
        Files.write(input, lines, StandardCharsets.US_ASCII);
        return git.start(repository, input, deadline, arguments);
    }

    Inquiry of(Repository other) {
        return new Inquiry(git, other, scratch, deadline);
    }
}
