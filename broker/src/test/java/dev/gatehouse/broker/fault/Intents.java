package dev.gatehouse.broker.fault;

import dev.gatehouse.demoforge.http.RecordedRequest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an audit says was going to be sent, held against what a forge got. Pushes are known by the
/// branch, which a test names once; of other calls only the number can be compared.
final class Intents {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern PUSHED = Pattern.compile("refs/heads/dev/[a-z0-9-]+");

    private final Path audit;
    private final Set<String> refs = new HashSet<>();
    private final Map<String, Integer> operations = new HashMap<>();
    private long at;

    Intents(Path audit) {
        this.audit = audit;
    }

    /// Takes in what was written since; a last line that is torn waits for the next time.
    void readOn() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(audit.toFile(), "r")) {
            byte[] fresh = new byte[(int) (file.length() - at)];
            file.seek(at);
            file.readFully(fresh);
            String text = new String(fresh, StandardCharsets.ISO_8859_1);
            int end = text.lastIndexOf('\n') + 1;
            at += end;
            text.substring(0, end).lines().map(JSON::readTree).forEach(this::take);
        }
    }

    private void take(JsonNode record) {
        if (record.path("kind").asString("").equals("intent")) {
            operations.merge(record.path("operation").asString(""), 1, Integer::sum);
            record.path("refs")
                    .valueStream()
                    .map(ref -> ref.path("ref").asString(""))
                    .forEach(refs::add);
        }
    }

    /// Branches that the forge was asked to write by a push, and that stand in no intent.
    Set<String> unannounced(List<RecordedRequest> requests) {
        return pushed(requests)
                .filter(ref -> !refs.contains(ref))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// How many calls of an operation were going to be sent.
    int of(String operation) {
        return operations.getOrDefault(operation, 0);
    }

    /// The branches that the forge was asked to write by a push.
    static Stream<String> pushed(List<RecordedRequest> requests) {
        return requests.stream()
                .filter(request -> request.path().endsWith("/git-receive-pack"))
                .map(request -> PUSHED.matcher(request.body().text()))
                .filter(Matcher::find)
                .map(Matcher::group);
    }
}
