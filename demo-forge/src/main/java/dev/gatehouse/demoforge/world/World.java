package dev.gatehouse.demoforge.world;

import dev.gatehouse.demoforge.git.BareRepository;
import dev.gatehouse.demoforge.http.Content;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/// Everything the forge knows. It is not safe for concurrent use by itself: whoever reads or
/// changes it holds [#lock()].
public final class World {
    private final ReentrantLock lock = new ReentrantLock();
    private final Clock clock;
    private final Path gitDirectory;
    private final Tokens tokens = new Tokens();
    private final AtomicLong ids = new AtomicLong();
    private final List<Account> accounts = new ArrayList<>();
    private final List<Repository> repositories = new ArrayList<>();
    private final Organisations organisations = new Organisations(this::nextId);
    private final Map<String, Account> formerAccountNames = new HashMap<>();
    private final Map<String, Repository> formerRepositoryNames = new HashMap<>();
    private final Map<String, Attachment> attachments = new HashMap<>();
    private final Packages packages = new Packages(this::nextId);
    private final Timesheet timesheet = new Timesheet(this::nextId);
    private final Inbox inbox = new Inbox(this::nextId);
    private long lastRepositoryId;

    /// A world without anyone in it; repositories will live in `gitDirectory`.
    public World(Path gitDirectory, Clock clock) {
        this.gitDirectory = gitDirectory;
        this.clock = clock;
    }

    public ReentrantLock lock() {
        return lock;
    }

    public Tokens tokens() {
        return tokens;
    }

    /// The time, in whole seconds as Forgejo keeps it.
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    public Account addAccount(String name, String fullName) {
        var account = new Account(accounts.size() + 1L, name, fullName, now());
        accounts.add(account);
        return account;
    }

    public List<Account> accounts() {
        return accounts;
    }

    public Optional<Account> account(String name) {
        return accounts.stream().filter(account -> same(account.name(), name)).findFirst();
    }

    public Optional<Account> renamedAccount(String formerName) {
        return Optional.ofNullable(formerAccountNames.get(folded(formerName)));
    }

    public Repository addRepository(
            Account owner, String name, String description, boolean isPrivate) throws IOException {
        long id = ++lastRepositoryId;
        BareRepository git = BareRepository.create(gitDirectory.resolve(id + ".git"));
        var repository = new Repository(id, owner, name, description, isPrivate, git, now());
        repositories.add(repository);
        organisations.of(owner).stream()
                .flatMap(found -> found.teams().stream())
                .filter(Team::hasAllRepositories)
                .forEach(team -> team.reach(repository));
        return repository;
    }

    /// A copy of the branches and tags, owned by someone else.
    public Repository fork(Repository origin, Account owner, String name) throws IOException {
        Repository fork = addRepository(owner, name, origin.description(), origin.isPrivate());
        fork.git().fetch(origin.git(), "refs/heads/*:refs/heads/*", "refs/tags/*:refs/tags/*");
        fork.forkOf(origin);
        return fork;
    }

    public void remove(Repository repository) {
        List.copyOf(repository.issues()).forEach(this::remove);
        repository.orphan();
        repositories.remove(repository);
    }

    public Organisations organisations() {
        return organisations;
    }

    public Packages packages() {
        return packages;
    }

    /// The accounts of people, without those of organisations.
    public List<Account> people() {
        return accounts.stream().filter(a -> organisations.of(a).isEmpty()).toList();
    }

    public void admit(Repository repository, Account account, Access access) {
        repository.admit(account, access);
    }

    public List<Repository> repositories() {
        return repositories;
    }

    public Optional<Repository> repository(String owner, String name) {
        return repositories.stream()
                .filter(r -> same(r.owner().name(), owner) && same(r.name(), name))
                .findFirst();
    }

    public Optional<Repository> renamedRepository(String owner, String formerName) {
        return Optional.ofNullable(formerRepositoryNames.get(folded(owner + "/" + formerName)));
    }

    public void rename(Repository repository, String newName) {
        formerRepositoryNames.put(folded(repository.fullName()), repository);
        repository.rename(newName);
        formerRepositoryNames.remove(folded(repository.fullName()));
    }

    public void rename(Account account, String newName) {
        formerAccountNames.put(folded(account.name()), account);
        account.rename(newName);
        formerAccountNames.remove(folded(newName));
    }

    public Label addLabel(Repository repository, String name, String color, String description) {
        var label = new Label(nextId(), name, color, description);
        repository.labels().add(label);
        return label;
    }

    public Milestone addMilestone(Repository repository, String title, String description) {
        var milestone = new Milestone(nextId(), title, description, now());
        repository.milestones().add(milestone);
        return milestone;
    }

    public Issue addIssue(Repository repository, Account author, String title, String body) {
        long number = repository.nextNumber();
        var issue = new Issue(nextId(), number, repository, author, title, body, now());
        repository.issues().add(issue);
        return issue;
    }

    /// Removes an issue with all that hangs on it.
    public void remove(Issue issue) {
        issue.attachments().forEach(this::remove);
        issue.comments().forEach(comment -> comment.attachments().forEach(this::remove));
        repositories.stream()
                .flatMap(repository -> repository.issues().stream())
                .forEach(other -> other.dependencies().remove(issue));
        timesheet.forget(issue);
        inbox.forget(issue);
        issue.repository().remove(issue);
    }

    public Pull addPull(Issue issue, Repository headRepository, String head, String base) {
        return become(issue, new Pull(issue, headRepository, head, base, Pull.Flow.BRANCH));
    }

    /// One that was pushed for review; `head` is the name it goes by, and no branch.
    public Pull addAgitPull(Issue issue, String head, String base) {
        return become(issue, new Pull(issue, issue.repository(), head, base, Pull.Flow.AGIT));
    }

    private static Pull become(Issue issue, Pull pull) {
        issue.become(pull);
        return pull;
    }

    /// Gives the repository an empty wiki.
    public BareRepository addWiki(Repository repository) throws IOException {
        BareRepository wiki =
                BareRepository.create(gitDirectory.resolve(repository.id() + ".wiki.git"));
        repository.setWiki(wiki);
        return wiki;
    }

    public Comment addComment(Issue issue, Account author, String body) {
        var comment = new Comment(nextId(), issue, author, body, now());
        issue.comments().add(comment);
        issue.touch(now());
        return comment;
    }

    public Attachment addAttachment(
            Repository repository, boolean ofRelease, String name, Content content) {
        var attachment =
                new Attachment(
                        nextId(),
                        UUID.randomUUID().toString(),
                        name,
                        content,
                        repository,
                        ofRelease,
                        now());
        attachments.put(attachment.uuid(), attachment);
        return attachment;
    }

    public void remove(Attachment attachment) {
        attachments.remove(attachment.uuid());
    }

    public Inbox inbox() {
        return inbox;
    }

    public Timesheet timesheet() {
        return timesheet;
    }

    public Optional<Attachment> attachment(String uuid) {
        return Optional.ofNullable(attachments.get(uuid));
    }

    /// Ids of labels, issues, comments, reviews and so on come from one row.
    public long nextId() {
        return ids.incrementAndGet();
    }

    static boolean same(String name, String other) {
        return folded(name).equals(folded(other));
    }

    /// Forgejo compares names by Unicode lower case, so that U+212A KELVIN SIGN equals `k`.
    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
