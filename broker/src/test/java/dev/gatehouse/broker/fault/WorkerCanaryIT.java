package dev.gatehouse.broker.fault;

import dev.gatehouse.broker.worker.RequiresDocker;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The day of an agent in its container, with nothing but `forge` and `git`.
@RequiresDocker
@Timeout(400)
class WorkerCanaryIT {
    @TempDir Path directory;

    @Test
    void noKeyIsAnywhereAfterADaysWork(TestReporter reporter) throws Exception {
        Path place = directory.toRealPath();
        try (CanaryDay day = new CanaryDay(place);
                AgentWork work = ContainerWork.start(day.socket(), day.forge())) {
            day.leavesNoKeyAnywhere(
                    work,
                    reporter,
                    "the container's files",
                    "the container's processes",
                    "objects of git in claude-hooks");
        }
    }
}
