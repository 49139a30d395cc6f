package dev.gatehouse.broker.admission;

import dev.gatehouse.broker.quarantine.Finding;
import dev.gatehouse.broker.quarantine.Verdict;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.util.Map;
import java.util.stream.Collectors;

/// Says why a push is not what its grant permits, once its objects were looked into.
final class PushObjections {
    private static final int SHORT_ID = 10;

    private PushObjections() {}

    static Admission.Rejected rejected(Conditional conditional, Verdict.Refused refused) {
        Map<String, String> reasons =
                refused.findings().entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, each -> reason(each.getValue())));
        Map.Entry<String, Finding> first = refused.findings().entrySet().iterator().next();
        return new Admission.Rejected(
                new Refusal(
                        RefusalCode.REF_NOT_GRANTED,
                        conditional.conditions().origin() + " " + rule(first.getValue()),
                        detail(first.getKey(), first.getValue())
                                + " (git push to "
                                + conditional.route().address()
                                + ")",
                        remedy(first.getValue())),
                reasons);
    }

    static Admission.Rejected rejected(Conditional conditional, Verdict.Unchecked unchecked) {
        return new Admission.Rejected(
                new Refusal(
                        RefusalCode.REF_NOT_GRANTED,
                        conditional.conditions().origin() + " push",
                        "the broker could not look into this push: " + unchecked.why(),
                        "push fewer commits at once with a current git; else ask the operator"),
                conditional.conditions().written().stream()
                        .collect(
                                Collectors.toMap(
                                        change -> change.ref(),
                                        change -> "not checked: " + unchecked.why())));
    }

    private static String reason(Finding finding) {
        return switch (finding) {
            case Finding.NotFastForward no -> "not granted: force: false";
            case Finding.ProtectedPath path -> "not granted: protected path " + path.path();
        };
    }

    private static String rule(Finding finding) {
        return switch (finding) {
            case Finding.NotFastForward no -> "push";
            case Finding.ProtectedPath path -> "paths";
        };
    }

    private static String detail(String ref, Finding finding) {
        return switch (finding) {
            case Finding.NotFastForward no ->
                    "the push would rewrite '" + ref + "', and the grant says force: false";
            case Finding.ProtectedPath path ->
                    "commit "
                            + path.commit().substring(0, SHORT_ID)
                            + " on '"
                            + ref
                            + "' changes '"
                            + path.path()
                            + "', which is protected";
        };
    }

    private static String remedy(Finding finding) {
        return switch (finding) {
            case Finding.NotFastForward no ->
                    "pull and merge, or push to another branch; do not force";
            case Finding.ProtectedPath path ->
                    "take the change out of every commit you push; someone with access can make it";
        };
    }
}
