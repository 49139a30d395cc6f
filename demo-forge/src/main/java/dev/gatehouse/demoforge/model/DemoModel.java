package dev.gatehouse.demoforge.model;

import dev.gatehouse.demoforge.http.Reception;
import dev.gatehouse.demoforge.http.RecordedRequest;
import java.io.IOException;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// A model on a free loopback port that answers from a script: Anthropic's Messages API and
/// OpenAI's chat completions and responses, streamed or not. It checks the key, records what it was
/// asked, and goes wrong on demand. It understands nothing of what it is told.
public final class DemoModel implements AutoCloseable {
    private static final int RANDOM_BYTES = 16;

    private final Reception reception;
    private final ModelServer server;
    private final Keys keys;
    private final String key;

    private DemoModel(Reception reception, ModelServer server, Keys keys, String key) {
        this.reception = reception;
        this.server = server;
        this.keys = keys;
        this.key = key;
    }

    public static DemoModel start(Script script) throws IOException {
        byte[] random = new byte[RANDOM_BYTES];
        ThreadLocalRandom.current().nextBytes(random);
        String key = "sk-demo-" + HexFormat.of().formatHex(random);
        Keys keys = new Keys();
        keys.accept(key);
        ModelServer server = new ModelServer(script, keys);
        Reception reception = Reception.open();
        reception.answerWith(server);
        return new DemoModel(reception, server, keys, key);
    }

    /// Where it listens, without a slash at the end; the APIs' own `/v1` comes after it.
    public URI url() {
        return URI.create("http://127.0.0.1:" + reception.port());
    }

    /// The key that it accepts from the beginning: another one for each model.
    public String key() {
        return key;
    }

    /// From now on this key is good too.
    public void accept(String other) {
        keys.accept(other);
    }

    /// From now on this key is answered 401.
    public void reject(String other) {
        keys.reject(other);
    }

    /// From now on it behaves so in every call of a model, in all of these ways at once; without
    /// any it behaves well again.
    public void behave(Behaviour... behaviours) {
        server.behave(List.of(behaviours));
    }

    /// What it was asked, in the order in which it came in.
    public List<RecordedRequest> requests() {
        return reception.book().requests();
    }

    /// How many connections it has accepted.
    public int connections() {
        return reception.connections();
    }

    @Override
    public void close() throws IOException {
        reception.close();
    }
}
