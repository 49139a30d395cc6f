package dev.gatehouse.broker.route;

import java.util.Locale;
import java.util.Optional;

/// What the policy must know of a call beyond operation and repository, and what it is called
/// there.
public enum FactKind {
    /// The branch a commit is made on; absent or empty means the repository's default branch.
    COMMIT_BRANCH,
    /// The branch that the commit is put on instead of [#COMMIT_BRANCH].
    COMMIT_NEW_BRANCH,
    /// A branch that is updated; absent or empty means the repository's default branch.
    BRANCH_WRITE,
    BRANCH_CREATE,
    BRANCH_DELETE,
    /// A branch that a pull request is moved onto: a waiting merge would write it.
    BRANCH_RETARGET,
    TAG_CREATE,
    TAG_DELETE,
    /// Id of the release whose tag the call makes where it does not exist: publishing a draft, or
    /// editing a release whose tag is gone.
    RELEASE_TAG,
    /// A ref that is neither branch nor tag; no push rule can grant it. The name is the ref itself.
    OTHER_REF,
    /// `true` (or `rebase`) asks to rewrite or to override.
    FORCE,
    /// Index of the pull request whose base branch is written.
    PULL_BASE,
    /// Index of the pull request whose head branch is written.
    PULL_HEAD,
    /// `true`: the head branch of [#PULL_BASE]'s pull request is deleted.
    DELETE_HEAD,
    /// Owner and name of another repository that the call reaches.
    OTHER_OWNER,
    OTHER_NAME,
    /// Owner and name of the repository that the call makes; absent: the account, the same name.
    NEW_OWNER,
    NEW_NAME,
    /// `branch`, `owner:branch` or `owner/repo:branch`: the source of a pull request.
    HEAD,
    /// `base...head`, `base..head` or a head alone. The first `...` divides, else the first `..`;
    /// the head has the forms of [#HEAD].
    BASE_HEAD,
    /// A file that is written: protected paths apply. `*` stands for files that the request does
    /// not name in a field of its own.
    FILE;

    /// Whether it says which ref is written.
    public boolean namesWrittenRef() {
        return switch (this) {
            case COMMIT_BRANCH,
                    COMMIT_NEW_BRANCH,
                    BRANCH_WRITE,
                    BRANCH_CREATE,
                    BRANCH_DELETE,
                    TAG_CREATE,
                    TAG_DELETE,
                    RELEASE_TAG,
                    OTHER_REF,
                    PULL_BASE,
                    PULL_HEAD ->
                    true;
            case BRANCH_RETARGET,
                    FORCE,
                    DELETE_HEAD,
                    OTHER_OWNER,
                    OTHER_NAME,
                    NEW_OWNER,
                    NEW_NAME,
                    HEAD,
                    BASE_HEAD,
                    FILE ->
                    false;
        };
    }

    /// The word in the catalogue.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<FactKind> ofWord(String word) {
        for (FactKind kind : values()) {
            if (kind.word().equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
