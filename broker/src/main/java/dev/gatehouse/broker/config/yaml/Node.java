package dev.gatehouse.broker.config.yaml;

import java.util.List;

/// One value of a YAML file and where it starts. The text form tells kind and place only: a file
/// may hold a secret by mistake.
public sealed interface Node {
    Place place();

    /// What it is, for use in a sentence.
    String kind();

    /// @param entries in the file's order, duplicates included
    record Mapping(Place place, List<Entry> entries) implements Node {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public String kind() {
            return "a mapping";
        }
    }

    record Sequence(Place place, List<Node> items) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /// @param text as written, quotes and escapes resolved
    record Scalar(Place place, ScalarKind scalarKind, String text) implements Node {
        @Override
        public String kind() {
            return switch (scalarKind) {
                case TEXT -> "a text";
                case NUMBER -> "a number";
                case BOOLEAN -> "true or false";
                case NOTHING -> "nothing";
            };
        }

        @Override
        public String toString() {
            return kind() + " at " + place;
        }
    }

    enum ScalarKind {
        TEXT,
        NUMBER,
        BOOLEAN,
        NOTHING
    }

    /// @param place where the key starts
    record Entry(Place place, String key, Node value) {
        @Override
        public String toString() {
            return "a key at " + place + " with " + value;
        }
    }
}
