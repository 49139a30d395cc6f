package dev.gatehouse.broker.tool;

import java.util.List;
import java.util.Optional;

/// A parameter of a tool.
///
/// @param name in lower case with dashes: `--name` of the command, a member of MCP's arguments
/// @param shortName the command's one-letter option
/// @param choices the only values, where there are only some
/// @param fallback what holds where none is given, as it is shown to people
/// @param plainName whether its name says all: a model, which reads each definition whole before it
///   begins, is told no more
public record Parameter(
        String name,
        Kind kind,
        String description,
        Presence presence,
        Optional<Character> shortName,
        List<String> choices,
        Optional<String> fallback,
        boolean plainName) {
    /// What a value is.
    public enum Kind {
        TEXT,
        /// A whole number, 0 or more.
        NUMBER,
        FLAG,
        /// Any number of texts; `--name a --name b` or `--name a,b`.
        TEXTS,
        /// As TEXTS, but a comma is a part of the text: only `--name a --name b`.
        LINES,
        /// A longer text; the command also takes it from a file: `--name-file FILE`, `-F FILE`.
        BODY,
        /// Names of files beside the agent; only the command has it.
        FILES
    }

    /// Where a value is given.
    public enum Presence {
        /// An option that may be left out.
        OPTIONAL,
        /// An option that has to be there.
        REQUIRED,
        /// An operand, in the order of the parameters.
        OPERAND,
        /// An operand that may be left out.
        OPTIONAL_OPERAND
    }

    public Parameter {
        choices = List.copyOf(choices);
    }

    private static Parameter of(String name, Kind kind, String description) {
        return new Parameter(
                name,
                kind,
                description,
                Presence.OPTIONAL,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                false);
    }

    public static Parameter text(String name, String description) {
        return of(name, Kind.TEXT, description);
    }

    public static Parameter number(String name, String description) {
        return of(name, Kind.NUMBER, description);
    }

    public static Parameter flag(String name, String description) {
        return of(name, Kind.FLAG, description);
    }

    public static Parameter texts(String name, String description) {
        return of(name, Kind.TEXTS, description);
    }

    public static Parameter lines(String name, String description) {
        return of(name, Kind.LINES, description);
    }

    public static Parameter body(String name, String description) {
        return of(name, Kind.BODY, description);
    }

    public static Parameter files(String name, String description) {
        return of(name, Kind.FILES, description);
    }

    public static Parameter choice(String name, String description, String... choices) {
        return new Parameter(
                name,
                Kind.TEXT,
                description,
                Presence.OPTIONAL,
                Optional.empty(),
                List.of(choices),
                Optional.empty(),
                false);
    }

    public Parameter shortly(char letter) {
        return new Parameter(
                name,
                kind,
                description,
                presence,
                Optional.of(letter),
                choices,
                fallback,
                plainName);
    }

    public Parameter required() {
        return with(Presence.REQUIRED);
    }

    public Parameter operand() {
        return with(Presence.OPERAND);
    }

    public Parameter optionalOperand() {
        return with(Presence.OPTIONAL_OPERAND);
    }

    public Parameter otherwise(String value) {
        return new Parameter(
                name,
                kind,
                description,
                presence,
                shortName,
                choices,
                Optional.of(value),
                plainName);
    }

    /// The same, with other words for what it means here.
    public Parameter described(String other) {
        return new Parameter(name, kind, other, presence, shortName, choices, fallback, plainName);
    }

    public Parameter plain() {
        return new Parameter(name, kind, description, presence, shortName, choices, fallback, true);
    }

    private Parameter with(Presence other) {
        return new Parameter(
                name, kind, description, other, shortName, choices, fallback, plainName);
    }

    /// What is wrong with a value of the right kind; nothing where it fits.
    public Optional<String> objection(Object value) {
        if (value instanceof Long number && number < 0) {
            return Optional.of(name + " is below 0: " + number);
        }
        if (value instanceof String text && isRequired() && text.isBlank()) {
            return Optional.of(name + " is empty");
        }
        return value instanceof String text && !choices.isEmpty() && !choices.contains(text)
                ? Optional.of(
                        "'" + text + "' is no " + name + "; there is " + String.join(", ", choices))
                : Optional.empty();
    }

    public boolean isOperand() {
        return presence == Presence.OPERAND || presence == Presence.OPTIONAL_OPERAND;
    }

    public boolean isRequired() {
        return presence == Presence.REQUIRED || presence == Presence.OPERAND;
    }
}
