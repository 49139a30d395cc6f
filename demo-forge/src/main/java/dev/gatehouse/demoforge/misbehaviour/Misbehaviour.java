package dev.gatehouse.demoforge.misbehaviour;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

/// One way to go wrong. The first four answer by themselves; the others spoil the answer that would
/// have been given. What an HTTP server refuses to send is in [BrokenForge].
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
}
