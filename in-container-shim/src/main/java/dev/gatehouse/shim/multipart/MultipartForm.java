package dev.gatehouse.shim.multipart;

import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.exchange.RequestBody;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/// A `multipart/form-data` body (RFC 7578), as Forgejo's uploads want it. Files are streamed.
public final class MultipartForm {
    private final String boundary;
    private final InputStream standardInput;
    private final List<InputStream> parts = new ArrayList<>();
    private long lengthBytes;
    private boolean lengthKnown = true;

    /// @param standardInput what the file named `-` is
    public MultipartForm(InputStream standardInput) throws Failure {
        this.standardInput = standardInput;
        this.boundary = newBoundary();
    }

    private static String newBoundary() throws Failure {
        try (InputStream random = new FileInputStream("/dev/urandom")) {
            return "gatehouse-" + HexFormat.of().formatHex(random.readNBytes(16));
        } catch (IOException e) {
            throw Failure.usage("an upload needs /dev/urandom (" + e.getMessage() + ")");
        }
    }

    public String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    /// Adds a part that is text.
    public void addText(String name, String text) {
        add(disposition(name) + "\r\n\r\n" + text + "\r\n");
    }

    /// Adds a part that is a file, which is opened now and read when the body is sent.
    public void addFile(String name, String path) throws Failure {
        File file = new File(path);
        add(
                disposition(name)
                        + "; filename="
                        + quoted(file.getName())
                        + "\r\nContent-Type: application/octet-stream\r\n\r\n");
        if (path.equals("-")) {
            parts.add(standardInput);
            lengthKnown = false;
        } else {
            open(file, name);
        }
        add("\r\n");
    }

    private void open(File file, String name) throws Failure {
        try {
            parts.add(new FileInputStream(file));
        } catch (IOException e) {
            throw Failure.usage("cannot read the file of '" + name + "' (" + e.getMessage() + ")");
        }
        lengthBytes += file.length();
        lengthKnown &= file.isFile();
    }

    /// What was added, to be sent once.
    public RequestBody body() {
        add("--" + boundary + "--\r\n");
        InputStream whole = new SequenceInputStream(Collections.enumeration(parts));
        return lengthKnown
                ? new RequestBody.Sized(whole, lengthBytes)
                : new RequestBody.Unsized(whole);
    }

    private String disposition(String name) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; name=" + quoted(name);
    }

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        parts.add(new ByteArrayInputStream(bytes));
        lengthBytes += bytes.length;
    }

    /// Quotes and line ends could end the header, so they are percent-encoded as browsers do.
    private static String quoted(String text) {
        return "\"" + text.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A") + "\"";
    }
}
