package dev.gatehouse.broker.quarantine;

import dev.gatehouse.broker.git.ObjectFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The header lines of a commit or an annotated tag, read in the one way that all readers agree on.
/// Git takes the first `tree` of a commit and stops looking; Forgejo reads on, also in lines that
/// continue another header, and takes the last. An object with a second one would be checked as one
/// commit and built as another, so it is not read at all.
final class ObjectHead {
    private final List<String> lines;
    private final ObjectFormat format;

    private ObjectHead(List<String> lines, ObjectFormat format) {
        this.lines = lines;
        this.format = format;
    }

    /// Empty where the object is cut off within its header.
    private static Optional<ObjectHead> of(byte[] object, ObjectFormat format) {
        String text = new String(object, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\n\n");
        return end < 0
                ? Optional.empty()
                : Optional.of(
                        new ObjectHead(List.of(text.substring(0, end).split("\n", -1)), format));
    }

    /// @param object the object, or so much of it that its header ends within
    static Optional<CommitObject> commit(byte[] object, ObjectFormat format) {
        return of(object, format).flatMap(ObjectHead::commit);
    }

    /// The id of what the tag names.
    static Optional<String> tag(byte[] object, ObjectFormat format) {
        return of(object, format)
                .filter(head -> !head.saysAgain("object", 1))
                .flatMap(head -> head.id("object", 0));
    }

    private Optional<CommitObject> commit() {
        List<String> parents = new ArrayList<>();
        int next = 1;
        while (next < lines.size() && id("parent", next).isPresent()) {
            parents.add(id("parent", next).orElseThrow());
            next++;
        }
        return saysAgain("(tree|parent)", next)
                ? Optional.empty()
                : id("tree", 0).map(tree -> new CommitObject(tree, parents));
    }

    private Optional<String> id(String word, int line) {
        String text = lines.get(line);
        return text.startsWith(word + " ")
                ? Optional.of(text.substring(word.length() + 1)).filter(format::isId)
                : Optional.empty();
    }

    private boolean saysAgain(String word, int from) {
        Pattern again =
                Pattern.compile(word + "[^\\p{Alnum}]*[0-9a-fA-F]{" + format.hexLength() + "}");
        return again.matcher(String.join("\n", lines.subList(from, lines.size()))).find();
    }
}
