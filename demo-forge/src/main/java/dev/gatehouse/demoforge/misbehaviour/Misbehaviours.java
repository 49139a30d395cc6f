package dev.gatehouse.demoforge.misbehaviour;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Handler;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/// Stands before the forge and spoils the answers it was told to spoil.
public final class Misbehaviours implements Handler, AutoCloseable {
    private record Rule(Predicate<Request> applies, Misbehaviour misbehaviour) {}

    private final Handler forge;
    private final String rootUrl;
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    public Misbehaviours(Handler forge, String rootUrl) {
        this.forge = forge;
        this.rootUrl = rootUrl;
    }

    /// From now on, requests that `applies` accepts go wrong that way; the newest rule wins.
    public void add(Predicate<Request> applies, Misbehaviour misbehaviour) {
        rules.addFirst(new Rule(applies, misbehaviour));
    }

    /// From now on nothing goes wrong.
    public void clear() {
        rules.clear();
    }

    @Override
    public Answer answer(Request request) throws IOException, Refusal {
        Optional<Misbehaviour> rule =
                rules.stream()
                        .filter(candidate -> candidate.applies.test(request))
                        .map(Rule::misbehaviour)
                        .findFirst();
        return rule.isPresent() ? spoilt(rule.get(), request) : forge.answer(request);
    }

    private Answer spoilt(Misbehaviour misbehaviour, Request request) throws IOException, Refusal {
        return switch (misbehaviour) {
            case Misbehaviour.AnswersStatus(int status) ->
                    Answer.refusal(Refusal.of(status, "told to answer " + status), rootUrl);
            case Misbehaviour.RejectsCredential() -> rejection(request);
            case Misbehaviour.Hangs() -> hang();
            case Misbehaviour.SendsHugeBody(long bytes, String contentType) ->
                    Answer.streamed(200, contentType, out -> Spoil.fill(out, bytes));
            case Misbehaviour.EchoesCredential echo -> Spoil.echo(echo, request);
            case Misbehaviour.RedirectsTo(var location, int status) ->
                    Answer.empty(status).with("Location", location.toString());
            case Misbehaviour.DelaysHead(var delay) -> {
                Spoil.sleep(delay);
                yield forge.answer(request);
            }
            case Misbehaviour.DripsBody(var perByte) -> Spoil.drip(forge.answer(request), perByte);
            case Misbehaviour.CutsBody(int bytes) -> Spoil.cut(forge.answer(request), bytes);
            case Misbehaviour.GzipsBody() -> Spoil.gzip(forge.answer(request));
            case Misbehaviour.Challenges() ->
                    Answer.text(401, "Unauthorized\n")
                            .with("WWW-Authenticate", "Basic realm=\"Gitea\"");
            case Misbehaviour.Trickles(int pieceBytes, var pause) ->
                    GitSpoil.trickle(forge.answer(request), pieceBytes, pause);
            case Misbehaviour.TearsBody(int bytes) -> GitSpoil.tear(forge.answer(request), bytes);
            case Misbehaviour.DiesReading(int bytes) -> dieReading(request, bytes);
            case Misbehaviour.SendsGarbage(int bytes) ->
                    GitSpoil.garble(forge.answer(request), bytes);
        };
    }

    private Answer dieReading(Request request, int bytes) throws IOException, Refusal {
        byte[] beginning = request.body().readNBytes(bytes);
        Answer answer = forge.answer(request.with(new ByteArrayInputStream(beginning)));
        if (beginning.length < bytes) {
            return answer;
        }
        Spoil.contentOf(answer);
        throw new IOException("told to die after " + bytes + " bytes of the request");
    }

    private Answer rejection(Request request) {
        String token = Spoil.tokenOf(request.header("Authorization").orElse(""));
        return request.path().startsWith("/api/")
                ? Answer.refusal(Refusal.wrongToken(token), rootUrl)
                : Answer.text(401, "Credentials are incorrect or have expired.\n");
    }

    private Answer hang() throws IOException {
        try {
            closed.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        throw new IOException("hung until the forge was closed");
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
