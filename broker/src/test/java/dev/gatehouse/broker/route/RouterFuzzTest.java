package dev.gatehouse.broker.route;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/// A request line as an agent sends it: method, one space, target. An ordinary run replays the
/// committed inputs; `JAZZER_FUZZ=1` looks for new ones.
class RouterFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void readsAnyTargetInOneWay(byte[] bytes) {
        String line = new String(bytes, StandardCharsets.ISO_8859_1);
        int space = Math.max(0, line.indexOf(' '));
        TestingRoutes.check(
                line.substring(0, space), line.substring(Math.min(line.length(), space + 1)));
    }
}
