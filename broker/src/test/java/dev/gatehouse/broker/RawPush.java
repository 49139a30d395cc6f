package dev.gatehouse.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/// A push made by hand, byte for byte, as git would not make it.
public record RawPush(byte[] body) {
    public static final String ZEROS = "0".repeat(40);
    public static final String ONES = "1".repeat(40);
    public static final String CAPABILITIES = "\0report-status side-band-64k object-format=sha1";

    /// What is sent instead of a packet.
    public static final String FLUSH = "0000";

    /// The commands as packets, a flush, and a pack.
    public static RawPush of(byte[] pack, String... commands) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (String command : commands) {
            body.writeBytes(line(command));
        }
        body.writeBytes(bytes(FLUSH));
        body.writeBytes(pack);
        return new RawPush(body.toByteArray());
    }

    /// These very bytes, each character one.
    public static RawPush ofText(String text) {
        return new RawPush(bytes(text));
    }

    /// One packet.
    public static String packet(String text) {
        return new String(line(text), StandardCharsets.ISO_8859_1);
    }

    private static byte[] line(String text) {
        return bytes(HexFormat.of().toHexDigits(text.length() + 4, 4) + text);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// The pack that git makes of these revisions: thin, where some are left out.
    public static byte[] pack(GitWorker worker, String clone, String... revisions)
            throws IOException {
        String[] command = {"bundle", "create", "--quiet", "../raw.bundle"};
        String[] all = Arrays.copyOf(command, command.length + revisions.length);
        System.arraycopy(revisions, 0, all, command.length, revisions.length);
        worker.done(clone, all);
        byte[] bundle = Files.readAllBytes(worker.home().resolve("raw.bundle"));
        int head = new String(bundle, StandardCharsets.ISO_8859_1).indexOf("\n\n") + 2;
        return Arrays.copyOfRange(bundle, head, bundle.length);
    }

    public RawPush packed() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(body);
        }
        return new RawPush(zipped.toByteArray());
    }

    public AgentClient.Reply to(AgentClient client, String repository) throws IOException {
        return to(client, repository, "");
    }

    /// @param headers more of them, each with its line end
    public AgentClient.Reply to(AgentClient client, String repository, String headers)
            throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(
                bytes(
                        "POST /"
                                + repository
                                + "/git-receive-pack HTTP/1.1\r\nHost: forge\r\n"
                                + "Content-Type: application/x-git-receive-pack-request\r\n"
                                + headers
                                + "Content-Length: "
                                + body.length
                                + "\r\n\r\n"));
        request.writeBytes(body);
        return client.raw(request.toByteArray());
    }
}
