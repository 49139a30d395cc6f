package dev.gatehouse.broker.git;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Which names of refs pass: those of `git check-ref-format` that begin with `refs/`, which are
/// those that receive-pack takes, and that the audit log can hold.
final class RefName {
    static final int MAX_CHARACTERS = 512;

    private static final String FORBIDDEN = " ~^:?*[\\";
    private static final List<String> FORBIDDEN_PARTS = List.of("..", "@{");

    private RefName() {}

    /// What is wrong with the name, without repeating it; empty: nothing.
    static Optional<String> problem(String name) {
        if (!name.startsWith("refs/")) {
            return Optional.of("does not begin with refs/");
        }
        if (name.length() > MAX_CHARACTERS) {
            return Optional.of("is longer than " + MAX_CHARACTERS + " characters");
        }
        if (!name.codePoints().allMatch(RefName::mayStand)) {
            return Optional.of("holds a control character or one of" + FORBIDDEN);
        }
        return isWellFormed(name)
                ? Optional.empty()
                : Optional.of("is not a name that git check-ref-format takes");
    }

    private static boolean isWellFormed(String name) {
        return FORBIDDEN_PARTS.stream().noneMatch(name::contains)
                && !name.endsWith(".")
                && name.chars().filter(character -> character == '/').count() >= 2
                && Arrays.stream(name.split("/", -1)).allMatch(RefName::isComponent);
    }

    private static boolean isComponent(String part) {
        return !part.isEmpty() && !part.startsWith(".") && !part.endsWith(".lock");
    }

    private static boolean mayStand(int codePoint) {
        return !Character.isISOControl(codePoint)
                && Character.getType(codePoint) != Character.SURROGATE
                && FORBIDDEN.indexOf(codePoint) < 0;
    }
}
