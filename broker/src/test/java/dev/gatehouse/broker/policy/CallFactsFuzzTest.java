package dev.gatehouse.broker.policy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/// Bytes of a JSON body, from which the policy reads refs, files and repositories; the first of
/// them chooses the operation. An ordinary run replays the committed inputs; `JAZZER_FUZZ=1` looks
/// for new ones.
class CallFactsFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void readsWhatAServerReads(byte[] bytes) {
        if (bytes.length > 0) {
            int chosen = Math.floorMod(bytes[0] - '0', TestingBodyFacts.OPERATIONS.size());
            TestingBodyFacts.check(
                    TestingBodyFacts.OPERATIONS.get(chosen),
                    Arrays.copyOfRange(bytes, 1, bytes.length));
        }
    }
}
