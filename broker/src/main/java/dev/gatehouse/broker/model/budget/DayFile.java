package dev.gatehouse.broker.model.budget;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Keeps one agent's count of the day in one line of text. One thread.
final class DayFile {
    private static final int MOST_BYTES = 512;
    private static final Pattern LINE =
            Pattern.compile(
                    "day ([0-9]{4}-[0-9]{2}-[0-9]{2}) requests ([0-9]{1,15}) input ([0-9]{1,15})"
                            + " output ([0-9]{1,15}) cache-read ([0-9]{1,15})"
                            + " cache-write ([0-9]{1,15}) estimated (true|false)"
                            + " money ([0-9]{1,15}(?:\\.[0-9]{1,30})?)\n");

    private final Path file;

    DayFile(Path file) {
        this.file = file;
    }

    /// @return none where there is no such file yet
    /// @throws IOException where there is one that cannot be read or is not as it was written
    Optional<DayCount> read() throws IOException {
        String text;
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw damaged();
            }
            text = Files.readString(file, StandardCharsets.US_ASCII);
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
        Matcher line = LINE.matcher(text);
        if (!line.matches()) {
            throw damaged();
        }
        try {
            TokenCount tokens =
                    new TokenCount(
                            Long.parseLong(line.group(3)),
                            Long.parseLong(line.group(4)),
                            Long.parseLong(line.group(5)),
                            Long.parseLong(line.group(6)),
                            Boolean.parseBoolean(line.group(7)));
            return Optional.of(
                    new DayCount(
                            LocalDate.parse(line.group(1)),
                            Long.parseLong(line.group(2)),
                            tokens,
                            new BigDecimal(line.group(8))));
        } catch (DateTimeException noDay) {
            throw new IOException("no such day in " + file, noDay);
        }
    }

    /// Replaces the file as a whole.
    void write(DayCount count) throws IOException {
        TokenCount tokens = count.tokens();
        String line =
                "day "
                        + count.day()
                        + " requests "
                        + count.requests()
                        + " input "
                        + tokens.input()
                        + " output "
                        + tokens.output()
                        + " cache-read "
                        + tokens.cacheRead()
                        + " cache-write "
                        + tokens.cacheWrite()
                        + " estimated "
                        + tokens.estimated()
                        + " money "
                        + count.money().toPlainString()
                        + "\n";
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(next, line, StandardCharsets.US_ASCII);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    Path path() {
        return file;
    }

    private IOException damaged() {
        return new IOException(file + " is not a count that the broker wrote");
    }
}
