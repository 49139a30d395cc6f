package dev.gatehouse.broker.doctor.state;

import dev.gatehouse.broker.audit.AuditVerifier;
import dev.gatehouse.broker.audit.Verification;
import dev.gatehouse.broker.doctor.finding.Check;
import dev.gatehouse.broker.doctor.finding.Findings;
import dev.gatehouse.broker.doctor.finding.Site;
import dev.gatehouse.broker.doctor.finding.Symptom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// The audit's chain, from its first record. A long log takes longer than a check may.
public record AuditCheck(Site site) implements Check {
    private static final Duration SETTLE = Duration.ofMillis(200);

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public String byHand() {
        return "gatehouse audit verify " + site.configuration().audit().file();
    }

    @Override
    public void look(Findings findings) throws IOException, InterruptedException {
        Path file = site.configuration().audit().file();
        Path directory = file.getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            return; // What the state's check says.
        }
        if (!Files.isReadable(directory) || (Files.exists(file) && !Files.isReadable(file))) {
            findings.of(Symptom.STATE_UNSEEN, "this user may not read " + file);
            return;
        }
        if (!Files.exists(file)) {
            findings.of(Symptom.AUDIT_MISSING, file + " does not exist");
            return;
        }
        switch (verified(file)) {
            case Verification.Verified verified ->
                    findings.ok(
                            "%d audit records, an unbroken chain".formatted(verified.records()));
            case Verification.Broken broken ->
                    findings.of(
                            Symptom.AUDIT_BROKEN,
                            "%s, line %d: %s"
                                    .formatted(broken.file(), broken.line(), broken.what()),
                            Map.of("path", file));
        }
    }

    /// A broker that is writing leaves half a line for an instant.
    private static Verification verified(Path file) throws IOException, InterruptedException {
        Verification first = AuditVerifier.verify(file);
        if (first instanceof Verification.Verified) {
            return first;
        }
        Thread.sleep(SETTLE);
        return AuditVerifier.verify(file);
    }
}
