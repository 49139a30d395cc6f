package dev.gatehouse.broker.model.json;

import dev.gatehouse.broker.model.json.JsonPaths.Node;
import dev.gatehouse.broker.model.json.JsonProgress.Defect;
import dev.gatehouse.broker.model.json.JsonProgress.Unfinished;
import dev.gatehouse.broker.model.json.JsonProgress.Whole;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Reads one JSON document (RFC 8259) in pieces of any size, checks all of it, and tells the values
/// at wanted paths as they come by. Holds a few kilobytes, however large the document.
///
/// Refuses what readers could take in different ways on the way to a wanted value: a name given
/// twice or in other spelling, half a surrogate pair; and everywhere: bytes that are not UTF-8,
/// byte order marks, anything after the document, more than 200 levels. One thread.
public final class JsonScan {
    private static final int MOST_VALUE_BYTES = 512;
    private static final int COPY_BYTES = 8192;
    private static final Unfinished UNFINISHED = new Unfinished();
    private static final Whole WHOLE = new Whole();

    private enum At {
        VALUE,
        FIRST_ELEMENT,
        FIRST_NAME,
        NAME,
        IN_NAME,
        COLON,
        IN_STRING,
        IN_NUMBER,
        IN_LITERAL,
        AFTER_VALUE,
        AFTER_DOCUMENT
    }

    private final JsonValues values;
    private final Levels levels;
    private final StringScan string = new StringScan();
    private final NumberScan number = new NumberScan();
    private At at = At.VALUE;
    private String literal = "";
    private int literalLength;
    private @Nullable String wanted;
    private long offset;
    private int next;
    private @Nullable Defect defect;
    private byte[] copied = new byte[0];

    public JsonScan(JsonPaths paths, JsonValues values) {
        this.levels = new Levels(paths.root());
        this.values = values;
    }

    /// Takes all that remains in the buffer.
    public JsonProgress accept(ByteBuffer piece) {
        if (piece.hasArray()) {
            int from = piece.arrayOffset() + piece.position();
            int length = piece.remaining();
            piece.position(piece.limit());
            return accept(piece.array(), from, length);
        }
        if (copied.length == 0) {
            copied = new byte[COPY_BYTES];
        }
        while (piece.hasRemaining()) {
            int length = Math.min(piece.remaining(), copied.length);
            piece.get(copied, 0, length);
            accept(copied, 0, length);
        }
        return progress();
    }

    /// @return [Unfinished] or a [Defect]
    public JsonProgress accept(byte[] bytes, int from, int length) {
        if (defect != null) {
            return defect;
        }
        next = from;
        try {
            int end = from + length;
            while (next < end) {
                if (at == At.IN_STRING || at == At.IN_NAME) {
                    insideString(bytes, end);
                } else if (take(bytes[next] & 0xFF)) {
                    next++;
                }
            }
            offset += length;
        } catch (DefectException broken) {
            defect = new Defect(offset + (next - from), broken.problem());
        }
        return progress();
    }

    /// The document ends here.
    ///
    /// @return [Whole] or a [Defect]
    public JsonProgress end() {
        if (defect != null) {
            return defect;
        }
        try {
            if (at == At.IN_NUMBER) {
                endNumber();
            }
            if (at != At.AFTER_DOCUMENT) {
                throw new DefectException("the document ends too soon");
            }
            return WHOLE;
        } catch (DefectException broken) {
            defect = new Defect(offset, broken.problem());
            return defect;
        }
    }

    private JsonProgress progress() {
        return defect == null ? UNFINISHED : defect;
    }

    private void insideString(byte[] bytes, int end) throws DefectException {
        try {
            string.accept(bytes, next, end);
        } finally {
            next = string.position();
        }
        if (!string.isClosed()) {
            return;
        }
        if (at == At.IN_STRING) {
            tell(wanted == null ? null : new JsonValue.Text(string.text()));
            afterValue();
            return;
        }
        if (levels.namesMatter()) {
            levels.named(string.text());
        } else {
            levels.unread();
        }
        at = At.COLON;
    }

    /// @return false where the byte ended a number and has to be looked at again
    private boolean take(int value) throws DefectException {
        switch (at) {
            case IN_NUMBER -> {
                if (!number.accept(value)) {
                    endNumber();
                    return false;
                }
            }
            case IN_LITERAL -> literal(value);
            default -> {
                if (value != ' ' && value != '\n' && value != '\r' && value != '\t') {
                    token(value);
                }
            }
        }
        return true;
    }

    private void token(int value) throws DefectException {
        switch (at) {
            case VALUE -> value(value);
            case FIRST_ELEMENT -> {
                if (value == ']') {
                    close();
                } else {
                    value(value);
                }
            }
            case FIRST_NAME -> {
                if (value == '}') {
                    close();
                } else {
                    name(value);
                }
            }
            case NAME -> name(value);
            case COLON -> {
                require(value == ':', "a ':' is missing after a name");
                at = At.VALUE;
            }
            case AFTER_VALUE -> afterValue(value);
            case AFTER_DOCUMENT -> throw new DefectException("something follows the document");
            case IN_NAME, IN_STRING, IN_NUMBER, IN_LITERAL ->
                    throw new IllegalStateException("inside " + at + " every byte counts");
        }
    }

    private void name(int value) throws DefectException {
        require(value == '"', "a name in double quotes is missing");
        string.begin(levels.namesMatter() ? Levels.MOST_NAME_BYTES : 0);
        at = At.IN_NAME;
    }

    private void value(int value) throws DefectException {
        Node node = levels.next();
        wanted = node == null ? null : node.path();
        if (value == '"') {
            string.begin(wanted == null ? 0 : MOST_VALUE_BYTES);
            at = At.IN_STRING;
        } else if (value == '{' || value == '[') {
            tell(new JsonValue.Composite(value == '['));
            levels.open(value == '[');
            at = value == '[' ? At.FIRST_ELEMENT : At.FIRST_NAME;
        } else if (NumberScan.begins(value)) {
            number.begin(value, wanted != null);
            at = At.IN_NUMBER;
        } else {
            beginLiteral(value);
        }
    }

    private void beginLiteral(int value) throws DefectException {
        literal =
                switch (value) {
                    case 't' -> "true";
                    case 'f' -> "false";
                    case 'n' -> "null";
                    case 0xEF, 0xFE, 0xFF ->
                            throw new DefectException(
                                    "a byte order mark, or another character that is not JSON");
                    default -> throw new DefectException("a value is missing");
                };
        literalLength = 1;
        at = At.IN_LITERAL;
    }

    private void literal(int value) throws DefectException {
        require(value == literal.charAt(literalLength), "a word is not true, false or null");
        if (++literalLength == literal.length()) {
            tell(
                    literal.equals("null")
                            ? new JsonValue.Nothing()
                            : new JsonValue.Flag(literal.equals("true")));
            afterValue();
        }
    }

    private void endNumber() throws DefectException {
        number.end();
        tell(wanted == null ? null : new JsonValue.Numeral(number.digits()));
        afterValue();
    }

    private void afterValue(int value) throws DefectException {
        boolean array = levels.inArray();
        if (value == ',') {
            at = array ? At.VALUE : At.NAME;
        } else {
            require(
                    value == (array ? ']' : '}'),
                    "a ',' or the end of an object or array is missing");
            close();
        }
    }

    private void close() {
        levels.close();
        afterValue();
    }

    private void afterValue() {
        at = levels.isEmpty() ? At.AFTER_DOCUMENT : At.AFTER_VALUE;
    }

    private void tell(@Nullable JsonValue value) {
        if (wanted != null && value != null) {
            values.found(wanted, value);
        }
    }

    private static void require(boolean fine, String problem) throws DefectException {
        if (!fine) {
            throw new DefectException(problem);
        }
    }
}
