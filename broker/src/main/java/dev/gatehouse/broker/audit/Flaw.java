package dev.gatehouse.broker.audit;

/// What is wrong with a log.
record Flaw(String what, String expected, String actual) {
    static Flaw notARecord(int bytes) {
        return new Flaw(
                "the line is not an audit record",
                "one JSON object with the fields of its kind",
                bytes + " bytes of something else");
    }
}
