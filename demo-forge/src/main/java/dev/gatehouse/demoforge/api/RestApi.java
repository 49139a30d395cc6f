package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Content;
import dev.gatehouse.demoforge.http.Fields;
import dev.gatehouse.demoforge.http.FormValues;
import dev.gatehouse.demoforge.http.Handler;
import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.http.Reached;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Request;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.Access;
import dev.gatehouse.demoforge.world.Account;
import dev.gatehouse.demoforge.world.Repository;
import dev.gatehouse.demoforge.world.Token;
import dev.gatehouse.demoforge.world.World;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/api/v1`: credential, sudo, route, scope, repository, operation, in Forgejo's order.
final class RestApi implements Handler {
    private static final int BODY_CAP_BYTES = 64 * 1024 * 1024;

    private final World world;
    private final String rootUrl;
    private final Routes<Operation> routes = new Routes<>();

    RestApi(World world, String rootUrl) {
        this.world = world;
        this.rootUrl = rootUrl;
        GeneralOperations.addTo(routes);
        IssueOperations.addTo(routes);
        CommentOperations.addTo(routes);
        MilestoneOperations.addTo(routes);
        PinOperations.addTo(routes);
        TimeOperations.addTo(routes);
        StopwatchOperations.addTo(routes);
        LabelOperations.addTo(routes);
        DependencyOperations.addTo(routes);
        PullOperations.addTo(routes);
        ReviewOperations.addTo(routes);
        StatusOperations.addTo(routes);
        BranchOperations.addTo(routes);
        RepositoryOperations.addTo(routes);
        HistoryOperations.addTo(routes);
        TreeOperations.addTo(routes);
        ContentOperations.addTo(routes);
        ReleaseOperations.addTo(routes);
        AttachmentOperations.addTo(routes);
        WikiOperations.addTo(routes);
        NotificationOperations.addTo(routes);
        RunOperations.addTo(routes);
        VariableOperations.addTo(routes);
        OrganisationOperations.addTo(routes);
        PackageOperations.addTo(routes);
        UserSearch.addTo(routes);
    }

    @Override
    public Answer answer(Request request) throws IOException {
        try {
            Content content = Content.of(request.body().readNBytes(BODY_CAP_BYTES + 1));
            if (content.size() > BODY_CAP_BYTES) {
                throw Refusal.of(413, "the body is longer than " + BODY_CAP_BYTES + " bytes");
            }
            world.lock().lock();
            try {
                return answer(request, content);
            } finally {
                world.lock().unlock();
            }
        } catch (Refusal refusal) {
            return Answer.refusal(refusal, rootUrl);
        }
    }

    private Answer answer(Request request, Content content) throws IOException, Refusal {
        FormValues form = form(request, content);
        Optional<Token> token = Credentials.accept(request, form, world.tokens());
        if (form.first("sudo").or(() -> request.header("Sudo")).isPresent()) {
            return Answer.json(
                    403, Json.object().put("message", "Only administrators allowed to sudo."));
        }
        List<String> rest = belowPrefix(request);
        Optional<Routes.Match<Operation>> found = routes.find(request.method(), rest);
        if (found.isEmpty()) {
            return routes.knows(rest)
                    ? Answer.empty(405)
                    : Answer.text(404, "404 page not found\n");
        }
        if (token.isPresent()) {
            Scopes.check(token.get(), request.method(), rest);
        }
        return answer(request, content, found.get(), token.map(Token::owner).orElse(null));
    }

    /// What the request comes to; none where no operation takes it.
    Optional<Reached> reached(Request request) throws Refusal {
        return routes.find(request.method(), belowPrefix(request))
                .map(match ->
                        new Reached(
                                match.template(),
                                match.parameters(),
                                world.repository(
                                                match.parameters().getOrDefault("owner", ""),
                                                match.parameters().getOrDefault("repo", ""))
                                        .map(Repository::fullName)));
    }

    private static List<String> belowPrefix(Request request) throws Refusal {
        List<String> segments = request.segments();
        return segments.subList(2, segments.size());
    }

    private Answer answer(
            Request request,
            Content content,
            Routes.Match<Operation> match,
            @Nullable Account account)
            throws IOException, Refusal {
        String owner = match.parameters().get("owner");
        String name = match.parameters().get("repo");
        Repository repository = null;
        if (owner != null && name != null) {
            Optional<Repository> found = world.repository(owner, name);
            if (found.isEmpty()) {
                return Redirects.find(world, request, owner, name, account)
                        .orElseThrow(Refusal::notFound);
            }
            repository = found.get();
            if (!repository.accessOf(account).includes(Access.READ)) {
                throw Refusal.notFound();
            }
        }
        if (account == null && !request.method().equals("GET")) {
            throw Refusal.of(401, "token is required");
        }
        var call =
                new Call(request, content, match.parameters(), world, rootUrl, account, repository);
        return match.target().answer(call);
    }

    /// The form Go sees: an urlencoded body before the query, whatever the operation binds.
    private static FormValues form(Request request, Content content) {
        String type = request.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        return type.contains("form-urlencoded")
                ? Fields.formOf(content).before(request.query())
                : request.query();
    }
}
