package dev.gatehouse.demoforge.http;

import com.sun.net.httpserver.Headers;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Remembers one request while it is read. A body is remembered up to [#BODY_CAP_BYTES], and only
/// as far as the forge read it.
public final class Recording {
    public static final int BODY_CAP_BYTES = 1024 * 1024;

    private final int connection;
    private final String method;
    private final String target;
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private long bodyBytes;

    Recording(int connection, String method, String target, Headers headers) {
        this.connection = connection;
        this.method = method;
        this.target = target;
        headers.forEach((name, values) -> this.headers.put(name, List.copyOf(values)));
    }

    /// The same bytes, remembered as they pass.
    InputStream tee(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = super.read(buffer, offset, length);
                if (count > 0) {
                    remember(buffer, offset, count);
                }
                return count;
            }
        };
    }

    private synchronized void remember(byte[] buffer, int offset, int count) {
        bodyBytes += count;
        body.write(buffer, offset, Math.min(count, BODY_CAP_BYTES - body.size()));
    }

    /// What is known by now.
    public synchronized RecordedRequest snapshot() {
        return new RecordedRequest(
                connection, method, target, headers, Content.of(body.toByteArray()), bodyBytes);
    }

    /// All recordings of a forge, in the order in which the requests came in.
    public static final class Book {
        private final List<Recording> recordings = new ArrayList<>();

        synchronized Recording open(int connection, String method, String target, Headers headers) {
            var recording = new Recording(connection, method, target, headers);
            recordings.add(recording);
            return recording;
        }

        public synchronized List<RecordedRequest> requests() {
            return recordings.stream().map(Recording::snapshot).toList();
        }

        public synchronized void forget() {
            recordings.clear();
        }
    }
}
