package dev.gatehouse.demoforge.lfs;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Content;
import dev.gatehouse.demoforge.http.Reception;
import dev.gatehouse.demoforge.http.RecordedRequest;
import dev.gatehouse.demoforge.http.Request;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A bucket of another origin, which lets in whoever has a presigned link, and records what it is
/// asked. As Amazon's it answers 400 to a request that also brings an `Authorization`.
public final class ObjectStore implements AutoCloseable {
    /// `repositoryId` matters to uploads only.
    private record Grant(String method, String path, long repositoryId, Pointer pointer) {}

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Grant> grantBySignature = new ConcurrentHashMap<>();
    private final Reception reception;
    private final LfsStore store;

    private ObjectStore(Reception reception, LfsStore store) {
        this.reception = reception;
        this.store = store;
    }

    static ObjectStore start(LfsStore store) throws IOException {
        var bucket = new ObjectStore(Reception.open(), store);
        bucket.reception.answerWith(bucket::answer);
        return bucket;
    }

    /// Where it listens; ends in a slash.
    public URI url() {
        return URI.create("http://127.0.0.1:" + reception.port() + "/");
    }

    /// Every request since the start.
    public List<RecordedRequest> requests() {
        return reception.book().requests();
    }

    /// How many TCP connections were accepted since the start.
    public int connections() {
        return reception.connections();
    }

    String downloadLink(Pointer pointer) {
        return presigned("GET", 0, pointer);
    }

    String uploadLink(long repositoryId, Pointer pointer) {
        return presigned("PUT", repositoryId, pointer);
    }

    private String presigned(String method, long repositoryId, Pointer pointer) {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        String signature = HexFormat.of().formatHex(bytes);
        String path = "/lfs/" + pointer.oid();
        grantBySignature.put(signature, new Grant(method, path, repositoryId, pointer));
        return url().resolve(path)
                + "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=demo%2F20260601%2Feu%2Fs3%2F"
                + "aws4_request&X-Amz-Date=20260601T080000Z&X-Amz-Expires=300"
                + "&X-Amz-SignedHeaders=host&X-Amz-Signature="
                + signature;
    }

    private Answer answer(Request request) throws IOException {
        if (request.header("Authorization").isPresent()) {
            return error(400, "InvalidArgument");
        }
        Optional<Grant> grant =
                request.query()
                        .first("X-Amz-Signature")
                        .map(grantBySignature::get)
                        .filter(known -> known.method.equals(request.method()))
                        .filter(known -> known.path.equals(request.path()));
        if (grant.isEmpty()) {
            return error(403, "SignatureDoesNotMatch");
        }
        return request.method().equals("PUT")
                ? take(request, grant.get())
                : give(grant.get().pointer);
    }

    private Answer take(Request request, Grant grant) throws IOException {
        return switch (store.deliver(grant.pointer, request.body())) {
            case WRONG_SIZE, WRONG_HASH -> error(400, "BadDigest");
            case STORED -> {
                store.add(grant.repositoryId, grant.pointer);
                yield Answer.empty(200);
            }
        };
    }

    private Answer give(Pointer pointer) {
        return new Answer(
                200,
                List.of(new Answer.Header("Content-Type", "application/octet-stream")),
                new Answer.Declared(
                        pointer.bytes(),
                        out -> Transfers.copy(store.file(pointer.oid()), 0, pointer.bytes(), out)));
    }

    private static Answer error(int status, String code) {
        String document = "<?xml version=\"1.0\"?><Error><Code>%s</Code></Error>\n".formatted(code);
        return Answer.bytes(status, "application/xml", Content.of(document));
    }

    @Override
    public void close() throws IOException {
        reception.close();
    }
}
