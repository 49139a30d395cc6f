package dev.gatehouse.broker.doctor.state;

import dev.gatehouse.broker.doctor.finding.Check;
import dev.gatehouse.broker.doctor.finding.FileFacts;
import dev.gatehouse.broker.doctor.finding.Findings;
import dev.gatehouse.broker.doctor.finding.Site;
import dev.gatehouse.broker.doctor.finding.Symptom;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// The state directory, and that of the audit log where that is another: in nobody's hands but the
/// broker's, with space left.
public record StateCheck(Site site, Space space) implements Check {
    private static final long FULL_BYTES = 64L << 20;
    private static final long LOW_BYTES = 1L << 30;
    private static final int WRITABLE_BY_OTHERS = 0022;

    /// Bytes that can still be written to a file system.
    @FunctionalInterface
    public interface Space {
        long freeBytes(Path directory) throws IOException;

        Space OF_THIS_HOST = directory -> Files.getFileStore(directory).getUsableSpace();
    }

    @Override
    public String name() {
        return "state";
    }

    @Override
    public void look(Findings findings) throws IOException {
        Set<Path> directories = new LinkedHashSet<>();
        directories.add(site.configuration().stateDirectory());
        Path audit = site.configuration().audit().file().getParent();
        if (audit != null) {
            directories.add(audit);
        }
        for (Path directory : directories) {
            look(directory, findings);
        }
    }

    private void look(Path directory, Findings findings) throws IOException {
        FileFacts facts;
        try {
            facts = FileFacts.of(directory.toRealPath());
        } catch (NoSuchFileException missing) {
            findings.of(
                    Symptom.STATE_DIRECTORY_MISSING,
                    directory + " does not exist",
                    Map.of("path", directory));
            return;
        } catch (AccessDeniedException closed) {
            findings.of(Symptom.STATE_UNSEEN, "this user may not look at " + directory);
            return;
        }
        boolean ofBroker = facts.uid() == 0 || facts.uid() == site.brokerUid();
        if (!ofBroker || facts.hasAny(WRITABLE_BY_OTHERS)) {
            findings.of(
                    Symptom.STATE_DIRECTORY_OPEN,
                    "%s belongs to uid %d and has mode %s"
                            .formatted(directory, facts.uid(), facts.octal()),
                    Map.of("path", directory));
        }
        judgeSpace(directory, findings);
    }

    private void judgeSpace(Path directory, Findings findings) throws IOException {
        long free = space.freeBytes(directory);
        String what = "%d MiB are free below %s".formatted(free >> 20, directory);
        if (free < FULL_BYTES) {
            findings.of(Symptom.DISK_FULL, what, Map.of("path", directory));
        } else if (free < LOW_BYTES) {
            findings.of(Symptom.DISK_LOW, what, Map.of("path", directory));
        } else {
            findings.ok(what);
        }
    }
}
