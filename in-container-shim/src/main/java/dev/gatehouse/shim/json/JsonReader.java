package dev.gatehouse.shim.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads one JSON document (RFC 8259), strictly: no comments, no trailing commas, no duplicate
/// names, nothing after the value, valid UTF-8, at most [#MAXIMUM_DEPTH] levels.
public final class JsonReader {
    private static final int MAXIMUM_DEPTH = 64;

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    public static Json read(byte[] utf8) throws NotJson {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException _) {
            throw new NotJson("not UTF-8", 0);
        }
        JsonReader reader = new JsonReader(text);
        Json value = reader.value(0);
        reader.skipBlanks();
        if (reader.at != text.length()) {
            throw reader.notJson("something after the value");
        }
        return value;
    }

    private Json value(int depth) throws NotJson {
        if (depth > MAXIMUM_DEPTH) {
            throw notJson("too deep");
        }
        skipBlanks();
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> new Json.Text(string());
            default -> literal();
        };
    }

    private Json object(int depth) throws NotJson {
        Map<String, Json> members = new LinkedHashMap<>();
        at++;
        skipBlanks();
        if (peek() == '}') {
            at++;
            return new Json.Members(members);
        }
        do {
            skipBlanks();
            String name = string();
            skipBlanks();
            expect(':');
            if (members.put(name, value(depth + 1)) != null) {
                throw notJson("a name that stands twice");
            }
        } while (another('}'));
        return new Json.Members(members);
    }

    private Json array(int depth) throws NotJson {
        List<Json> items = new ArrayList<>();
        at++;
        skipBlanks();
        if (peek() == ']') {
            at++;
            return new Json.Items(items);
        }
        do {
            items.add(value(depth + 1));
        } while (another(']'));
        return new Json.Items(items);
    }

    private boolean another(char end) throws NotJson {
        skipBlanks();
        if (peek() == end) {
            at++;
            return false;
        }
        expect(',');
        return true;
    }

    private String string() throws NotJson {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (peek() != '"') {
            char c = text.charAt(at++);
            if (c < 0x20) {
                throw notJson("a control character in a string");
            }
            string.append(c == '\\' ? escaped() : c);
        }
        at++;
        return string.toString();
    }

    private char escaped() throws NotJson {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw notJson("an unknown escape");
        };
    }

    private char unicode() throws NotJson {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = peek() <= 'f' ? Character.digit(peek(), 16) : -1;
            if (digit < 0) {
                throw notJson("a wrong escape");
            }
            value = value * 16 + digit;
            at++;
        }
        return (char) value;
    }

    private Json literal() throws NotJson {
        int start = at;
        while (at < text.length() && isLiteralChar(text.charAt(at))) {
            at++;
        }
        String literal = text.substring(start, at);
        return switch (literal) {
            case "true", "false", "null" -> new Json.Literal(literal);
            default -> {
                if (!JsonNumbers.isNumber(literal)) {
                    throw notJson("neither a value nor a number");
                }
                yield new Json.Literal(literal);
            }
        };
    }

    private static boolean isLiteralChar(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "+-.E".indexOf(c) >= 0;
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() throws NotJson {
        if (at >= text.length()) {
            throw notJson("an early end");
        }
        return text.charAt(at);
    }

    private void expect(char c) throws NotJson {
        if (peek() != c) {
            throw notJson("no '" + c + "'");
        }
        at++;
    }

    private NotJson notJson(String what) {
        return new NotJson(what, at);
    }
}
