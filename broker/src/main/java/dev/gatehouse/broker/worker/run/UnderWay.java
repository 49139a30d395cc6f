package dev.gatehouse.broker.worker.run;

import java.util.List;

/// A run whose first process is alive, whether or not somebody waits for it.
public record UnderWay(RunId id, List<String> command) {
    public UnderWay {
        command = List.copyOf(command);
    }
}
