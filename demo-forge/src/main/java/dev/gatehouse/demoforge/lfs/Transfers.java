package dev.gatehouse.demoforge.lfs;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.world.Access;
import dev.gatehouse.demoforge.world.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The `basic` transfer: objects in and out, and the question whether one arrived.
final class Transfers {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,10})-(\\d{0,10}).*");

    private final LfsStore store;

    Transfers(LfsStore store) {
        this.store = store;
    }

    Answer upload(LfsCall call) throws IOException, LfsRefusal {
        String size = call.parameter("size");
        if (!size.matches("\\d{1,18}")) {
            throw LfsRefusal.of(422, "strconv.ParseInt: parsing \"" + size + "\": invalid syntax");
        }
        var pointer = new Pointer(call.parameter("oid"), Long.parseLong(size));
        if (!pointer.isValid()) {
            throw LfsRefusal.of(422, "Unprocessable Entity");
        }
        Repository repository = call.objects(Access.WRITE);
        return switch (store.deliver(pointer, call.request().body())) {
            case WRONG_SIZE -> throw LfsRefusal.of(422, "content size does not match");
            case WRONG_HASH -> throw LfsRefusal.of(422, "content hash does not match OID");
            case STORED -> {
                store.add(repository.id(), pointer);
                yield LfsAnswers.message(200, "OK");
            }
        };
    }

    Answer verify(LfsCall call) throws IOException, LfsRefusal {
        Pointer pointer = Pointer.of(call.body(422, "Unprocessable Entity"));
        known(call, pointer, Access.WRITE);
        return LfsAnswers.message(200, "OK");
    }

    Answer download(LfsCall call) throws IOException, LfsRefusal {
        Pointer pointer = known(call, new Pointer(call.parameter("oid"), 0), Access.READ);
        Optional<Matcher> range =
                call.request().header("Range").map(RANGE::matcher).filter(Matcher::find);
        long from = range.map(match -> Long.parseLong(match.group(1))).orElse(0L);
        if (range.isPresent() && from >= pointer.bytes()) {
            throw LfsRefusal.of(416, "Requested Range Not Satisfiable");
        }
        long last =
                range.map(match -> match.group(2))
                        .filter(text -> !text.isEmpty())
                        .map(Long::parseLong)
                        .filter(asked -> asked >= from && asked < pointer.bytes())
                        .orElse(pointer.bytes() - 1);
        Answer answer = content(range.isPresent() ? 206 : 200, pointer, from, last + 1 - from);
        if (range.isPresent()) {
            // What Forgejo says the whole is long is the length from here to the end.
            answer =
                    answer.with(
                            "Content-Range",
                            "bytes %d-%d/%d".formatted(from, last, pointer.bytes() - from));
        }
        return named(call.parameter("filename"), answer);
    }

    private Pointer known(LfsCall call, Pointer pointer, Access needed) throws LfsRefusal {
        if (!pointer.isValid()) {
            throw LfsRefusal.of(422, "Oid or size are invalid");
        }
        Repository repository = call.objects(needed);
        return store.find(repository.id(), pointer.oid()).orElseThrow(LfsRefusal::notFound);
    }

    private Answer content(int status, Pointer pointer, long from, long bytes) {
        var type = new Answer.Header("Content-Type", "application/octet-stream");
        return new Answer(
                status,
                List.of(type),
                bytes == 0
                        ? new Answer.NoBody()
                        : new Answer.Declared(
                                bytes, out -> copy(store.file(pointer.oid()), from, bytes, out)));
    }

    static void copy(Path file, long from, long bytes, OutputStream out) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            InputStream in = Channels.newInputStream(channel.position(from));
            var chunk = new byte[64 * 1024];
            long left = bytes;
            while (left > 0) {
                int count = in.read(chunk, 0, (int) Math.min(left, chunk.length));
                if (count < 0) {
                    throw new IOException("object " + file + " ended early");
                }
                out.write(chunk, 0, count);
                left -= count;
            }
        }
    }

    private static Answer named(String encoded, Answer answer) {
        if (encoded.isEmpty()) {
            return answer;
        }
        try {
            String name =
                    new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
            return answer.with("Content-Disposition", "attachment; filename=\"" + name + "\"");
        } catch (IllegalArgumentException notBase64) {
            return answer;
        }
    }
}
