package dev.gatehouse.broker.relay.answer;

import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.async.ByteArrayFeeder;
import tools.jackson.core.json.JsonFactory;

/// Reads along an answer that lists attachments and tells their ids. Only a JSON member named
/// `uuid` counts, which Forgejo writes; text that an agent wrote is never one.
public final class AttachmentScanner {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern UUID =
            Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Consumer<String> seen;
    private final JsonParser parser;
    private boolean broken;

    public AttachmentScanner(Consumer<String> seen) {
        this.seen = seen;
        this.parser = JSON.createNonBlockingByteArrayParser(ObjectReadContext.empty());
    }

    public void scan(ByteBuf bytes) {
        if (broken) {
            return;
        }
        byte[] copy = new byte[bytes.readableBytes()];
        bytes.getBytes(bytes.readerIndex(), copy);
        try {
            ByteArrayFeeder feeder = (ByteArrayFeeder) parser.nonBlockingInputFeeder();
            feeder.feedInput(copy, 0, copy.length);
            for (JsonToken token = parser.nextToken();
                    token != JsonToken.NOT_AVAILABLE;
                    token = parser.nextToken()) {
                if (token == null) {
                    return;
                }
                if (token == JsonToken.VALUE_STRING
                        && "uuid".equals(parser.currentName())
                        && UUID.matcher(parser.getString()).matches()) {
                    seen.accept(parser.getString());
                }
            }
        } catch (JacksonException noJson) {
            broken = true;
        }
    }

    public void close() {
        parser.close();
    }
}
