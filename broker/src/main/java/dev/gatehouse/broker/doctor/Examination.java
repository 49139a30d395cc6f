package dev.gatehouse.broker.doctor;

import dev.gatehouse.broker.doctor.finding.Check;
import dev.gatehouse.broker.doctor.finding.Finding;
import dev.gatehouse.broker.doctor.finding.Findings;
import dev.gatehouse.broker.doctor.finding.Symptom;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Makes checks, two at a time, each with a time limit. One that throws or hangs is a finding and
/// keeps no other from being made; its thread is left behind and does not keep the process alive.
public final class Examination {
    public static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int AT_ONCE = 2;

    private final Duration limit;
    private final Map<String, String> placeholders;

    /// @param limit of one check
    /// @param placeholders of remedies, that stand for the same in every check
    public Examination(Duration limit, Map<String, String> placeholders) {
        this.limit = limit;
        this.placeholders = Map.copyOf(placeholders);
    }

    /// @return what was found, in the order of the checks
    public List<Finding> make(List<Check> checks) throws InterruptedException {
        List<Finding> all = new ArrayList<>();
        for (int from = 0; from < checks.size(); from += AT_ONCE) {
            List<Running> running = new ArrayList<>();
            for (Check check : checks.subList(from, Math.min(from + AT_ONCE, checks.size()))) {
                running.add(Running.start(check, new Findings(check, placeholders)));
            }
            long deadlineNanos = System.nanoTime() + limit.toNanos();
            for (Running each : running) {
                all.addAll(each.finish(Duration.ofNanos(deadlineNanos - System.nanoTime()), limit));
            }
        }
        return List.copyOf(all);
    }

    /// A check under way.
    private record Running(Check check, Findings findings, Thread thread) {
        static Running start(Check check, Findings findings) {
            Thread thread =
                    Thread.ofPlatform()
                            .daemon()
                            .name("doctor " + check.name())
                            .start(() -> look(check, findings));
            return new Running(check, findings, thread);
        }

        private static void look(Check check, Findings findings) {
            try {
                check.look(findings);
            } catch (IOException | RuntimeException failed) {
                findings.of(
                        Symptom.CHECK_FAILED,
                        "the check '%s' failed: %s".formatted(check.name(), reason(failed)),
                        Map.of("command", check.byHand()));
            } catch (InterruptedException late) {
                Thread.currentThread().interrupt();
            }
        }

        private static String reason(Exception failed) {
            String message = failed.getMessage();
            String type = failed.getClass().getSimpleName();
            return message == null ? type : type + ": " + message;
        }

        List<Finding> finish(Duration left, Duration limit) throws InterruptedException {
            boolean ended = thread.join(left.isNegative() ? Duration.ZERO : left);
            if (!ended) {
                findings.of(
                        Symptom.CHECK_TIMED_OUT,
                        "the check '%s' did not end within %d ms"
                                .formatted(check.name(), limit.toMillis()),
                        Map.of("command", check.byHand()));
            }
            List<Finding> found = findings.end();
            thread.interrupt();
            return found;
        }
    }
}
