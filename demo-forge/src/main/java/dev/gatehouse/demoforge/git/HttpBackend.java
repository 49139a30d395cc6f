package dev.gatehouse.demoforge.git;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Git's smart HTTP by `git http-backend`, spoken to as a CGI program: the head of its output says
/// the status and headers, the rest is streamed as it comes.
public final class HttpBackend {
    private static final int LINE_CAP_BYTES = 8 * 1024;
    private static final String GIT_PROTOCOL =
            "[0-9a-zA-Z]+=[0-9a-zA-Z]+(:[0-9a-zA-Z]+=[0-9a-zA-Z]+)*";

    private final BareRepository repository;

    public HttpBackend(BareRepository repository) {
        this.repository = repository;
    }

    /// Serves `service`, such as `info/refs`; what is pushed goes by `rules`. `afterwards` runs
    /// when git is done, before the last chunk goes out.
    public Answer serve(Request request, String service, PushRules rules, Runnable afterwards)
            throws IOException {
        if (!service.equals("git-receive-pack") || rules.reviews().isEmpty()) {
            return serve(request, service, rules, "", afterwards);
        }
        ReviewLine line = ReviewLine.open(rules.reviews().get());
        Runnable atLast =
                () -> {
                    hangUp(line);
                    afterwards.run();
                };
        try {
            return serve(request, service, rules, Integer.toString(line.port()), atLast);
        } catch (IOException failed) {
            line.close();
            throw failed;
        }
    }

    private static void hangUp(ReviewLine line) {
        try {
            line.close();
        } catch (IOException alreadyGone) {
            // Nobody calls any more.
        }
    }

    private Answer serve(
            Request request,
            String service,
            PushRules rules,
            String reviewPort,
            Runnable afterwards)
            throws IOException {
        ProcessBuilder command = repository.git().command("http-backend");
        Map<String, String> environment = command.environment();
        environment.put("GIT_PROJECT_ROOT", repository.directory().toString());
        environment.put("GIT_HTTP_EXPORT_ALL", "1");
        environment.put("PATH_INFO", "/" + service);
        environment.put("REQUEST_METHOD", request.method());
        environment.put("QUERY_STRING", request.rawQuery());
        environment.put("REMOTE_USER", rules.pusher());
        rules.putInto(environment);
        environment.put(PushHooks.REVIEW_PORT, reviewPort);
        copy(request, "Content-Type", environment, "CONTENT_TYPE");
        // Not CONTENT_LENGTH: git waits for so many bytes for ever, in a loop, once the client is
        // gone.
        copy(request, "Content-Encoding", environment, "HTTP_CONTENT_ENCODING");
        request.header("Git-Protocol")
                .filter(value -> value.matches(GIT_PROTOCOL))
                .ifPresent(value -> environment.put("GIT_PROTOCOL", value));
        Process process = command.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        Thread.ofVirtual().start(() -> feed(request.body(), process));
        return answer(process, afterwards);
    }

    private static void copy(
            Request request, String header, Map<String, String> environment, String variable) {
        request.header(header).ifPresent(value -> environment.put(variable, value));
    }

    private static void feed(InputStream body, Process process) {
        try (OutputStream out = process.getOutputStream()) {
            body.transferTo(out);
        } catch (IOException gone) {
            // Either the client or git gave up: the other end notices by itself.
        }
    }

    private static Answer answer(Process process, Runnable afterwards) throws IOException {
        InputStream output = process.getInputStream();
        int status = 200;
        List<Answer.Header> headers = new ArrayList<>();
        for (String line : readHead(output)) {
            String name = line.substring(0, line.indexOf(':'));
            String value = line.substring(line.indexOf(':') + 1).strip();
            if (name.equalsIgnoreCase("Status")) {
                status = Integer.parseInt(value.substring(0, 3));
            } else if (!name.equalsIgnoreCase("Content-Length")) {
                headers.add(new Answer.Header(name, value));
            }
        }
        return new Answer(
                status,
                headers,
                new Answer.Streamed(out -> {
                    try (output) {
                        relay(output, out);
                        process.onExit().join();
                    } finally {
                        process.destroy();
                        afterwards.run();
                    }
                }));
    }

    /// Flushes what there is: a push's progress is worth reading while it goes on.
    private static void relay(InputStream in, OutputStream out) throws IOException {
        var chunk = new byte[64 * 1024];
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
            out.write(chunk, 0, count);
            out.flush();
        }
    }

    private static List<String> readHead(InputStream in) throws IOException {
        var lines = new ArrayList<String>();
        for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
            lines.add(line);
        }
        return lines;
    }

    private static String readLine(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() > LINE_CAP_BYTES) {
                throw new IOException("git http-backend ended within its head");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    /// The push options that came in since the last call, such as `repo.private=false`.
    public List<String> takePushOptions() throws IOException {
        return PushHooks.takeOptions(repository.directory());
    }
}
