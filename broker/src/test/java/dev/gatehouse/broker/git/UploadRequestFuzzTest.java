package dev.gatehouse.broker.git;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// Bytes of an agent's fetch. An ordinary run replays the committed inputs; `JAZZER_FUZZ=1` looks
/// for new ones.
class UploadRequestFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void readsAnyBytes(byte[] bytes) {
        TestingFetches.check(bytes);
    }
}
