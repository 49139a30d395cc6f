package dev.gatehouse.broker.git;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What a `git-upload-pack` request asks for, for the record: such a request changes nothing, and a
/// repository that may be read may be read whole.
///
/// @param command `ls-refs`, `fetch` or `object-info`; `fetch` for protocol versions 0 and 1
/// @param wants the first 16 of the objects or refs that are asked for
/// @param wantCount how many are asked for
/// @param haveCount how many objects the client says it has
/// @param filter of a partial clone, such as `blob:none`
/// @param depth of a shallow clone, in commits
public record UploadRequest(
        String command,
        List<String> wants,
        int wantCount,
        int haveCount,
        Optional<String> filter,
        OptionalInt depth) {
    static final int MAX_WANTS = 16;

    public UploadRequest {
        wants = List.copyOf(wants);
        if (wants.size() != Math.min(wantCount, MAX_WANTS) || haveCount < 0) {
            throw new IllegalArgumentException("the counts do not fit the wants");
        }
    }

    /// Reads a whole body, inflated, of protocol version 0, 1 or 2. Never throws.
    public static Parsing parse(byte[] body) {
        try {
            return new Parsing.Parsed(new UploadBody().read(body));
        } catch (NotGit problem) {
            return new Parsing.Malformed("the fetch cannot be read: " + problem.getMessage());
        }
    }
}
