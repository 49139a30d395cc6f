package dev.gatehouse.demoforge.model;

import java.util.List;

/// What the model does in a conversation: the first turn where no tool has been run yet, the second
/// after the first tool's result, and so on; the last one from then on. So each conversation plays
/// it from the beginning, and a call that is repeated gets the same answer.
///
/// @param usage what each answer says that it used
public record Script(List<Turn> turns, Usage usage) {
    private static final Usage USAGE = new Usage(100, 20, 30, 40);

    public Script {
        if (turns.isEmpty()) {
            throw new IllegalArgumentException("a script needs a turn");
        }
        turns = List.copyOf(turns);
    }

    public static Script of(Turn... turns) {
        return new Script(List.of(turns), USAGE);
    }

    public Script using(Usage other) {
        return new Script(turns, other);
    }

    Turn after(int toolResults) {
        return turns.get(Math.min(toolResults, turns.size() - 1));
    }
}
