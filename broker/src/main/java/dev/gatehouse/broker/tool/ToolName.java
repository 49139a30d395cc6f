package dev.gatehouse.broker.tool;

/// `forge NOUN VERB`.
public record ToolName(String noun, String verb) implements Comparable<ToolName> {
    @Override
    public int compareTo(ToolName other) {
        int byNoun = noun.compareTo(other.noun);
        return byNoun != 0 ? byNoun : verb.compareTo(other.verb);
    }

    @Override
    public String toString() {
        return noun + " " + verb;
    }
}
