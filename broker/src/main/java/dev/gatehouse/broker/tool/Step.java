package dev.gatehouse.broker.tool;

import java.util.List;

/// Something that only the agent's side can do, because its files and its git are there: see
/// [dev.gatehouse.protocol.CommandFrame#STEP].
public sealed interface Step {
    record Git(List<String> arguments) implements Step {
        public Git {
            arguments = List.copyOf(arguments);
        }
    }

    /// @param path of the API, encoded, with its query
    record Upload(String path, String file) implements Step {}

    /// @param file the name to write to; `-` is standard output
    record Download(String path, String file) implements Step {}
}
