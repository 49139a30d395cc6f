package dev.gatehouse.broker.model.json;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// Bytes of an agent's request. An ordinary run replays the committed inputs; `JAZZER_FUZZ=1` looks
/// for new ones.
class JsonScanFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void readsAnyBytesInOneWay(byte[] bytes) {
        TestingScans.check(bytes);
    }
}
