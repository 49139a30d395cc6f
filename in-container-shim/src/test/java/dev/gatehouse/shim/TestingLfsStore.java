package dev.gatehouse.shim;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A Git LFS server for one repository: objects in memory, and at most one lock.
public final class TestingLfsStore {
    private static final Pattern OBJECT =
            Pattern.compile("\"oid\":\"([0-9a-f]{64})\",\"size\":([0-9]+)");
    private static final Pattern PATH = Pattern.compile("\"path\":\"([^\"]*)\"");
    private static final String JSON = "application/vnd.git-lfs+json";

    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private volatile String lock = "";

    public Map<String, byte[]> objects() {
        return objects;
    }

    /// The JSON that was sent here, in the order of arrival.
    public List<String> bodies() {
        return bodies;
    }

    void serve(String head, InputStream input, OutputStream output) throws IOException {
        String path = head.substring(head.indexOf(' ') + 1, head.indexOf(" HTTP"));
        String route = path.substring(path.indexOf("/info/lfs") + "/info/lfs".length());
        byte[] body = body(head, input);
        if (head.startsWith("GET /") && route.startsWith("/objects/")) {
            bytes(output, objects.get(route.substring("/objects/".length())));
        } else if (head.startsWith("PUT ")) {
            objects.put(route.split("/", -1)[2], body);
            json(output, "200 OK", "");
        } else if (head.startsWith("GET ") && route.startsWith("/locks")) {
            json(output, "200 OK", "{\"locks\":[" + lock + "]}");
        } else if (!head.contains("\nAccept: " + JSON) || !head.contains(": " + JSON)) {
            json(output, "415 Unsupported Media Type", "{\"message\":\"media type\"}");
        } else {
            String text = new String(body, StandardCharsets.UTF_8);
            bodies.add(text);
            post(route, text, output);
        }
    }

    private void post(String route, String text, OutputStream output) throws IOException {
        switch (route) {
            case "/objects/batch" -> json(output, "200 OK", batch(text));
            case "/verify" -> json(output, "200 OK", "");
            case "/locks" -> {
                boolean taken = !lock.isEmpty();
                if (!taken) {
                    lock = lockOf(text);
                }
                String message = taken ? ",\"message\":\"already locked\"" : "";
                String status = taken ? "409 Conflict" : "201 Created";
                json(output, status, "{\"lock\":" + lock + message + "}");
            }
            case "/locks/verify" ->
                    json(output, "200 OK", "{\"ours\":[],\"theirs\":[" + lock + "]}");
            default -> {
                String answer = "{\"lock\":" + lock + "}";
                lock = "";
                json(output, "200 OK", answer);
            }
        }
    }

    private String batch(String text) {
        boolean upload = text.contains("\"operation\":\"upload\"");
        StringBuilder answer = new StringBuilder();
        Matcher object = OBJECT.matcher(text);
        while (object.find()) {
            boolean here = objects.containsKey(object.group(1));
            answer.append(answer.isEmpty() ? "" : ",").append('{').append(object.group());
            if (upload && !here) {
                answer.append(
                        ",\"actions\":{\"upload\":{\"href\":\"x\"},\"verify\":{\"href\":\"x\"}}");
            } else if (!upload && here) {
                answer.append(",\"actions\":{\"download\":{\"href\":\"x\"}}");
            } else if (!upload) {
                answer.append(",\"error\":{\"code\":404,\"message\":\"Not found\"}");
            }
            answer.append('}');
        }
        return "{\"objects\":[" + answer + "]}";
    }

    private static String lockOf(String text) {
        Matcher path = PATH.matcher(text);
        return "{\"id\":\"7\",\"path\":\""
                + (path.find() ? path.group(1) : "")
                + "\",\"locked_at\":\"2024-01-02T03:04:05Z\",\"owner\":{\"name\":\"reviewer\"}}";
    }

    private static byte[] body(String head, InputStream input) throws IOException {
        Matcher length = Pattern.compile("\r\nContent-Length: ([0-9]+)\r\n").matcher(head);
        return length.find() ? input.readNBytes(Integer.parseInt(length.group(1))) : new byte[0];
    }

    private static void json(OutputStream output, String status, String body) throws IOException {
        output.write(TestingBroker.bytes(TestingBroker.json(status, body, "")));
    }

    private static void bytes(OutputStream output, byte @Nullable [] object) throws IOException {
        if (object == null) {
            json(output, "404 Not Found", "{\"message\":\"Not found\"}");
            return;
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        String head = "HTTP/1.1 200 OK\r\nContent-Length: " + object.length + "\r\n\r\n";
        answer.write(head.getBytes(StandardCharsets.US_ASCII));
        answer.write(Arrays.copyOf(object, object.length));
        output.write(answer.toByteArray());
    }
}
