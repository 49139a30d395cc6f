package dev.gatehouse.broker;

/// How much the broker has to do at a moment.
///
/// @param connections of agents, idle ones too
/// @param calls under way, at all doors
record Load(int agents, int connections, int calls) {
    @Override
    public String toString() {
        return counted(agents, "agent")
                + ", "
                + counted(connections, "connection")
                + ", "
                + counted(calls, "call")
                + " under way";
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
