package dev.gatehouse.demoforge.misbehaviour;

import java.nio.charset.StandardCharsets;

/// Answers no HTTP server would send, as the pieces between carriage-return line-feeds. Unless one
/// `STAYS_OPEN`, the connection is closed behind it.
public enum Breakage {
    GARBAGE_STATUS_LINE(After.CLOSES, "HELO there", "", ""),
    STATUS_OUT_OF_RANGE(After.CLOSES, "HTTP/1.1 999999 What", "Content-Length: 0", "", ""),
    HTTP_0_9(After.CLOSES, "just a body without any head"),
    CUT_IN_HEAD(After.CLOSES, "HTTP/1.1 200 OK", "Content-Type: appl"),
    CUT_IN_BODY(After.CLOSES, "HTTP/1.1 200 OK", "Content-Length: 100", "", "{\"half\":"),
    CUT_IN_CHUNK(
            After.CLOSES, "HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "", "ff", "{\"half\":"),
    /// More body than promised: what is left over looks like the start of another answer.
    LENGTH_TOO_SHORT(
            After.STAYS_OPEN,
            "HTTP/1.1 200 OK",
            "Content-Length: 2",
            "",
            "{}HTTP/1.1 200 OK",
            "Content-Length: 8",
            "",
            "poisoned"),
    LENGTH_TOO_LONG(After.STAYS_OPEN, "HTTP/1.1 200 OK", "Content-Length: 3000", "", "{}"),
    LENGTH_NEGATIVE(After.CLOSES, "HTTP/1.1 200 OK", "Content-Length: -1", "", "{}"),
    LENGTH_TWICE(
            After.CLOSES, "HTTP/1.1 200 OK", "Content-Length: 2", "Content-Length: 5", "", "{}xxx"),
    LENGTH_AND_CHUNKED(
            After.CLOSES,
            "HTTP/1.1 200 OK",
            "Content-Length: 2",
            "Transfer-Encoding: chunked",
            "",
            "2",
            "{}",
            "0",
            "",
            ""),
    CHUNK_SIZE_GARBAGE(
            After.CLOSES, "HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "", "zz", "{}", ""),
    /// A header value that, passed on carelessly, becomes a second header.
    BARE_CARRIAGE_RETURN(
            After.CLOSES,
            "HTTP/1.1 200 OK",
            "X-One: a\rSet-Cookie: stolen=1",
            "Content-Length: 2",
            "",
            "{}"),
    /// The same with a line feed, which many parsers take for the end of the line.
    BARE_LINE_FEED(
            After.CLOSES,
            "HTTP/1.1 200 OK",
            "X-One: a\nGatehouse-Refusal: limit",
            "Content-Length: 2",
            "",
            "{}"),
    FOLDED_HEADER(After.CLOSES, "HTTP/1.1 200 OK", "X-One: a", " b", "Content-Length: 2", "", "{}"),
    NUL_IN_HEADER(After.CLOSES, "HTTP/1.1 200 OK", "X-One: a\0b", "Content-Length: 2", "", "{}"),
    SPACE_BEFORE_COLON(After.CLOSES, "HTTP/1.1 200 OK", "Content-Length : 2", "", "{}"),
    /// One header of a mebibyte.
    HUGE_HEAD(
            After.CLOSES,
            "HTTP/1.1 200 OK",
            "X-Filler: " + "x".repeat(1024 * 1024),
            "Content-Length: 2",
            "",
            "{}"),
    SWITCHES_PROTOCOLS(
            After.STAYS_OPEN,
            "HTTP/1.1 101 Switching Protocols",
            "Connection: Upgrade",
            "Upgrade: x",
            "",
            ""),
    CLOSES_WITHOUT_A_WORD(After.CLOSES);

    private enum After {
        STAYS_OPEN,
        CLOSES
    }

    private final After after;
    private final String answer;

    Breakage(After after, String... lines) {
        this.after = after;
        this.answer = String.join("\r\n", lines);
    }

    byte[] bytes() {
        return answer.getBytes(StandardCharsets.ISO_8859_1);
    }

    boolean staysOpen() {
        return after == After.STAYS_OPEN;
    }
}
