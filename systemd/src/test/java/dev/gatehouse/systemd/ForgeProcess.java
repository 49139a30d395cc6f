package dev.gatehouse.systemd;

import dev.gatehouse.demoforge.DemoForge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A forge as a process of the host, by the Java of the broker: writes a token of dev-bot for each
/// of so many agents, then its URL, and serves until it is killed.
final class ForgeProcess {
    private ForgeProcess() {}

    static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]);
        int agents = Integer.parseInt(arguments[1]);
        try (DemoForge forge = DemoForge.start(folder)) {
            Path tokens = Files.createDirectories(folder.resolve("tokens"));
            for (int agent = 1; agent <= agents; agent++) {
                Files.writeString(tokens.resolve(name(agent)), forge.mintToken("dev-bot") + "\n");
            }
            Path url = Files.writeString(folder.resolve("url.new"), forge.url() + "\n");
            Files.move(url, folder.resolve("url"), StandardCopyOption.ATOMIC_MOVE);
            Thread.currentThread().join();
        }
    }

    static String name(int agent) {
        return "a%02d".formatted(agent);
    }
}
