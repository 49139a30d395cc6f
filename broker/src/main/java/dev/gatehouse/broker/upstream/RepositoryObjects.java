package dev.gatehouse.broker.upstream;

import dev.gatehouse.broker.admission.Conditional;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.credential.TokenStore;
import dev.gatehouse.broker.git.FetchRequest;
import dev.gatehouse.broker.git.LsRefs;
import dev.gatehouse.broker.git.NotGit;
import dev.gatehouse.broker.git.ObjectFormat;
import dev.gatehouse.broker.git.PackStream;
import dev.gatehouse.broker.quarantine.ForgeObjects;
import dev.gatehouse.broker.route.GitAddress;
import dev.gatehouse.broker.route.GitService;
import dev.gatehouse.broker.upstream.http.Connections;
import dev.gatehouse.broker.upstream.http.RequestBody;
import dev.gatehouse.broker.upstream.http.UpstreamCall;
import io.netty.channel.EventLoop;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/// What Forgejo has of a repository, fetched with the pushing agent's own credential: no more than
/// it may read is ever held against its push.
final class RepositoryObjects implements ForgeObjects {
    private static final int MAX_REF_LIST_BYTES = 64 << 20;
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Connections connections;
    private final TokenStore tokens;
    private final EventLoop loop;
    private final AgentName agent;
    private final GitAddress address;
    private final ObjectFormat format;

    RepositoryObjects(
            Connections connections,
            TokenStore tokens,
            EventLoop loop,
            Conditional conditional,
            ObjectFormat format) {
        this.connections = connections;
        this.tokens = tokens;
        this.loop = loop;
        this.agent = conditional.asking().agent().name();
        this.address = conditional.route().address();
        this.format = format;
    }

    @Override
    public Map<String, String> heads() throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ask(LsRefs.request(format))
                .take(bytes -> {
                    if (answer.size() + bytes.length > MAX_REF_LIST_BYTES) {
                        throw new IOException("Forgejo's list of branches is too long");
                    }
                    answer.writeBytes(bytes);
                });
        try {
            return LsRefs.parse(answer.toByteArray());
        } catch (NotGit unreadable) {
            throw new IOException("Forgejo's list of branches cannot be read", unreadable);
        }
    }

    @Override
    public void fetch(Collection<String> wants, Collection<String> haves, OutputStream pack)
            throws IOException {
        PackStream stream = new PackStream();
        try {
            ask(FetchRequest.of(format, wants, haves))
                    .take(bytes -> {
                        try {
                            stream.accept(bytes, 0, bytes.length, pack);
                        } catch (NotGit unreadable) {
                            throw new IOException("Forgejo gave no pack", unreadable);
                        }
                    });
            stream.end();
        } catch (NotGit unreadable) {
            throw new IOException("Forgejo's pack is not whole", unreadable);
        }
    }

    private PulledAnswer ask(byte[] question) {
        PulledAnswer answer = new PulledAnswer(System.nanoTime() + LIMIT.toNanos());
        RequestBody body = new RequestBody.Whole(question, GitService.UPLOAD_PACK.requestType());
        answer.start(
                new UpstreamCall(
                        connections,
                        loop,
                        new AgentLender(
                                tokens,
                                agent,
                                loan ->
                                        ForgeHead.gitQuestion(
                                                address, body, loan, connections.settings())),
                        body,
                        true,
                        answer));
        return answer;
    }
}
