package dev.gatehouse.shim.api;

import dev.gatehouse.shim.console.Failure;

/// One `key=value` argument; `key[]` without a value is an empty array.
record Field(String key, String value, Kind kind, boolean isEmptyArray) {
    enum Kind {
        /// `-f`: always a string.
        RAW,
        /// `-F`: literals, integers and `@file` are understood.
        TYPED,
        /// `--form`: a part of a multipart body.
        FORM
    }

    static Field parse(String text, Kind kind, String option) throws Failure {
        int equals = text.indexOf('=');
        if (equals < 0 && text.endsWith("[]") && kind != Kind.FORM) {
            return new Field(text, "", kind, true);
        }
        if (equals <= 0) {
            throw Failure.usage("not a field: '" + text + "'; write " + option + " key=value");
        }
        return new Field(text.substring(0, equals), text.substring(equals + 1), kind, false);
    }
}
