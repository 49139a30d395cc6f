package dev.gatehouse.broker.fault;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The day of an agent that is a process of this host.
@Timeout(300)
class CanaryIT {
    @TempDir Path directory;

    @Test
    void noKeyIsAnywhereAfterADaysWork(TestReporter reporter) throws Exception {
        try (CanaryDay day = new CanaryDay(directory);
                AgentWork work = new HostWork(day.socket(), directory.resolve("home"))) {
            day.leavesNoKeyAnywhere(
                    work, reporter, "home: planted.txt", "objects of git in claude-hooks");
        }
    }
}
