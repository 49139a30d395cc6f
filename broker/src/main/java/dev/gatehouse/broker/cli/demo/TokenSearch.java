package dev.gatehouse.broker.cli.demo;

import dev.gatehouse.broker.credential.mask.Masker;
import dev.gatehouse.broker.credential.mask.TokenForms;
import dev.gatehouse.broker.credential.mask.TokenMask;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Looks for tokens, in every form they could take, wherever an agent could. Counts what it looked
/// at.
final class TokenSearch {
    private static final int CHUNK = 1 << 20;

    private final PrintWriter out;
    private final TokenMask mask;
    private long found;

    TokenSearch(PrintWriter out, List<String> tokens) {
        this.out = out;
        this.mask =
                TokenMask.of(
                        tokens.stream()
                                .map(token ->
                                        TokenForms.of(token.getBytes(StandardCharsets.US_ASCII)))
                                .toList());
    }

    /// How many tokens were found so far.
    long found() {
        return found;
    }

    /// Proves that the search finds what is there.
    boolean works(String token) {
        return matches(("x" + token + "x").getBytes(StandardCharsets.US_ASCII)) == 1;
    }

    void bytes(String what, byte[] bytes) {
        report(what, bytes.length, matches(bytes));
    }

    /// Environment, arguments and writable memory of a process that runs.
    void process(String what, ProcessHandle process) throws IOException {
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        bytes("environment of " + what, Files.readAllBytes(proc.resolve("environ")));
        bytes("arguments of " + what, Files.readAllBytes(proc.resolve("cmdline")));
        memory("memory of " + what, proc);
    }

    /// Every file below a directory.
    void files(String what, Path directory) throws IOException {
        long looked = 0;
        long hits = 0;
        List<Path> files;
        try (Stream<Path> walk = Files.walk(directory)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            byte[] content = Files.readAllBytes(file);
            looked += content.length;
            hits += matches(content);
        }
        report(what + " (" + files.size() + " files)", looked, hits);
    }

    private void memory(String what, Path proc) throws IOException {
        long looked = 0;
        long hits = 0;
        try (RandomAccessFile memory = new RandomAccessFile(proc.resolve("mem").toFile(), "r")) {
            for (String line : Files.readAllLines(proc.resolve("maps"))) {
                String[] fields = line.split("[ -]+", 4);
                if (fields[2].startsWith("rw") && !line.endsWith("[vvar]")) {
                    long from = Long.parseUnsignedLong(fields[0], 16);
                    long to = Long.parseUnsignedLong(fields[1], 16);
                    Masker masker = mask.masker(() -> {});
                    looked += region(memory, from, to, masker);
                    hits += masker.matches();
                }
            }
        } catch (IOException notAllowed) {
            out.println("    " + what + ": not readable here, not searched");
            return;
        }
        report(what, looked, hits);
    }

    private static long region(RandomAccessFile memory, long from, long to, Masker masker) {
        byte[] chunk = new byte[CHUNK];
        long looked = 0;
        try {
            memory.seek(from);
            for (long at = from; at < to; ) {
                int read = memory.read(chunk, 0, (int) Math.min(CHUNK, to - at));
                if (read <= 0) {
                    break;
                }
                masker.mask(ByteBuffer.wrap(chunk, 0, read));
                looked += read;
                at += read;
            }
        } catch (IOException hole) {
            // Reserved, not backed by memory.
        }
        return looked;
    }

    private long matches(byte[] bytes) {
        Masker masker = mask.masker(() -> {});
        masker.mask(ByteBuffer.wrap(bytes.clone()));
        return masker.matches();
    }

    private void report(String what, long bytes, long hits) {
        found += hits;
        out.printf(
                "    %-46s %,12d bytes   %s%n",
                what, bytes, hits == 0 ? "no token" : hits + " TOKENS");
    }
}
