package dev.gatehouse.broker.upstream.model;

import dev.gatehouse.broker.admission.model.ModelAdmitted;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.credential.TokenStore;
import dev.gatehouse.broker.credential.key.KeyState;
import dev.gatehouse.broker.credential.key.KeyStore;
import dev.gatehouse.broker.upstream.http.AnswerSink;
import dev.gatehouse.broker.upstream.http.Connections;
import dev.gatehouse.broker.upstream.http.RequestBody;
import dev.gatehouse.broker.upstream.http.UpstreamCall;
import dev.gatehouse.broker.upstream.http.UpstreamSettings;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaders;

/// The way to the models' APIs for calls of agents.
public final class ModelClient {
    private final KeyStore keys;
    private final TokenStore tokens;

    /// @param tokens masks the forge's tokens and the models' keys alike
    public ModelClient(KeyStore keys, TokenStore tokens) {
        this.keys = keys;
        this.tokens = tokens;
    }

    /// Makes the call of an admitted request; it goes out when it is started. The sink hears of
    /// everything, on this event loop.
    ///
    /// @param server the agent's model's
    /// @param client the agent's header fields, of which only the allowed ones go on
    public UpstreamCall call(
            EventLoop loop,
            ModelAdmitted admitted,
            Connections server,
            HttpHeaders client,
            RequestBody body,
            AnswerSink sink) {
        UpstreamSettings settings = server.settings();
        return new UpstreamCall(
                server,
                loop,
                new ModelLender(
                        keys,
                        tokens,
                        admitted.asking().agent().name(),
                        loan ->
                                loan.map(key ->
                                                ModelHead.of(
                                                        admitted.call().operation().api(),
                                                        admitted.call(),
                                                        client,
                                                        body,
                                                        settings,
                                                        key))
                                        .orElseGet(() ->
                                                ModelHead.withoutKey(
                                                        admitted.call(), client, body, settings))),
                body,
                body instanceof RequestBody.None,
                sink);
    }

    /// What is known about an agent's key.
    public KeyState key(AgentName agent) {
        return keys.state(agent);
    }
}
