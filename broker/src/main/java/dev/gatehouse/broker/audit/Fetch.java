package dev.gatehouse.broker.audit;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// What a fetch asked for.
///
/// @param command `ls-refs`, `fetch` or `object-info`
/// @param wants ids of objects, at most [#MAX_WANTS]
/// @param wantCount how many were asked for
/// @param haveCount how many the client said it has
/// @param depth of a shallow fetch
/// @param filter of a partial one, such as `blob:none`
public record Fetch(
        String command,
        List<String> wants,
        long wantCount,
        long haveCount,
        OptionalInt depth,
        Optional<String> filter) {
    /// More are counted, but not named.
    public static final int MAX_WANTS = 16;

    private static final Pattern WORD = Pattern.compile("[a-z][a-z-]{0,31}");
    private static final Pattern FILTER = Pattern.compile("[A-Za-z0-9:=+,%._/-]{1,128}");

    public Fetch {
        wants = List.copyOf(wants);
        if (!WORD.matcher(command).matches()) {
            throw new IllegalArgumentException("a command is 1 to 32 of a-z and '-'");
        }
        if (wants.size() > MAX_WANTS) {
            throw new IllegalArgumentException("at most " + MAX_WANTS + " wants are named");
        }
        wants.forEach(RefUpdate::checkObjectId);
        // An agent writes it; what is no filter of git's is left out rather than recorded.
        filter = filter.filter(text -> FILTER.matcher(text).matches());
    }
}
