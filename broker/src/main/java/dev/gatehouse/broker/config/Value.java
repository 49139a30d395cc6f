package dev.gatehouse.broker.config;

import dev.gatehouse.broker.config.yaml.Node;
import dev.gatehouse.broker.config.yaml.Node.Mapping;
import dev.gatehouse.broker.config.yaml.Node.Scalar;
import dev.gatehouse.broker.config.yaml.Node.ScalarKind;
import dev.gatehouse.broker.config.yaml.Node.Sequence;
import dev.gatehouse.broker.config.yaml.Place;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// One node of the file under reading: what it is asked for comes back, or a problem is noted and
/// nothing comes back. Only [#word] repeats what the file says.
///
/// @param place where its problems are said to be
record Value(Node node, Place place, String path, Problems problems) {
    private static final Pattern DIGITS = Pattern.compile("0|[1-9][0-9]{0,9}");

    private static final Pattern DECIMAL = Pattern.compile("(0|[1-9][0-9]{0,9})(\\.[0-9]{1,9})?");

    Value(Node node, String path, Problems problems) {
        this(node, node.place(), path, problems);
    }

    /// The same, complaining of another place: that of a key.
    Value at(Place other) {
        return new Value(node, other, path, problems);
    }

    void error(String message, String remedy) {
        problems.error(place, path, message, remedy);
    }

    void warning(String message, String remedy) {
        problems.warning(place, path, message, remedy);
    }

    Value child(Node child, String key) {
        String name = Secrecy.maySay(key) ? key : "?";
        return new Value(child, path.isEmpty() ? name : path + "." + name, problems);
    }

    Optional<Section> section(Block block) {
        return mapping().map(mapping -> new Section(this, mapping, block));
    }

    Optional<Mapping> mapping() {
        return node instanceof Mapping mapping
                ? Optional.of(mapping)
                : wrongType("a mapping", "write 'key: value' lines below it");
    }

    /// Whether this is a single value, and says something.
    boolean isFilledScalar() {
        return node instanceof Scalar && !isNothing();
    }

    boolean isNothing() {
        return node instanceof Scalar scalar && scalar.scalarKind() == ScalarKind.NOTHING;
    }

    boolean isEmptyList() {
        return node instanceof Sequence sequence && sequence.items().isEmpty();
    }

    /// The items of a list of plain values; they share the list's path, as their place tells them
    /// apart.
    List<Value> items() {
        return sequence().stream()
                .flatMap(sequence -> sequence.items().stream())
                .map(item -> new Value(item, path, problems))
                .toList();
    }

    /// The items of a list of mappings, each with its index in its path.
    List<Value> indexedItems() {
        List<Node> nodes = sequence().map(Sequence::items).orElse(List.of());
        return IntStream.range(0, nodes.size())
                .mapToObj(at -> new Value(nodes.get(at), path + "[" + at + "]", problems))
                .toList();
    }

    private Optional<Sequence> sequence() {
        return node instanceof Sequence sequence
                ? Optional.of(sequence)
                : wrongType("a list", "write it as [a, b]");
    }

    Optional<String> text() {
        if (!(node instanceof Scalar scalar)) {
            return wrongType("a text", "write one plain value");
        }
        return switch (scalar.scalarKind()) {
            case NOTHING -> wrongType("a text", "give it a value, or remove the key");
            case NUMBER, BOOLEAN -> wrongType("a text", "put the value in quotes");
            case TEXT -> {
                if (scalar.text().isBlank()) {
                    error("an empty text says nothing", "give it a value, or remove the key");
                    yield Optional.empty();
                }
                yield Optional.of(scalar.text());
            }
        };
    }

    Optional<Boolean> flag() {
        return node instanceof Scalar scalar && scalar.scalarKind() == ScalarKind.BOOLEAN
                ? Optional.of(Boolean.valueOf(scalar.text()))
                : wrongType("true or false", "write true or false, without quotes");
    }

    Optional<Integer> number(int least, int most) {
        if (!(node instanceof Scalar scalar) || scalar.scalarKind() != ScalarKind.NUMBER) {
            return wrongType("a number", "write it in digits, without quotes");
        }
        if (DIGITS.matcher(scalar.text()).matches()) {
            long number = Long.parseLong(scalar.text());
            if (number >= least && number <= most) {
                return Optional.of((int) number);
            }
        }
        error("the number is out of range", "use a whole number from " + least + " to " + most);
        return Optional.empty();
    }

    Optional<BigDecimal> decimal(BigDecimal least, BigDecimal most) {
        if (!(node instanceof Scalar scalar) || scalar.scalarKind() != ScalarKind.NUMBER) {
            return wrongType("a number", "write it in digits, without quotes");
        }
        if (DECIMAL.matcher(scalar.text()).matches()) {
            BigDecimal number = new BigDecimal(scalar.text());
            if (number.compareTo(least) >= 0 && number.compareTo(most) <= 0) {
                return Optional.of(number);
            }
        }
        error("the number is out of range", "use one from " + least + " to " + most);
        return Optional.empty();
    }

    /// @param what the word is, such as `a role`
    Optional<String> word(String what, Collection<String> valid) {
        Optional<String> text = text();
        if (text.isEmpty() || valid.contains(text.get())) {
            return text;
        }
        error(Secrecy.quote(text.get()) + " is not " + what, Suggestion.remedy(text.get(), valid));
        return Optional.empty();
    }

    Optional<Path> absolutePath() {
        Optional<String> text = text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path file = Path.of(text.get());
            if (file.isAbsolute()) {
                return Optional.of(file);
            }
            error("an absolute path was expected", "begin it with '/'");
        } catch (InvalidPathException _) {
            error("this cannot be a path", "write one such as /etc/gatehouse/name");
        }
        return Optional.empty();
    }

    Optional<Long> bytes(long least, long most) {
        Optional<Long> size = scalarText().flatMap(Quantity::bytes);
        if (size.isEmpty()) {
            return wrongType("a size", "write one such as 64MiB; units are KiB, MiB and GiB");
        }
        if (size.get() < least || size.get() > most) {
            String range = Quantity.ofBytes(least) + " to " + Quantity.ofBytes(most);
            error("the size is out of range", "use " + range);
            return Optional.empty();
        }
        return size;
    }

    Optional<Duration> time(Duration least, Duration most) {
        Optional<Duration> time = scalarText().flatMap(Quantity::time);
        if (time.isEmpty()) {
            return wrongType("a time", "write one such as 10s; units are ms, s and m");
        }
        if (time.get().compareTo(least) < 0 || time.get().compareTo(most) > 0) {
            String range = Quantity.ofTime(least) + " to " + Quantity.ofTime(most);
            error("the time is out of range", "use " + range);
            return Optional.empty();
        }
        return time;
    }

    private Optional<String> scalarText() {
        return node instanceof Scalar scalar ? Optional.of(scalar.text()) : Optional.empty();
    }

    private <T> Optional<T> wrongType(String expected, String remedy) {
        error(expected + " was expected, not " + node.kind(), remedy);
        return Optional.empty();
    }
}
