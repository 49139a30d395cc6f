package dev.gatehouse.broker.doctor.forge;

import dev.gatehouse.broker.doctor.finding.Findings;
import dev.gatehouse.broker.doctor.finding.Symptom;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asks the forge for its version, without a token, and compares its clock with this host's.
record VersionTrial(URI url, InstantSource clock) {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final int MOST_BYTES = 64 * 1024;
    private static final int OLDEST = 11;
    private static final int NEWEST = 16;
    private static final Pattern ANSWER =
            Pattern.compile(
                    "HTTP/1\\.[01] ([1-5][0-9]{2})[^\r]*\r\n(.*?)\r\n\r\n(.*)", Pattern.DOTALL);
    private static final Pattern DATE =
            Pattern.compile("^date: *([^\r]*)", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    private static final Pattern VERSION =
            Pattern.compile("\"version\"\\s*:\\s*\"((\\d+)\\.\\d+[^\"]{0,60})\"");

    void on(Socket socket, Findings findings) {
        String said;
        try {
            said = ask(socket);
        } catch (IOException failed) {
            findings.of(Symptom.FORGE_NO_ANSWER, "%s: %s".formatted(url, failed.getMessage()));
            return;
        }
        Matcher answer = ANSWER.matcher(said);
        if (!answer.matches()) {
            findings.of(Symptom.FORGE_NO_ANSWER, url + " does not answer in HTTP");
            return;
        }
        compareClocks(answer.group(2), findings);
        judge(Integer.parseInt(answer.group(1)), answer.group(3), findings);
    }

    private String ask(Socket socket) throws IOException {
        socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        String request =
                "GET %s/api/v1/version HTTP/1.1\r\nHost: %s\r\nAccept: application/json\r\nConnection: close\r\n\r\n"
                        .formatted(path, url.getRawAuthority());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            int next = socket.getInputStream().read();
            while (next >= 0 && said.size() < MOST_BYTES) {
                said.write(next);
                next = socket.getInputStream().read();
            }
        } catch (SocketTimeoutException keptOpen) {
            if (said.size() == 0) {
                throw keptOpen;
            }
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    private void compareClocks(String fields, Findings findings) {
        Matcher date = DATE.matcher(fields);
        if (!date.find()) {
            return;
        }
        try {
            Instant theirs =
                    ZonedDateTime.parse(date.group(1).strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
            Duration ahead = Duration.between(theirs, clock.instant());
            if (ahead.abs().compareTo(SKEW) > 0) {
                findings.of(
                        Symptom.CLOCK_SKEW,
                        "this host is %d s %s the forge"
                                .formatted(
                                        ahead.abs().toSeconds(),
                                        ahead.isNegative() ? "behind" : "ahead of"));
            } else {
                findings.ok("this host's clock and the forge's agree");
            }
        } catch (DateTimeException noDate) {
            // A server without a clock says nothing about ours.
        }
    }

    private void judge(int status, String body, Findings findings) {
        Matcher version = VERSION.matcher(body);
        if (status >= 500) {
            findings.of(Symptom.FORGE_FAILING, url + " answers " + status);
        } else if (status == 401 || status == 403) {
            findings.of(Symptom.FORGE_VERSION_UNKNOWN, url + " answers " + status);
        } else if (status != 200 || !version.find()) {
            findings.of(
                    Symptom.FORGE_NOT_FORGEJO,
                    "%s answers %d to GET /api/v1/version, without a version"
                            .formatted(url, status));
        } else {
            judge(version.group(1), Integer.parseInt(version.group(2)), findings);
        }
    }

    private void judge(String version, int major, Findings findings) {
        if (major < OLDEST || major > NEWEST) {
            findings.of(
                    Symptom.FORGE_VERSION_UNSUPPORTED,
                    "%s is Forgejo %s".formatted(url, version),
                    Map.of());
        } else {
            findings.ok("%s is Forgejo %s".formatted(url, version));
        }
    }
}
