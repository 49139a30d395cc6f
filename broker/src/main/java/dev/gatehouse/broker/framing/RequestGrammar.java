package dev.gatehouse.broker.framing;

import java.util.Locale;
import java.util.Optional;

/// Follows a stream of HTTP/1.1 requests byte by byte and stops at the first byte on which two
/// parsers could disagree. Narrower than RFC 9112 on purpose: what it accepts, every parser frames
/// alike.
///
/// Refused: bare CR or LF (2.2), a fold (5.2), white space around a field name (5.1), anything but
/// single spaces in the request line (3), HTTP/1.0 (2.3), no or several Host (3.2), a CONNECT with
/// a body (RFC 9110, 9.3.6), several or odd Content-Length (6.2), any transfer coding but one
/// `chunked` and any beside a Content-Length (6.1), chunk extensions (7.1.1) and trailers (7.1.2).
/// One instance follows one connection.
final class RequestGrammar {
    static final int MAX_REQUEST_LINE_BYTES = 8 * 1024;
    static final int MAX_HEAD_BYTES = 32 * 1024;
    static final int MAX_FIELDS = 100;

    private static final String BAD_REQUEST_LINE =
            "a request line that is not 'METHOD TARGET HTTP/1.1'";
    private static final int MAX_LENGTH_DIGITS = 15;
    private static final int MAX_CHUNK_DIGITS = 7;

    private enum State {
        HEAD_LINE,
        HEAD_LINE_FEED,
        BODY,
        CHUNK_LINE,
        CHUNK_LINE_FEED,
        CHUNK_END,
        CHUNK_END_FEED,
        LAST_END,
        LAST_END_FEED
    }

    private final boolean proxy;
    private final StringBuilder line = new StringBuilder(256);

    private State state = State.HEAD_LINE;
    private boolean requestLineSeen;
    private int headBytes;
    private int fields;
    private int hosts;
    private boolean connect;
    private boolean hostNeeded;
    private boolean tunnel;
    private boolean chunked;
    private long contentLength = -1;
    private long bodyBytesLeft;

    RequestGrammar() {
        this(false);
    }

    private RequestGrammar(boolean proxy) {
        this.proxy = proxy;
    }

    /// For a proxy, which may be asked for tunnels. There a CONNECT may be of HTTP/1.0 and without
    /// Host, as Python sends it before 3.12: it has no body, so that all frame it alike.
    static RequestGrammar ofProxy() {
        return new RequestGrammar(true);
    }

    /// Whether bytes of a head have come and its end has not.
    boolean isInsideHead() {
        return (state == State.HEAD_LINE || state == State.HEAD_LINE_FEED) && headBytes > 0;
    }

    /// Whether the next byte belongs to a body.
    boolean isInsideBody() {
        return state != State.HEAD_LINE && state != State.HEAD_LINE_FEED;
    }

    /// Whether the last head that ended was that of a CONNECT to a proxy: the next byte may be of
    /// another protocol, and is not accepted here.
    boolean isAtTunnel() {
        return tunnel;
    }

    /// How many of the next bytes are body and need no look: the caller skips them by [#skipBody].
    long skippableBytes() {
        return state == State.BODY ? bodyBytesLeft : 0;
    }

    void skipBody(long bytes) {
        bodyBytesLeft -= bytes;
        if (bodyBytesLeft == 0) {
            state = chunked ? State.CHUNK_END : State.HEAD_LINE;
        }
    }

    /// Takes one byte that is not skippable.
    ///
    /// @return what is wrong with it, safe to show
    Optional<String> accept(byte octet) {
        return switch (state) {
            case HEAD_LINE -> headByte(octet);
            case HEAD_LINE_FEED -> feed(octet).or(this::endOfHeadLine);
            case CHUNK_LINE -> chunkLineByte(octet);
            case CHUNK_LINE_FEED -> feed(octet).or(this::endOfChunkLine);
            case CHUNK_END -> carriageReturn(octet, State.CHUNK_END_FEED);
            case CHUNK_END_FEED -> feed(octet).or(() -> next(State.CHUNK_LINE));
            case LAST_END -> carriageReturn(octet, State.LAST_END_FEED);
            case LAST_END_FEED -> feed(octet).or(() -> next(State.HEAD_LINE));
            case BODY -> throw new IllegalStateException("body bytes are skipped, not accepted");
        };
    }

    private Optional<String> headByte(byte octet) {
        headBytes++;
        tunnel = false;
        if (octet == '\r') {
            return next(State.HEAD_LINE_FEED);
        }
        if ((octet < ' ' && octet != '\t') || octet == 0x7f) {
            return Optional.of("a control or non-ASCII byte in the head");
        }
        if (!requestLineSeen && (octet == '\t' || (octet == ' ' && line.isEmpty()))) {
            return Optional.of(BAD_REQUEST_LINE);
        }
        line.append((char) (octet & 0xff));
        if (!requestLineSeen && line.length() > MAX_REQUEST_LINE_BYTES) {
            return Optional.of("a request line of more than " + MAX_REQUEST_LINE_BYTES + " bytes");
        }
        return headBytes > MAX_HEAD_BYTES
                ? Optional.of("a head of more than " + MAX_HEAD_BYTES + " bytes")
                : Optional.empty();
    }

    private Optional<String> endOfHeadLine() {
        String text = line.toString();
        line.setLength(0);
        state = State.HEAD_LINE;
        if (!requestLineSeen) {
            requestLineSeen = true;
            return requestLine(text);
        }
        return text.isEmpty() ? endOfHead() : field(text);
    }

    private Optional<String> requestLine(String text) {
        int first = text.indexOf(' ');
        int second = text.indexOf(' ', first + 1);
        if (first <= 0
                || second <= first + 1
                || text.indexOf(' ', second + 1) >= 0
                || !isToken(text.substring(0, first))) {
            return Optional.of(BAD_REQUEST_LINE);
        }
        connect = text.startsWith("CONNECT ");
        String version = text.substring(second + 1);
        boolean olderTunnel = proxy && connect && version.equals("HTTP/1.0");
        hostNeeded = !olderTunnel;
        return olderTunnel || version.equals("HTTP/1.1")
                ? Optional.empty()
                : Optional.of("a protocol version other than HTTP/1.1");
    }

    private Optional<String> field(String text) {
        int colon = text.indexOf(':');
        if (text.charAt(0) == ' ' || text.charAt(0) == '\t') {
            return Optional.of("a folded header line");
        }
        if (colon <= 0 || !isToken(text.substring(0, colon))) {
            return Optional.of("a header line that is not 'Name: value'");
        }
        fields++;
        if (fields > MAX_FIELDS) {
            return Optional.of("more than " + MAX_FIELDS + " header lines");
        }
        String value = text.substring(colon + 1).strip();
        return switch (text.substring(0, colon).toLowerCase(Locale.ROOT)) {
            case "host" -> ++hosts > 1 ? Optional.of("more than one Host") : Optional.empty();
            case "content-length" -> contentLength(value);
            case "transfer-encoding" -> transferEncoding(value);
            case "trailer" -> Optional.of("a Trailer header");
            // The last two open the WebSocket handshake of 2010, and by them alone Netty takes the
            // next eight bytes for a body (HttpUtil.getContentLength).
            case "upgrade", "http2-settings", "sec-websocket-key1", "sec-websocket-key2" ->
                    Optional.of("an upgrade of the protocol");
            default -> Optional.empty();
        };
    }

    private Optional<String> contentLength(String value) {
        if (contentLength >= 0) {
            return Optional.of("more than one Content-Length");
        }
        if (value.isEmpty()
                || value.length() > MAX_LENGTH_DIGITS
                || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of(
                    "a Content-Length that is not 1 to " + MAX_LENGTH_DIGITS + " digits");
        }
        contentLength = Long.parseLong(value);
        return Optional.empty();
    }

    private Optional<String> transferEncoding(String value) {
        if (chunked || !value.equals("chunked")) {
            return Optional.of("a Transfer-Encoding other than one 'chunked'");
        }
        chunked = true;
        return Optional.empty();
    }

    private Optional<String> endOfHead() {
        if (hosts == 0 && hostNeeded) {
            return Optional.of("no Host");
        }
        if (chunked && contentLength >= 0) {
            return Optional.of("both Content-Length and Transfer-Encoding");
        }
        if (connect && (chunked || contentLength > 0)) {
            return Optional.of("a body behind a CONNECT");
        }
        tunnel = proxy && connect;
        bodyBytesLeft = Math.max(contentLength, 0);
        state = chunked ? State.CHUNK_LINE : bodyBytesLeft > 0 ? State.BODY : State.HEAD_LINE;
        requestLineSeen = false;
        headBytes = 0;
        fields = 0;
        hosts = 0;
        contentLength = -1;
        if (state == State.HEAD_LINE) {
            chunked = false;
        }
        return Optional.empty();
    }

    private Optional<String> chunkLineByte(byte octet) {
        if (octet == '\r') {
            return line.isEmpty()
                    ? Optional.of("an empty chunk size")
                    : next(State.CHUNK_LINE_FEED);
        }
        if (Character.digit(octet, 16) < 0) {
            return Optional.of("a chunk size that is not hexadecimal digits only");
        }
        line.append((char) octet);
        return line.length() > MAX_CHUNK_DIGITS
                ? Optional.of("a chunk size of more than " + MAX_CHUNK_DIGITS + " digits")
                : Optional.empty();
    }

    private Optional<String> endOfChunkLine() {
        bodyBytesLeft = Long.parseLong(line, 0, line.length(), 16);
        line.setLength(0);
        if (bodyBytesLeft == 0) {
            chunked = false;
        }
        return next(bodyBytesLeft == 0 ? State.LAST_END : State.BODY);
    }

    private Optional<String> carriageReturn(byte octet, State then) {
        return octet == '\r'
                ? next(then)
                : Optional.of("a chunk or trailer that does not end where it says");
    }

    private static Optional<String> feed(byte octet) {
        return octet == '\n' ? Optional.empty() : Optional.of("a CR without LF");
    }

    private Optional<String> next(State then) {
        state = then;
        return Optional.empty();
    }

    /// RFC 9110, 5.6.2.
    private static boolean isToken(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean alphanumeric =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!alphanumeric && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
