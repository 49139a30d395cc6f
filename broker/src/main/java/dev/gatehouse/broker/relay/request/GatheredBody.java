package dev.gatehouse.broker.relay.request;

import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/// A request's body that is read whole before anything is decided, up to
/// [BodyPlan#MAX_INSPECTED_BYTES] also when it is unpacked.
public final class GatheredBody {
    /// What was read.
    sealed interface Content {
        record Plain(byte[] bytes) implements Content {}

        record Refused(Refusal refusal) implements Content {}
    }

    private final boolean gzip;
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();

    GatheredBody(boolean gzip) {
        this.gzip = gzip;
    }

    void add(byte[] bytes) {
        gathered.writeBytes(bytes);
    }

    Content content() {
        if (!gzip) {
            return new Content.Plain(gathered.toByteArray());
        }
        int limit = (int) BodyPlan.MAX_INSPECTED_BYTES;
        try (GZIPInputStream inflating =
                new GZIPInputStream(new ByteArrayInputStream(gathered.toByteArray()))) {
            byte[] plain = inflating.readNBytes(limit + 1);
            return plain.length > limit
                    ? new Content.Refused(BodyPlan.tooLarge(limit).refusal())
                    : new Content.Plain(plain);
        } catch (IOException notGzip) {
            return new Content.Refused(
                    new Refusal(
                            RefusalCode.MALFORMED,
                            "body",
                            "the body is not the gzip that Content-Encoding announces",
                            "send it whole, or without Content-Encoding"));
        }
    }
}
