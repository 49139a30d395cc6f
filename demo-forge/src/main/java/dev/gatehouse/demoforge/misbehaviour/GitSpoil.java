package dev.gatehouse.demoforge.misbehaviour;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Content;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/// Spoils what is long and streams: packs.
final class GitSpoil {
    private GitSpoil() {}

    static Answer trickle(Answer answer, int pieceBytes, Duration pause) throws IOException {
        byte[] content = Spoil.contentOf(answer);
        return answer.with(
                new Answer.Streamed(out -> {
                    for (int at = 0; at < content.length; at += pieceBytes) {
                        Spoil.sleep(pause);
                        out.write(content, at, Math.min(pieceBytes, content.length - at));
                        out.flush();
                    }
                }));
    }

    /// A body whose source fails is not ended: the connection is closed within it.
    static Answer tear(Answer answer, int bytes) throws IOException {
        byte[] content = Spoil.contentOf(answer);
        return answer.with(
                new Answer.Streamed(out -> {
                    out.write(content, 0, Math.min(bytes, content.length));
                    out.flush();
                    throw new IOException("told to close after " + bytes + " bytes");
                }));
    }

    /// Letters, which no pkt-line begins with.
    static Answer garble(Answer answer, int bytes) throws IOException {
        Spoil.contentOf(answer);
        var garbage = new byte[bytes];
        Arrays.fill(garbage, (byte) 'z');
        return answer.with(new Answer.Bytes(Content.of(garbage)));
    }
}
