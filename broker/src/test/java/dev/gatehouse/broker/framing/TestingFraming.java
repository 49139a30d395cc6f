package dev.gatehouse.broker.framing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What [RequestGrammar] makes of a stream of bytes: how many heads it saw end, the body behind
/// each, and the problem it stopped at.
record TestingFraming(List<String> bodies, Optional<String> problem) {
    static TestingFraming of(byte[] bytes) {
        RequestGrammar grammar = new RequestGrammar();
        List<ByteArrayOutputStream> bodies = new ArrayList<>();
        for (int at = 0; at < bytes.length; at++) {
            if (grammar.skippableBytes() > 0) {
                bodies.getLast().write(bytes[at]);
                grammar.skipBody(1);
                continue;
            }
            boolean insideHead = grammar.isInsideHead();
            Optional<String> problem = grammar.accept(bytes[at]);
            if (problem.isPresent()) {
                return framing(bodies, problem);
            }
            if (insideHead && !grammar.isInsideHead()) {
                bodies.add(new ByteArrayOutputStream());
            }
        }
        return framing(bodies, Optional.empty());
    }

    static TestingFraming of(String latin1) {
        return of(bytes(latin1));
    }

    static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static TestingFraming framing(
            List<ByteArrayOutputStream> bodies, Optional<String> problem) {
        return new TestingFraming(
                bodies.stream().map(body -> body.toString(StandardCharsets.ISO_8859_1)).toList(),
                problem);
    }
}
