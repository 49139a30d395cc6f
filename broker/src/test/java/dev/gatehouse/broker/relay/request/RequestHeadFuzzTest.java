package dev.gatehouse.broker.relay.request;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// Bytes of an agent's connection: request lines, headers, bodies. An ordinary run replays the
/// committed inputs; `JAZZER_FUZZ=1` looks for new ones.
class RequestHeadFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void readsAnyBytesInOneWay(byte[] bytes) {
        TestingHeads.check(bytes);
    }
}
