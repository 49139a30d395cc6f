package dev.gatehouse.demoforge.git;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

/// Where the `proc-receive` hook of one push calls the forge: the hook only carries bytes, and
/// git's protocol with it (`githooks(5)`, version 1) is spoken here.
final class ReviewLine implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ReviewLine.class.getName());

    private final ServerSocket listening;
    private final ReviewDesk desk;

    private ReviewLine(ReviewDesk desk) throws IOException {
        this.listening = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        this.desk = desk;
    }

    /// Waits for the call, which comes only if something was pushed for review.
    static ReviewLine open(ReviewDesk desk) throws IOException {
        var line = new ReviewLine(desk);
        Thread.ofVirtual().name("demo-forge-review").start(line::answer);
        return line;
    }

    int port() {
        return listening.getLocalPort();
    }

    private void answer() {
        try (Socket hook = listening.accept();
                InputStream in = hook.getInputStream();
                var out = new BufferedOutputStream(hook.getOutputStream())) {
            answer(new PktLines(in, out));
        } catch (IOException broken) {
            if (!listening.isClosed()) {
                LOG.log(System.Logger.Level.ERROR, "a push for review failed", broken);
            }
        }
    }

    private void answer(PktLines git) throws IOException {
        String features = String.join(" ", git.readSection());
        boolean hasOptions = features.contains("push-options");
        git.write(hasOptions ? "version=1\0push-options" : "version=1");
        git.flush();
        List<String> commands = git.readSection();
        List<String> options = hasOptions ? git.readSection() : List.of();
        for (String command : commands) {
            String[] parts = command.split(" ", 3);
            String ref = parts[2];
            switch (desk.take(ref, parts[1], options)) {
                case ReviewDesk.Taken(String taken, String oldId) -> {
                    git.write("ok " + ref);
                    git.write("option refname " + taken);
                    git.write("option old-oid " + oldId);
                    git.write("option new-oid " + parts[1]);
                }
                case ReviewDesk.Declined(String reason) -> git.write("ng " + ref + " " + reason);
            }
        }
        git.flush();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
