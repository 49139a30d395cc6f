package dev.gatehouse.broker.git;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What must be true of a push's head as a whole, whoever makes one.
final class PushRules {
    private static final int MAX_CAPABILITY_CHARACTERS = 4096;

    private PushRules() {}

    /// The first thing that is wrong, without the client's own words; empty: nothing.
    static Optional<String> problem(
            List<RefCommand> commands,
            List<String> capabilities,
            List<String> shallow,
            List<String> options,
            ObjectFormat format) {
        if (commands.isEmpty() && !(capabilities.isEmpty() && shallow.isEmpty())) {
            return Optional.of("the push has no commands");
        }
        return capabilities(capabilities, format)
                .or(() -> ids(commands, shallow, format))
                .or(() -> refs(commands))
                .or(() -> options(options, capabilities));
    }

    private static Optional<String> capabilities(List<String> words, ObjectFormat format) {
        if (String.join(" ", words).length() > MAX_CAPABILITY_CHARACTERS) {
            return Optional.of(
                    "the capabilities are longer than "
                            + MAX_CAPABILITY_CHARACTERS
                            + " characters");
        }
        Set<String> names = new HashSet<>();
        for (String word : words) {
            if (word.isEmpty() || !word.chars().allMatch(octet -> octet > ' ' && octet < 0x7F)) {
                return Optional.of("a capability holds a character that is not printable ASCII");
            }
            if (!names.add(word.split("=", 2)[0])) {
                return Optional.of("a capability is named twice");
            }
        }
        // Receive-pack takes the word with any value for the word.
        if (words.stream().anyMatch(word -> word.startsWith(PushRequest.PUSH_OPTIONS + "="))) {
            return Optional.of("the capability push-options has a value");
        }
        return format(words).equals(format.word())
                ? Optional.empty()
                : Optional.of("the object ids are not of the object-format that is named");
    }

    /// A client that names no format speaks of SHA-1.
    private static String format(List<String> capabilities) {
        return capabilities.stream()
                .filter(word -> word.startsWith(PushRequest.OBJECT_FORMAT))
                .map(word -> word.substring(PushRequest.OBJECT_FORMAT.length()))
                .findFirst()
                .orElseGet(ObjectFormat.SHA1::word);
    }

    private static Optional<String> ids(
            List<RefCommand> commands, List<String> shallow, ObjectFormat format) {
        boolean alike =
                commands.stream().allMatch(command -> format.isId(command.newId()))
                        && shallow.stream().allMatch(format::isId);
        return alike
                ? Optional.empty()
                : Optional.of(
                        "an object id is not " + format.hexLength() + " lower-case hex digits");
    }

    private static Optional<String> refs(List<RefCommand> commands) {
        if (commands.size() > PushRequest.MAX_COMMANDS) {
            return Optional.of(
                    "the push has more than "
                            + PushRequest.MAX_COMMANDS
                            + " commands; push fewer refs at once");
        }
        Set<String> names = new HashSet<>();
        return commands.stream().allMatch(command -> names.add(command.ref()))
                ? Optional.empty()
                : Optional.of("a ref is named twice");
    }

    private static Optional<String> options(List<String> options, List<String> capabilities) {
        if (!options.isEmpty() && !capabilities.contains(PushRequest.PUSH_OPTIONS)) {
            return Optional.of("there are push options without the capability push-options");
        }
        if (options.size() > PushRequest.MAX_OPTIONS) {
            return Optional.of("there are more than " + PushRequest.MAX_OPTIONS + " push options");
        }
        return options.stream().map(PushRules::option).flatMap(Optional::stream).findFirst();
    }

    private static Optional<String> option(String option) {
        if (option.isEmpty() || option.codePoints().anyMatch(PushRules::isUnwritable)) {
            return Optional.of("a push option is empty or holds a control character");
        }
        return option.getBytes(StandardCharsets.UTF_8).length > PushRequest.MAX_OPTION_BYTES
                ? Optional.of(
                        "a push option is longer than " + PushRequest.MAX_OPTION_BYTES + " bytes")
                : Optional.empty();
    }

    private static boolean isUnwritable(int codePoint) {
        return (Character.isISOControl(codePoint) && codePoint != '\t')
                || Character.getType(codePoint) == Character.SURROGATE;
    }
}
