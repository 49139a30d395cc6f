package dev.gatehouse.broker.systemd;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// The environment of `sd_listen_fds(3)` and `sd_notify(3)`. An ordinary run replays the committed
/// inputs; `JAZZER_FUZZ=1` looks for new ones.
class HandedSocketsFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void takesNothingButWhatWasHandedOver(byte[] bytes) {
        TestingHandover.check(bytes);
    }
}
