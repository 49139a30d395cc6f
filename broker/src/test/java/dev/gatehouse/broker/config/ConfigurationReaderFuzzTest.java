package dev.gatehouse.broker.config;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// A configuration file of any bytes. An ordinary run replays the committed inputs; `JAZZER_FUZZ=1`
/// looks for new ones.
class ConfigurationReaderFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void readsOrSaysWhereItIsWrong(byte[] bytes) {
        TestingFiles.check(bytes);
    }
}
