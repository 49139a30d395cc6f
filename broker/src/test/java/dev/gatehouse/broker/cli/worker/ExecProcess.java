package dev.gatehouse.broker.cli.worker;

import dev.gatehouse.broker.worker.TestingWorker;
import java.nio.file.Path;
import picocli.CommandLine;

/// `gatehouse worker exec` as a process of its own, against a container that another has made.
final class ExecProcess {
    private ExecProcess() {}

    public static void main(String[] arguments) throws Exception {
        TestingWorker worker = TestingWorker.at(Path.of(arguments[0]), arguments[1]);
        System.exit(
                new CommandLine(
                                new WorkerExecCommand(
                                        new TestingHost(worker, "unused"),
                                        StandardStreams.ofThisProcess()))
                        .execute(worker.agent().value(), "--", "sh", "-c", arguments[2]));
    }
}
