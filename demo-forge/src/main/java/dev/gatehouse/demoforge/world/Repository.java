package dev.gatehouse.demoforge.world;

import dev.gatehouse.demoforge.git.BareRepository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A repository: its git data, its conversation, and who may do what with it.
public final class Repository {
    public static final String DEFAULT_BRANCH = "main";

    private final long id;
    private final Account owner;
    private final BareRepository git;
    private final Instant createdAt;
    private final Map<Account, Access> collaborators = new LinkedHashMap<>();
    private final List<Issue> issues = new ArrayList<>();
    private final List<Issue> pinned = new ArrayList<>();
    private final List<Label> labels = new ArrayList<>();
    private final List<Milestone> milestones = new ArrayList<>();
    private final List<Release> releases = new ArrayList<>();
    private final List<CommitStatus> statuses = new ArrayList<>();
    private final List<Repository> forks = new ArrayList<>();
    private final List<WorkflowRun> runs = new ArrayList<>();
    private final Map<String, String> variables = new TreeMap<>();
    private final Set<String> protectedBranches = new LinkedHashSet<>();
    private String name;
    private String description;
    private long lastNumber;
    private long lastRun;
    private boolean isPrivate;
    private List<String> topics = List.of();
    private @Nullable BareRepository wiki;
    private @Nullable Repository parent;

    Repository(
            long id,
            Account owner,
            String name,
            String description,
            boolean isPrivate,
            BareRepository git,
            Instant createdAt) {
        this.id = id;
        this.owner = owner;
        this.name = name;
        this.description = description;
        this.isPrivate = isPrivate;
        this.git = git;
        this.createdAt = createdAt;
    }

    public long id() {
        return id;
    }

    public Account owner() {
        return owner;
    }

    public String name() {
        return name;
    }

    public String fullName() {
        return owner.name() + "/" + name;
    }

    public String description() {
        return description;
    }

    public boolean isPrivate() {
        return isPrivate;
    }

    public BareRepository git() {
        return git;
    }

    /// The repository of the wiki, once there is a page.
    public Optional<BareRepository> wiki() {
        return Optional.ofNullable(wiki);
    }

    /// The branches nobody can push to; merging is another matter.
    public Set<String> protectedBranches() {
        return protectedBranches;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public List<Issue> issues() {
        return issues;
    }

    /// The issues and pull requests shown above the others, in their order.
    public List<Issue> pinned() {
        return pinned;
    }

    public List<Label> labels() {
        return labels;
    }

    public List<Milestone> milestones() {
        return milestones;
    }

    public List<Release> releases() {
        return releases;
    }

    public List<CommitStatus> statuses() {
        return statuses;
    }

    public List<WorkflowRun> runs() {
        return runs;
    }

    /// The number of the next run.
    public long nextRun() {
        return ++lastRun;
    }

    /// The variables of workflows by their names.
    public Map<String, String> variables() {
        return variables;
    }

    /// The repository this is a fork of.
    public Optional<Repository> parent() {
        return Optional.ofNullable(parent);
    }

    public List<Repository> forks() {
        return forks;
    }

    public List<String> topics() {
        return topics;
    }

    public void setTopics(List<String> newTopics) {
        topics = List.copyOf(newTopics);
    }

    public void describe(String newDescription) {
        description = newDescription;
    }

    /// What `account` may do; null is someone who gave no credential.
    public Access accessOf(@Nullable Account account) {
        if (owner.equals(account)) {
            return Access.OWNER;
        }
        Access toAnyone = isPrivate ? Access.NONE : Access.READ;
        return account == null ? toAnyone : collaborators.getOrDefault(account, toAnyone);
    }

    public Optional<Issue> issue(long number) {
        return issues.stream().filter(issue -> issue.number() == number).findFirst();
    }

    public Optional<Label> label(long labelId) {
        return labels.stream().filter(label -> label.id() == labelId).findFirst();
    }

    public Optional<Milestone> milestone(long milestoneId) {
        return milestones.stream().filter(milestone -> milestone.id() == milestoneId).findFirst();
    }

    /// Removes an issue for good; its number is not given again.
    void remove(Issue issue) {
        issues.remove(issue);
        pinned.remove(issue);
    }

    long nextNumber() {
        return ++lastNumber;
    }

    /// What a push option, or an owner, can do.
    public void setPrivate(boolean nowPrivate) {
        isPrivate = nowPrivate;
    }

    void forkOf(Repository origin) {
        parent = origin;
        origin.forks.add(this);
    }

    /// Forks stay when what they are a fork of goes.
    void orphan() {
        forks.forEach(fork -> fork.parent = null);
        forks.clear();
        if (parent != null) {
            parent.forks.remove(this);
        }
    }

    void admit(Account account, Access access) {
        collaborators.put(account, access);
    }

    void setWiki(BareRepository newWiki) {
        wiki = newWiki;
    }

    void rename(String newName) {
        name = newName;
    }
}
