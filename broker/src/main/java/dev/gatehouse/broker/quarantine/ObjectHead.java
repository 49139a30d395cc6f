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

    private ObjectHead(byte[] object, ObjectFormat format) {
        String text = new String(object, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\n\n");
        this.lines = List.of((end < 0 ? text : text.substring(0, end)).split("\n", -1));
        this.format = format;
    }

    static Optional<CommitObject> commit(byte[] object, ObjectFormat format) {
        ObjectHead head = new ObjectHead(object, format);
        List<String> parents = new ArrayList<>();
        int next = 1;
        while (next < head.lines.size() && head.id("parent", next).isPresent()) {
            parents.add(head.id("parent", next).orElseThrow());
            next++;
        }
        return head.saysAgain("(tree|parent)", next)
                ? Optional.empty()
                : head.id("tree", 0).map(tree -> new CommitObject(tree, parents));
    }

    /// The id of what the tag names.
    static Optional<String> tag(byte[] object, ObjectFormat format) {
        ObjectHead head = new ObjectHead(object, format);
        return head.saysAgain("object", 1) ? Optional.empty() : head.id("object", 0);
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
