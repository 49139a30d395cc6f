package dev.gatehouse.broker.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RouteTrieTest {
    private static final List<Operation> OPERATIONS = Catalogue.load().operations();
    private static final RouteTrie TRIE = new RouteTrie();

    static {
        OPERATIONS.forEach(TRIE::add);
    }

    @Test
    void findsEachOperationByItsOwnTemplate() {
        for (Operation operation : OPERATIONS) {
            List<String> path = new ArrayList<>();
            for (String segment : operation.path().substring(1).split("/", -1)) {
                path.add(segment.replace("{diffType}", "diff"));
            }
            assertThat(TRIE.match(operation.method(), path).map(RouteTrie.Match::operation))
                    .as(operation.id())
                    .isEqualTo(Optional.of(operation));
            assertThat(TRIE.methods(path)).contains(operation.method());
        }
    }

    @Property(tries = 2000)
    void agreesWithALinearSearch(
            @ForAll HttpMethod method, @ForAll("pathsNearTemplates") List<String> path) {
        assertThat(TRIE.match(method, path).map(match -> match.operation().id()))
                .isEqualTo(linear(method, path).map(Operation::id));
    }

    /// Templates with some segments replaced, dropped or added, so that most paths match something
    /// or nearly so.
    @Provide
    Arbitrary<List<String>> pathsNearTemplates() {
        Arbitrary<String> words =
                Arbitraries.of(
                        "a",
                        "7",
                        "x.diff",
                        ".diff",
                        "issues",
                        "search",
                        "pulls",
                        "git",
                        "comments",
                        "repos",
                        "jobs",
                        "merge",
                        "-",
                        "link",
                        "latest",
                        "tags",
                        "files",
                        "pinned");
        return Arbitraries.of(OPERATIONS)
                .flatMap(operation ->
                        words.list().ofSize(12).map(chosen -> filled(operation, chosen)))
                .flatMap(path ->
                        Arbitraries.integers()
                                .between(0, path.size() + 3)
                                .flatMap(at -> words.map(word -> changed(path, at, word))));
    }

    private static List<String> filled(Operation operation, List<String> words) {
        List<String> path = new ArrayList<>();
        for (String segment : operation.path().substring(1).split("/", -1)) {
            path.add(segment.startsWith("{") ? words.get(path.size()) : segment);
        }
        return path;
    }

    private static List<String> changed(List<String> path, int at, String word) {
        List<String> changed = new ArrayList<>(path);
        if (at < path.size()) {
            changed.set(at, word);
        } else if (at == path.size()) {
            changed.add(word);
        } else if (at == path.size() + 1) {
            changed.removeLast();
        }
        return changed;
    }

    /// The definition: of all templates that match, the one that is more literal at the first
    /// segment where they differ.
    private static Optional<Operation> linear(HttpMethod method, List<String> path) {
        return OPERATIONS.stream()
                .filter(operation -> operation.method() == method)
                .filter(operation -> matches(operation, path))
                .min(Comparator.comparing(RouteTrieTest::ranks));
    }

    private static boolean matches(Operation operation, List<String> path) {
        List<PathTemplate.Segment> segments = PathTemplate.of(operation).segments();
        boolean open = segments.getLast() instanceof PathTemplate.Segment.Rest;
        if (open ? path.size() < segments.size() : path.size() != segments.size()) {
            return false;
        }
        for (int at = 0; at < segments.size(); at++) {
            String value = path.get(at);
            boolean fits =
                    switch (segments.get(at)) {
                        case PathTemplate.Segment.Literal literal -> literal.text().equals(value);
                        case PathTemplate.Segment.Suffixed ignored ->
                                PathTemplate.Segment.Suffixed.matches(value);
                        case PathTemplate.Segment.Parameter ignored -> true;
                        case PathTemplate.Segment.Rest ignored -> true;
                    };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static String ranks(Operation operation) {
        StringBuilder ranks = new StringBuilder();
        for (PathTemplate.Segment segment : PathTemplate.of(operation).segments()) {
            ranks.append(
                    switch (segment) {
                        case PathTemplate.Segment.Literal ignored -> '0';
                        case PathTemplate.Segment.Suffixed ignored -> '1';
                        case PathTemplate.Segment.Parameter ignored -> '2';
                        case PathTemplate.Segment.Rest ignored -> '3';
                    });
        }
        return ranks.toString();
    }
}
