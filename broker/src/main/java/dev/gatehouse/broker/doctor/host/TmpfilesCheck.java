package dev.gatehouse.broker.doctor.host;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.doctor.finding.Check;
import dev.gatehouse.broker.doctor.finding.Findings;
import dev.gatehouse.broker.doctor.finding.Symptom;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether the agent's directory comes back after a reboot before Docker wants it: by a line of
/// tmpfiles.d(5). Only where systemd runs the host, and `/run` is emptied by a reboot.
public record TmpfilesCheck(HostFiles host, AgentName served, Path directory) implements Check {
    private static final List<String> FOLDERS =
            List.of("etc/tmpfiles.d", "run/tmpfiles.d", "usr/lib/tmpfiles.d");

    @Override
    public String name() {
        return "tmpfiles";
    }

    @Override
    public Optional<AgentName> agent() {
        return Optional.of(served);
    }

    @Override
    public void look(Findings findings) throws IOException {
        if (!Files.isDirectory(host.at("run/systemd/system"))
                || !directory.startsWith(Path.of("/run"))) {
            return;
        }
        if (made().contains(directory.toString())) {
            findings.ok(directory + " is made at boot");
        } else {
            findings.of(Symptom.TMPFILES_MISSING, "no tmpfiles.d line makes " + directory);
        }
    }

    /// A file in an earlier folder replaces one of the same name in a later.
    private Set<String> made() throws IOException {
        Set<String> names = new HashSet<>();
        Set<String> made = new HashSet<>();
        for (String folder : FOLDERS) {
            if (!Files.isDirectory(host.at(folder))) {
                continue;
            }
            try (DirectoryStream<Path> files =
                    Files.newDirectoryStream(host.at(folder), "*.conf")) {
                for (Path file : files) {
                    if (names.add(String.valueOf(file.getFileName())) && Files.isReadable(file)) {
                        addTo(made, file);
                    }
                }
            }
        }
        return made;
    }

    private static void addTo(Set<String> made, Path file) throws IOException {
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            String[] words = line.strip().split("\\s+", -1);
            if (words.length > 1 && words[0].matches("[dD][+!-]*")) {
                made.add(words[1].length() > 1 ? words[1].replaceAll("/$", "") : words[1]);
            }
        }
    }
}
