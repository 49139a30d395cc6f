package dev.gatehouse.shim.api;

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
final class MultipartForm {
    private final String boundary;
    private final InputStream standardInput;
    private final List<InputStream> parts = new ArrayList<>();
    private long lengthBytes;
    private boolean lengthKnown = true;

    MultipartForm(InputStream standardInput) throws Failure {
        this.standardInput = standardInput;
        this.boundary = newBoundary();
    }

    private static String newBoundary() throws Failure {
        try (InputStream random = new FileInputStream("/dev/urandom")) {
            return "gatehouse-" + HexFormat.of().formatHex(random.readNBytes(16));
        } catch (IOException e) {
            throw Failure.usage("--form needs /dev/urandom (" + e.getMessage() + ")");
        }
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    /// Adds a part: text, or what `@file` holds.
    void add(Field field) throws Failure {
        String disposition =
                "--" + boundary + "\r\nContent-Disposition: form-data; name=" + quoted(field.key());
        if (field.value().startsWith("@")) {
            addFile(disposition, field.value().substring(1), field.key());
        } else {
            addText(disposition + "\r\n\r\n" + field.value());
        }
        addText("\r\n");
    }

    RequestBody body() {
        addText("--" + boundary + "--\r\n");
        InputStream whole = new SequenceInputStream(Collections.enumeration(parts));
        return lengthKnown
                ? new RequestBody.Sized(whole, lengthBytes)
                : new RequestBody.Unsized(whole);
    }

    private void addFile(String disposition, String name, String key) throws Failure {
        File file = new File(name);
        addText(
                disposition
                        + "; filename="
                        + quoted(file.getName())
                        + "\r\nContent-Type: application/octet-stream\r\n\r\n");
        if (name.equals("-")) {
            parts.add(standardInput);
            lengthKnown = false;
            return;
        }
        try {
            parts.add(new FileInputStream(file));
        } catch (IOException e) {
            throw Failure.usage("cannot read --form " + key + " (" + e.getMessage() + ")");
        }
        lengthBytes += file.length();
        lengthKnown &= file.isFile();
    }

    private void addText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        parts.add(new ByteArrayInputStream(bytes));
        lengthBytes += bytes.length;
    }

    /// Quotes and line ends could end the header, so they are percent-encoded as browsers do.
    private static String quoted(String text) {
        return "\"" + text.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A") + "\"";
    }
}
