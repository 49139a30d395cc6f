package dev.gatehouse.broker.relay.answer;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// Bytes of a forge's answer to an LFS batch, in which it copies the credential. An ordinary run
/// replays the committed inputs; `JAZZER_FUZZ=1` looks for new ones.
class LfsBatchAnswerFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void leadsNobodyElsewhere(byte[] bytes) {
        TestingBatches.check(bytes);
    }
}
