package dev.gatehouse.shim.doctor;

import dev.gatehouse.shim.json.JsonStrings;

/// One line of the doctor.
///
/// @param remedy what to do; empty for nothing
record Finding(State state, String check, String detail, String remedy) {
    enum State {
        OK("ok"),
        WARN("warn"),
        FAIL("fail");

        private final String word;

        State(String word) {
            this.word = word;
        }
    }

    void appendText(StringBuilder text) {
        pad(text, state.word, 6);
        pad(text, check, 12);
        text.append(detail).append('\n');
        if (!remedy.isEmpty()) {
            pad(text, "", 18);
            text.append(remedy).append('\n');
        }
    }

    void appendJson(StringBuilder json) {
        JsonStrings.append(json.append("{\"check\":"), check);
        JsonStrings.append(json.append(",\"state\":"), state.word);
        JsonStrings.append(json.append(",\"detail\":"), detail);
        JsonStrings.append(json.append(",\"remedy\":"), remedy);
        json.append('}');
    }

    private static void pad(StringBuilder text, String word, int width) {
        text.append(word).append(" ".repeat(Math.max(1, width - word.length())));
    }
}
