package dev.gatehouse.shim.command;

import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.console.OneLine;
import dev.gatehouse.shim.exchange.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file to be downloaded: nothing is overwritten, and it has its name only when it is whole.
record NewFile(Path path) {
    static NewFile named(String name, GivenFiles given) throws Failure {
        given.checkWrite(name);
        Path path = Path.of(name);
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw Failure.usage(
                    shown(path) + " is there already: move it away, or give another name");
        }
        return new NewFile(path);
    }

    /// Copies the whole body, or leaves nothing behind.
    void fill(Answer answer) throws IOException {
        Path part = part();
        try {
            try (OutputStream output =
                    Files.newOutputStream(
                            part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                answer.copyBodyTo(output);
            }
            Files.move(part, path);
        } catch (Failure failure) {
            Files.deleteIfExists(part);
            throw failure;
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw Failure.usage("cannot write " + shown(path) + " (" + e.getMessage() + ")");
        }
    }

    private Path part() {
        String name = "." + path.getFileName() + ".forge-" + ProcessHandle.current().pid();
        return path.resolveSibling(name);
    }

    private static String shown(Path path) {
        return "'" + OneLine.of(path.toString(), 200) + "'";
    }
}
