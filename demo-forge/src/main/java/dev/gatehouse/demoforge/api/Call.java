package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.git.Commit;
import dev.gatehouse.demoforge.git.CommitWriter;
import dev.gatehouse.demoforge.http.Content;
import dev.gatehouse.demoforge.http.Fields;
import dev.gatehouse.demoforge.http.Page;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Request;
import dev.gatehouse.demoforge.world.Access;
import dev.gatehouse.demoforge.world.Account;
import dev.gatehouse.demoforge.world.Issue;
import dev.gatehouse.demoforge.world.Pull;
import dev.gatehouse.demoforge.world.Repository;
import dev.gatehouse.demoforge.world.World;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One API request that found its operation: who asks, for what, with which body.
///
/// @param account who asks, or null without a credential
/// @param target the repository of the path, or null where the path has none
record Call(
        Request request,
        Content content,
        Map<String, String> parameters,
        World world,
        String rootUrl,
        @Nullable Account account,
        @Nullable Repository target) {

    Repository repository() throws Refusal {
        if (target == null) {
            throw Refusal.notFound();
        }
        return target;
    }

    /// Who asks; the operations that need someone were not reached without.
    Account doer() throws Refusal {
        if (account == null) {
            throw Refusal.of(401, "token is required");
        }
        return account;
    }

    String parameter(String name) throws Refusal {
        return Optional.ofNullable(parameters.get(name)).orElseThrow(Refusal::notFound);
    }

    /// A numeric parameter; anything else is a 404, since no such thing exists.
    long number(String name) throws Refusal {
        String text = parameter(name);
        if (!text.matches("\\d{1,18}")) {
            throw Refusal.notFound();
        }
        return Long.parseLong(text);
    }

    Issue issue() throws Refusal {
        return repository().issue(number("index")).orElseThrow(Refusal::notFound);
    }

    Pull pull() throws Refusal {
        return issue().pull().orElseThrow(Refusal::notFound);
    }

    Fields body() throws Refusal {
        return Fields.bind(request, content);
    }

    Optional<String> query(String name) {
        return request.query().first(name);
    }

    Page page() {
        return Page.of(request, rootUrl);
    }

    Page page(int defaultLimit) {
        return Page.of(request, rootUrl, defaultLimit);
    }

    Views views() {
        return new Views(rootUrl, account);
    }

    /// Refuses those who cannot write, as Forgejo's route does.
    void needsWriter() throws Refusal {
        needs(Access.WRITE, "user should have a permission to write to a repo");
    }

    /// Refuses those who do not administer the repository.
    void needsAdmin() throws Refusal {
        needs(
                Access.ADMIN,
                "user should be an owner or a collaborator with admin write of a repository");
    }

    void needs(Access access, String otherwise) throws Refusal {
        if (!repository().accessOf(account).includes(access)) {
            throw Refusal.of(403, otherwise);
        }
    }

    /// The one who asks, as commits name them.
    Commit.Identity identity() throws Refusal {
        return new Commit.Identity(doer().fullName(), doer().email(), world.now());
    }

    /// Writes commits in the repository as the one who asks.
    CommitWriter writer() throws Refusal {
        return new CommitWriter(repository().git(), identity());
    }
}
