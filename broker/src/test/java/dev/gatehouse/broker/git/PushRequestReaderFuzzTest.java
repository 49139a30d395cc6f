package dev.gatehouse.broker.git;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// Bytes of an agent's push. An ordinary run replays the committed inputs; `JAZZER_FUZZ=1` looks
/// for new ones.
class PushRequestReaderFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void readsAnyBytesInOneWay(byte[] bytes) {
        TestingPushes.check(bytes);
    }
}
