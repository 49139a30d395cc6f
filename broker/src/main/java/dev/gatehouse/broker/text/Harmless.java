package dev.gatehouse.broker.text;

/// The one rule on what a terminal shows and does not act on. What takes the place of the rest is
/// each caller's own matter.
public final class Harmless {
    private Harmless() {}

    /// False of controls and line breaks, of marks that turn the direction of writing or are not to
    /// be seen, and of half a character.
    public static boolean is(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    false;
            default -> true;
        };
    }
}
