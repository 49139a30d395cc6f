package dev.gatehouse.broker.upstream;

import dev.gatehouse.broker.agent.AccountName;
import dev.gatehouse.broker.credential.AccountAnswer;
import dev.gatehouse.broker.route.RepositoryName;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// Proves whose a token is that may not read its own user, as tokens limited to some repositories
/// never may.
///
/// Forgejo's `repoGetRepoPermissions` tells what an account may do on a repository. It lets
/// everyone ask about their own account, but about others only who administers the site or the
/// repository. So 200 for the configured account proves nothing by itself; with 403 for another
/// account on the same repository it proves that the token belongs to the configured one. The other
/// account is the repository's owner, because of an account that does not exist Forgejo says that
/// first.
///
/// Refuses to guess: a token that may ask about others proves nothing, nor does a repository that
/// the configured account owns.
final class AccountProof {
    static final int MOST_REPOSITORIES = 3;

    private static final JsonMapper JSON = new JsonMapper();

    /// What one repository tells.
    private sealed interface Finding {
        record Settled(AccountAnswer answer) implements Finding {}

        record Open(String why) implements Finding {}
    }

    private final AccountName account;
    private final LoanQuestions questions;

    AccountProof(AccountName account, LoanQuestions questions) {
        this.account = account;
        this.questions = questions;
    }

    /// Asks on one after another, [#MOST_REPOSITORIES] at most, until one settles it.
    CompletionStage<AccountAnswer> on(List<RepositoryName> granted) {
        List<RepositoryName> ofOthers =
                granted.stream()
                        .filter(repository -> !account.isLogin(repository.owner()))
                        .distinct()
                        .limit(MOST_REPOSITORIES)
                        .toList();
        if (!ofOthers.isEmpty()) {
            return next(ofOthers, List.of());
        }
        return unproven(
                granted.isEmpty()
                        ? "the agent's grants name none in full"
                        : "'%s' owns all that the agent's grants name in full".formatted(account));
    }

    private CompletionStage<AccountAnswer> next(List<RepositoryName> left, List<String> whyNot) {
        if (left.isEmpty()) {
            return unproven(String.join(", ", whyNot));
        }
        return onOne(left.getFirst())
                .thenCompose(finding ->
                        switch (finding) {
                            case Finding.Settled(AccountAnswer answer) ->
                                    CompletableFuture.completedStage(answer);
                            case Finding.Open(String why) ->
                                    next(left.subList(1, left.size()), with(whyNot, why));
                        });
    }

    private CompletionStage<Finding> onOne(RepositoryName repository) {
        return ask(
                repository,
                account.value(),
                () ->
                        ask(
                                repository,
                                repository.owner(),
                                () -> done(asAdministrator(repository)),
                                proven()),
                ofAnother(repository));
    }

    /// @param told what follows if the token may ask about this account
    /// @param notToYou what it means if it may not
    private CompletionStage<Finding> ask(
            RepositoryName repository,
            String about,
            Supplier<CompletionStage<Finding>> told,
            Finding notToYou) {
        return questions
                .get(PermissionAnswer.target(repository, about))
                .thenCompose(result ->
                        switch (PermissionAnswer.of(result, repository, about)) {
                            case PermissionAnswer.Told _ -> told.get();
                            case PermissionAnswer.NotToYou _ -> done(notToYou);
                            case PermissionAnswer.Nothing(String why) ->
                                    done(new Finding.Open(why));
                            case PermissionAnswer.Rejected401 _ ->
                                    done(new Finding.Settled(new AccountAnswer.Rejected401()));
                            case PermissionAnswer.Unreachable(String why) ->
                                    done(new Finding.Settled(new AccountAnswer.Unreachable(why)));
                        });
    }

    private Finding proven() {
        return new Finding.Settled(new AccountAnswer.IsAccount(account.value(), ownDocument()));
    }

    private Finding ofAnother(RepositoryName repository) {
        return new Finding.Settled(
                new AccountAnswer.CannotTell(
                        "the token lacks read:user, and by %s it is not a token of '%s'"
                                .formatted(repository, account)));
    }

    private static Finding asAdministrator(RepositoryName repository) {
        return new Finding.Open(
                "on %s it may ask about every account, as administrators may"
                        .formatted(repository));
    }

    /// What the agent gets for its own `GET /api/v1/user`. It is the broker's document and not
    /// Forgejo's, which tells such a token nothing of the kind: the name alone.
    private byte[] ownDocument() {
        return JSON.writeValueAsBytes(
                JSON.createObjectNode()
                        .put("login", account.value())
                        .put("username", account.value()));
    }

    private static CompletionStage<AccountAnswer> unproven(String why) {
        return CompletableFuture.completedStage(
                new AccountAnswer.CannotTell(
                        "the token lacks read:user, and no repository proves its account: "
                                + why
                                + "; give the token read:user, or grant the agent a repository by"
                                + " its full name that the token can read and that its account"
                                + " neither owns nor administers"));
    }

    private static CompletionStage<Finding> done(Finding finding) {
        return CompletableFuture.completedStage(finding);
    }

    private static List<String> with(List<String> whyNot, String why) {
        return Stream.concat(whyNot.stream(), Stream.of(why)).toList();
    }
}
