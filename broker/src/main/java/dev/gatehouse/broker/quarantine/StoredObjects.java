package dev.gatehouse.broker.quarantine;

import dev.gatehouse.broker.git.ObjectFormat;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;

/// Reads commits and tags of a repository through `git cat-file`.
final class StoredObjects {
    private static final int MOST_HEAD_BYTES = 1 << 20;
    private static final int MOST_LINE_CHARACTERS = 200;
    private static final int MOST_TAGS_OF_TAGS = 8;

    private final Inquiry inquiry;
    private final ObjectFormat format;

    StoredObjects(Inquiry inquiry, ObjectFormat format) {
        this.inquiry = inquiry;
        this.format = format;
    }

    Set<String> missing(Collection<String> ids) throws IOException, GitFailed, Unresolved {
        Set<String> missing = new LinkedHashSet<>(ids);
        missing.removeAll(types(ids).keySet());
        return missing;
    }

    /// In the order asked for. All have to be there and to be commits.
    SequencedMap<String, CommitObject> commits(Collection<String> ids)
            throws IOException, GitFailed, Unresolved {
        return read(ids, "commit", bytes -> ObjectHead.commit(bytes, format));
    }

    /// The targets of annotated tags, by the tag's id.
    Map<String, String> tagged(Collection<String> tags) throws IOException, GitFailed, Unresolved {
        return read(tags, "tag", bytes -> ObjectHead.tag(bytes, format));
    }

    /// The commits that these commits and annotated tags stand for, by their ids.
    Map<String, String> peeled(Collection<String> ids) throws IOException, GitFailed, Unresolved {
        Map<String, String> peeled = new HashMap<>();
        ids.forEach(id -> peeled.put(id, id));
        for (int round = 0; round <= MOST_TAGS_OF_TAGS; round++) {
            Map<String, String> types = types(Set.copyOf(peeled.values()));
            Set<String> tags = new LinkedHashSet<>();
            for (String id : peeled.values()) {
                switch (types.getOrDefault(id, "missing")) {
                    case "commit" -> {}
                    case "tag" -> tags.add(id);
                    default -> throw noCommit(id);
                }
            }
            if (tags.isEmpty()) {
                return peeled;
            }
            Map<String, String> targets = tagged(tags);
            peeled.replaceAll((_, id) -> targets.getOrDefault(id, id));
        }
        throw new Unresolved("a tag of a tag of a tag, and so on, is not followed so far");
    }

    private static Unresolved noCommit(String id) {
        return new Unresolved(id + " is no commit and no tag of one; push only these");
    }

    private Map<String, String> types(Collection<String> ids)
            throws IOException, GitFailed, Unresolved {
        Map<String, String> types = new HashMap<>();
        try (GitProcess git =
                        inquiry.ask(ids, "cat-file", "--batch-check=%(objectname) %(objecttype)");
                BufferedReader lines = git.lines()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.endsWith(" missing")) {
                    types.put(
                            line.substring(0, format.hexLength()),
                            line.substring(format.hexLength() + 1));
                }
            }
            git.succeed();
        }
        return types;
    }

    private <T> SequencedMap<String, T> read(
            Collection<String> ids, String type, Function<byte[], Optional<T>> parser)
            throws IOException, GitFailed, Unresolved {
        SequencedMap<String, T> objects = new LinkedHashMap<>();
        try (GitProcess git = inquiry.ask(ids, "cat-file", "--batch");
                InputStream output = git.output()) {
            for (String id : ids) {
                byte[] head = head(output, id + " " + type + " ");
                objects.put(id, parser.apply(head).orElseThrow(() -> ambiguous(type, id)));
            }
            git.succeed();
        } catch (EOFException _) {
            if (inquiry.deadline().isPast()) {
                throw inquiry.deadline().missed();
            }
            throw new GitFailed("cat-file", 0, "a " + type + " is missing");
        }
        return objects;
    }

    private static Unresolved ambiguous(String type, String id) {
        return new Unresolved(
                "%s %s is malformed: its header can be read in two ways; make it anew"
                        .formatted(type, id));
    }

    /// The object's first bytes; the rest is skipped, since a message may be long.
    private static byte[] head(InputStream output, String expected) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = output.read(); next != '\n'; next = output.read()) {
            if (next < 0 || line.length() > MOST_LINE_CHARACTERS) {
                throw new EOFException();
            }
            line.append((char) next);
        }
        if (!line.toString().startsWith(expected)) {
            throw new EOFException();
        }
        long bytes = Long.parseLong(line, expected.length(), line.length(), 10);
        byte[] head = output.readNBytes((int) Math.min(bytes, MOST_HEAD_BYTES));
        // One more: the line feed that ends the object.
        output.skipNBytes(bytes - head.length + 1);
        return head;
    }
}
