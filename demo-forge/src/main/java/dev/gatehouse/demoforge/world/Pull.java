package dev.gatehouse.demoforge.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The pull request behind an issue. While it is open its head is a branch, or what was last pushed
/// for review; once merged, what was merged is fixed.
public final class Pull {

    /// Where the head comes from: a branch, or a push to `refs/for`, whose head branch is a mere
    /// name.
    public enum Flow {
        BRANCH,
        AGIT
    }

    /// How it ended: `commit` is what the base branch got, `base` where it was before.
    public record Merge(String commit, String base, Account by, Instant at) {}

    private final Issue issue;
    private final Repository headRepository;
    private final String headBranch;
    private final Flow flow;
    private final List<Review> reviews = new ArrayList<>();
    private String baseBranch;
    private @Nullable Merge merge;

    Pull(Issue issue, Repository headRepository, String headBranch, String baseBranch, Flow flow) {
        this.issue = issue;
        this.headRepository = headRepository;
        this.headBranch = headBranch;
        this.baseBranch = baseBranch;
        this.flow = flow;
    }

    public Issue issue() {
        return issue;
    }

    public Repository headRepository() {
        return headRepository;
    }

    public String headBranch() {
        return headBranch;
    }

    public boolean isAgit() {
        return flow == Flow.AGIT;
    }

    public String baseBranch() {
        return baseBranch;
    }

    public List<Review> reviews() {
        return reviews;
    }

    public Optional<Merge> merge() {
        return Optional.ofNullable(merge);
    }

    /// The ref that keeps the head after its branch is gone.
    public String headRef() {
        return "refs/pull/" + issue.number() + "/head";
    }

    /// Forgejo has no draft field: a title prefix says it.
    public boolean isDraft() {
        String title = issue.title().toUpperCase(Locale.ROOT);
        return title.startsWith("WIP:") || title.startsWith("[WIP]");
    }

    public void retarget(String newBaseBranch) {
        baseBranch = newBaseBranch;
    }

    public void merged(Merge how) {
        merge = how;
        issue.close(how.at());
    }
}
