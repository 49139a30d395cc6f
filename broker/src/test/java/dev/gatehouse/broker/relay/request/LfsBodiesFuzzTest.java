package dev.gatehouse.broker.relay.request;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/// Bytes of a body of Git LFS; the first of them chooses the call, by its digit. An ordinary run
/// replays the committed inputs; `JAZZER_FUZZ=1` looks for new ones.
class LfsBodiesFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void decidesOnWhatAServerReads(byte[] bytes) {
        if (bytes.length > 0) {
            int chosen = Math.floorMod(bytes[0] - '0', TestingBodies.LFS_CALLS.size());
            TestingBodies.checkLfs(
                    TestingBodies.LFS_CALLS.get(chosen),
                    Arrays.copyOfRange(bytes, 1, bytes.length));
        }
    }
}
