package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.world.Access;
import dev.gatehouse.demoforge.world.Repository;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Which repositories a search asks for; of those, the caller gets what they may see.
final class RepositorySearch {
    private RepositorySearch() {}

    static List<Repository> find(Call call) throws Refusal {
        Predicate<Repository> wanted =
                words(call).and(mode(call)).and(owner(call)).and(reach(call));
        return visible(call).filter(wanted).sorted(order(call)).toList();
    }

    static Stream<Repository> visible(Call call) {
        return call.world().repositories().stream()
                .filter(repository -> repository.accessOf(call.account()).includes(Access.READ));
    }

    private static Predicate<Repository> words(Call call) {
        String words = call.query("q").orElse("").strip().toLowerCase(Locale.ROOT);
        if (isTrue(call, "topic")) {
            return repository -> words.isEmpty() || repository.topics().contains(words);
        }
        boolean alsoDescription = isTrue(call, "includeDesc");
        return repository ->
                contains(repository.fullName(), words)
                        || (alsoDescription && contains(repository.description(), words));
    }

    private static boolean contains(String text, String words) {
        return text.toLowerCase(Locale.ROOT).contains(words);
    }

    private static Predicate<Repository> mode(Call call) throws Refusal {
        String mode = call.query("mode").orElse("");
        return switch (mode) {
            case "source" -> repository -> repository.parent().isEmpty();
            case "fork" -> repository -> repository.parent().isPresent();
            case "mirror" -> repository -> false;
            case "collaborative", "" -> repository -> true;
            default -> throw Refusal.of(422, "Invalid search mode: \"" + mode + "\"");
        };
    }

    /// With `exclusive` what is theirs, otherwise also where they collaborate.
    private static Predicate<Repository> owner(Call call) {
        Optional<String> id = call.query("uid").filter(given -> !given.equals("0"));
        if (id.isEmpty()) {
            return repository -> true;
        }
        Access needed = isTrue(call, "exclusive") ? Access.OWNER : Access.WRITE;
        return repository ->
                call.world().accounts().stream()
                        .filter(account -> Long.toString(account.id()).equals(id.get()))
                        .anyMatch(account -> repository.accessOf(account).includes(needed));
    }

    private static Predicate<Repository> reach(Call call) {
        Optional<String> isPrivate = call.query("is_private");
        boolean alsoPrivate = call.query("private").filter("false"::equals).isEmpty();
        return repository ->
                (alsoPrivate || !repository.isPrivate())
                        && (isPrivate.isEmpty()
                                || isPrivate.get().equals("true") == repository.isPrivate());
    }

    private static boolean isTrue(Call call, String flag) {
        return call.query(flag).filter("true"::equals).isPresent();
    }

    private static Comparator<Repository> order(Call call) throws Refusal {
        String sort = call.query("sort").orElse("");
        Comparator<Repository> order =
                switch (sort) {
                    case "", "alpha" -> Comparator.comparing(Repository::name);
                    case "created", "updated" -> Comparator.comparing(Repository::createdAt);
                    case "id", "size", "git_size", "lfs_size", "stars" ->
                            Comparator.comparingLong(Repository::id);
                    case "forks" -> Comparator.comparingInt(r -> r.forks().size());
                    default -> throw Refusal.of(422, "Invalid sort mode: \"" + sort + "\"");
                };
        return switch (call.query("order").orElse("asc")) {
            case "asc" -> order;
            case "desc" -> order.reversed();
            default ->
                    throw Refusal.of(
                            422, "Invalid sort order: \"" + call.query("order").orElse("") + "\"");
        };
    }
}
