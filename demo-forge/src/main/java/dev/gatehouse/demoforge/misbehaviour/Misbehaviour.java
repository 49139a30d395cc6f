package dev.gatehouse.demoforge.misbehaviour;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

/// One way to go wrong. Some answer by themselves; the others spoil the answer that would have been
/// given. What an HTTP server refuses to send is in [BrokenForge].
public sealed interface Misbehaviour {

    /// Answers that status with Forgejo's error document.
    record AnswersStatus(int status) implements Misbehaviour {}

    /// Answers as if the credential were unknown: a 401 that names the token, as Forgejo's does.
    record RejectsCredential() implements Misbehaviour {}

    /// Takes the request and never answers; lets go when the forge is closed.
    record Hangs() implements Misbehaviour {}

    /// Sends so many bytes of one letter, streaming.
    record SendsHugeBody(long bytes, String contentType) implements Misbehaviour {}

    /// Puts what the request's `Authorization` says into the header `X-Echo` and into a JSON body,
    /// in each of the disguises. `dripping` sends the body byte by byte, each in a chunk of its
    /// own, so that no chunk holds a whole secret.
    record EchoesCredential(Set<Disguise> disguises, boolean dripping) implements Misbehaviour {
        public EchoesCredential {
            disguises = Set.copyOf(disguises);
        }
    }

    /// Redirects there, be it another origin.
    record RedirectsTo(URI location, int status) implements Misbehaviour {}

    /// Waits before the first byte of the answer.
    record DelaysHead(Duration delay) implements Misbehaviour {}

    /// Waits before each byte of the body.
    record DripsBody(Duration perByte) implements Misbehaviour {}

    /// Promises the whole body and closes the connection after `bytes` of it.
    record CutsBody(int bytes) implements Misbehaviour {}

    /// Compresses the body, whatever the request asked for.
    record GzipsBody() implements Misbehaviour {}

    /// Answers 401 with the challenge git prompts a person for, whatever credential came.
    record Challenges() implements Misbehaviour {}

    /// Streams the body in pieces with a pause before each, as a slow pack comes.
    record Trickles(int pieceBytes, Duration pause) implements Misbehaviour {}

    /// Streams `bytes` of the body and closes the connection, without the end of the chunks.
    record TearsBody(int bytes) implements Misbehaviour {}

    /// Serves the request as if the body had ended after `bytes` of it, as a process that dies
    /// does, and closes the connection without an answer. Shorter bodies are served well, such as
    /// the probe git sends before a long push.
    record DiesReading(int bytes) implements Misbehaviour {}

    /// Sends the head of the answer, and for a body so many bytes that are no pkt-lines.
    record SendsGarbage(int bytes) implements Misbehaviour {}
}
