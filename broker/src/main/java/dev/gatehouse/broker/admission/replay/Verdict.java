package dev.gatehouse.broker.admission.replay;

/// What a policy says of a call as far as its record tells.
sealed interface Verdict {
    record Permits(String rule) implements Verdict {}

    record Refuses(String code, String rule) implements Verdict {}

    /// @param on what the record does not hold
    record Depends(String on) implements Verdict {}

    /// No grant decides on such a call.
    record NoMatterOfGrants() implements Verdict {}
}
