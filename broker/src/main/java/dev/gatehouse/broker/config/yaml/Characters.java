package dev.gatehouse.broker.config.yaml;

import java.util.Optional;

/// The characters a YAML file may hold (YAML 1.2.2, production `c-printable`). Looked at here, as
/// the parser beneath does not say where a forbidden one stands.
final class Characters {
    private Characters() {}

    static Optional<Fault> fault(String text) {
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            if (!isPrintable(character)) {
                return Optional.of(
                        new Fault(
                                Place.of(text, at),
                                String.format(
                                        "the character U+%04X is not allowed in YAML", character),
                                "remove it"));
            }
            at += Character.charCount(character);
        }
        return Optional.empty();
    }

    private static boolean isPrintable(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || character == 0x85
                || (character >= 0x20 && character <= 0x7E)
                || (character >= 0xA0 && character <= 0xD7FF)
                || (character >= 0xE000 && character <= 0xFFFD && character != 0xFEFF)
                || character >= 0x10000;
    }
}
