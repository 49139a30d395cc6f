package dev.gatehouse.broker.policy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What a fetch asks for; for the record only, since Forgejo gives any object of a repository that
/// may be read.
///
/// @param command `ls-refs`, `fetch` or `object-info`
/// @param wants ids of the first objects asked for
/// @param wantCount how many are asked for
/// @param haveCount how many the client says it has
/// @param depth of a shallow fetch
/// @param filter of a partial one, such as `blob:none`
public record FetchFacts(
        String command,
        List<String> wants,
        long wantCount,
        long haveCount,
        OptionalInt depth,
        Optional<String> filter)
        implements BodyFacts {
    public FetchFacts {
        wants = List.copyOf(wants);
    }
}
