package dev.gatehouse.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// A command of this machine that has ended, and all that it wrote.
record Ended(int status, String output) {
    static Ended of(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
