package dev.gatehouse.broker.admission;

import dev.gatehouse.protocol.Refusal;
import java.util.Optional;

/// What would become of a call.
public sealed interface Explanation {
    record Permitted(String operation, String rule) implements Explanation {}

    /// @param operation none where no route was found
    record Refused(Optional<String> operation, Refusal refusal) implements Explanation {}

    /// Granted by name; Forgejo has to be asked for the rest.
    record Depends(String operation, String rule, String detail) implements Explanation {}
}
