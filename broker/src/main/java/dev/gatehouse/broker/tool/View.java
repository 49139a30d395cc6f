package dev.gatehouse.broker.tool;

import java.util.List;

/// How a result is shown to a reader. Texts are as the forge has them: whoever prints them takes
/// out what a terminal would act on.
public sealed interface View {
    /// @param columns of their heads, in capitals
    /// @param rows each with a cell for each column
    /// @param none what is said where there is no row
    record Table(List<String> columns, List<List<String>> rows, String none) implements View {
        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /// One thing: a title, facts about it, and its text.
    ///
    /// @param body Markdown, left as it is; may be empty
    record Card(String title, List<Fact> facts, String body) implements View {
        public Card {
            facts = List.copyOf(facts);
        }
    }

    /// A line of a card; left out where there is no value.
    record Fact(String name, String value) {}

    /// One line that says what was done.
    record Line(String text) implements View {}

    /// A text of the forge's that is a result by itself: a diff, a log, a file.
    record Text(String text) implements View {}

    /// Several views, one after the other.
    record Sequence(List<View> views) implements View {
        public Sequence {
            views = List.copyOf(views);
        }
    }
}
