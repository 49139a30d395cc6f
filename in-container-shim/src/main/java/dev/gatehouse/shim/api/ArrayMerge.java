package dev.gatehouse.shim.api;

import dev.gatehouse.shim.console.Failure;
import java.io.IOException;
import java.io.OutputStream;

/// Makes one JSON array of the arrays of several pages, while they stream through: the outer
/// brackets go, strings and inner brackets are told apart, nothing else is parsed and nothing is
/// kept. A page that is no array passes as it is.
final class ArrayMerge extends OutputStream {
    private enum Place {
        /// Before the first byte that counts.
        BEFORE,
        /// In the outer array, before its first item or its end.
        OPENED,
        ITEMS,
        STRING,
        ESCAPE,
        AFTER,
        /// In a page that is no array.
        OTHER
    }

    private final OutputStream output;
    private Place place = Place.BEFORE;
    private int depth;
    private boolean arrayOpen;
    private boolean anyItem;

    ArrayMerge(OutputStream output) {
        this.output = output;
    }

    /// Says that the bytes of a page are complete.
    void endPage() throws IOException {
        if (place != Place.BEFORE && place != Place.AFTER && place != Place.OTHER) {
            throw notJson("ends inside its array");
        }
        place = Place.BEFORE;
        depth = 0;
    }

    /// Closes the merged array. Not called after a failure: an array without an end is visibly
    /// incomplete.
    void end() throws IOException {
        if (arrayOpen) {
            output.write(']');
            arrayOpen = false;
            anyItem = false;
        }
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        int start = offset;
        for (int i = offset; i < end; i++) {
            Place before = place;
            step(bytes[i]);
            if (before == Place.AFTER) {
                start = i + 1;
            } else if (before == Place.BEFORE || before == Place.OPENED) {
                // Blanks, the opening bracket and the end of an empty array are not copied.
                start = isCopied() ? i : i + 1;
            } else if (place == Place.AFTER) {
                output.write(bytes, start, i - start);
                start = i + 1;
            }
        }
        if (start < end) {
            output.write(bytes, start, end - start);
        }
    }

    private boolean isCopied() {
        return place != Place.BEFORE && place != Place.OPENED && place != Place.AFTER;
    }

    private void step(byte octet) throws IOException {
        switch (place) {
            case BEFORE -> begin(octet);
            case OPENED -> {
                if (!isBlank(octet)) {
                    if (octet != ']') {
                        separate();
                    }
                    place = Place.ITEMS;
                    inItems(octet);
                }
            }
            case ITEMS -> inItems(octet);
            case STRING -> {
                if (octet == '\\') {
                    place = Place.ESCAPE;
                } else if (octet == '"') {
                    place = Place.ITEMS;
                }
            }
            case ESCAPE -> place = Place.STRING;
            case AFTER -> {
                if (!isBlank(octet)) {
                    throw notJson("goes on after its array");
                }
            }
            case OTHER -> {}
        }
    }

    private void begin(byte octet) throws IOException {
        if (isBlank(octet)) {
            return;
        }
        if (octet != '[') {
            end();
            place = Place.OTHER;
            return;
        }
        if (!arrayOpen) {
            output.write('[');
            arrayOpen = true;
        }
        depth = 1;
        place = Place.OPENED;
    }

    private void separate() throws IOException {
        if (anyItem) {
            output.write(',');
        }
        anyItem = true;
    }

    private void inItems(byte octet) {
        switch (octet) {
            case '"' -> place = Place.STRING;
            case '[', '{' -> depth++;
            case ']', '}' -> {
                depth--;
                if (depth == 0) {
                    place = Place.AFTER;
                }
            }
            default -> {}
        }
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\n' || octet == '\r' || octet == '\t';
    }

    private static Failure notJson(String what) {
        return Failure.unreachable("a page " + what + ": it is not JSON; the output is incomplete");
    }
}
