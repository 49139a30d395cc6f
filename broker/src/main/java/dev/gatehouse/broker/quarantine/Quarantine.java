package dev.gatehouse.broker.quarantine;

import dev.gatehouse.broker.git.ObjectFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One push, kept apart until it is known what it would change. Used by one thread at a time, a
/// virtual one: all calls block. Closing it deletes all, unless a [PackFile] has been handed out,
/// which does so then.
public final class Quarantine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);

    private final Path directory;
    private final Repository repository;
    private final ObjectFormat format;
    private final Mirror mirror;
    private final Git git;
    private final QuarantineLimits limits;
    private final PackIntake intake;
    private boolean handedOut;

    private Quarantine(
            Path directory,
            Repository repository,
            ObjectFormat format,
            Mirror mirror,
            Git git,
            QuarantineLimits limits) {
        this.directory = directory;
        this.repository = repository;
        this.format = format;
        this.mirror = mirror;
        this.git = git;
        this.limits = limits;
        this.intake =
                new PackIntake(
                        git,
                        repository,
                        limits.packBytes(),
                        Deadline.in(limits.receiving(), "receiving the push"),
                        "the pack is larger than %d MiB; push fewer commits at a time"
                                .formatted(Math.max(1, limits.packBytes() >> 20)));
    }

    static Quarantine in(
            Path directory, ObjectFormat format, Mirror mirror, Git git, QuarantineLimits limits)
            throws IOException {
        Folders.create(directory.resolve("scratch"));
        Repository repository = Repository.create(directory.resolve("push.git"), format);
        return new Quarantine(directory, repository, format, mirror, git, limits);
    }

    /// Takes some bytes of the pack. Once it is clear that the push cannot be checked, the rest is
    /// dropped, and [#check] says why.
    public void write(byte[] chunk, int offset, int length) {
        if (intake.isStopped()) {
            return;
        }
        try {
            intake.write(chunk, offset, length);
        } catch (IOException e) {
            LOG.debug("a pack is not taken to its end: {}", e.getMessage());
        }
    }

    /// To be called once, after the last byte of the pack.
    public Verdict check(PushCheck check, ForgeObjects forge) {
        try {
            Path pack = received();
            Deadline deadline = Deadline.in(limits.checking(), "checking the push");
            Map<String, Finding> findings = findings(check, forge, deadline);
            if (!findings.isEmpty()) {
                return new Verdict.Refused(findings);
            }
            PackFile file = new PackFile(pack, Files.size(pack), this::delete);
            handedOut = true;
            return new Verdict.Clean(file);
        } catch (Unresolved e) {
            LOG.info("a push is not checked: {}", e.getMessage(), e.getCause());
            return new Verdict.Unchecked(String.valueOf(e.getMessage()));
        } catch (GitFailed e) {
            LOG.info("a push is not checked: {}", e.getMessage());
            return new Verdict.Unchecked(
                    "the push is incomplete or damaged, or the forge lacks what it builds on; run"
                            + " git fsck, fetch, and push again");
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("a push is not checked", e);
            return new Verdict.Unchecked("the broker cannot check pushes now; tell the operator");
        }
    }

    private Path received() throws IOException, Unresolved {
        try {
            Optional<Path> pack = intake.finish();
            return pack.isPresent() ? pack.get() : Files.createFile(directory.resolve("no.pack"));
        } catch (GitFailed e) {
            if (e.says("unresolved delta")) {
                throw new Unresolved(
                        "the pack is thin: it builds on objects that it does not bring; push with"
                                + " --no-thin",
                        e);
            }
            if (e.says("ut of memory")) {
                throw new Unresolved("the push has objects too large to be checked", e);
            }
            throw new Unresolved("the pack is damaged or cut off; run git fsck and push again", e);
        }
    }

    private Map<String, Finding> findings(PushCheck check, ForgeObjects forge, Deadline deadline)
            throws IOException, GitFailed, Unresolved {
        Set<String> named = PushWalk.named(check);
        if (named.isEmpty()) {
            return Map.of();
        }
        Fetch fetch = new Fetch(git, forge, limits.mirrorBytes(), deadline);
        Collection<String> heads = Set.copyOf(fetch.heads().values());
        Inquiry own = new Inquiry(git, repository, directory.resolve("scratch"), deadline);
        return mirror.read(
                heads,
                fetch,
                own,
                objects -> {
                    new Completion(own, objects, format, limits.newCommits())
                            .complete(named, heads, fetch);
                    Inquiry both = own.of(repository.borrowing(objects));
                    return new PushWalk(both, format, limits.newCommits()).findings(check, heads);
                });
    }

    @Override
    public void close() {
        intake.close();
        if (!handedOut) {
            delete();
        }
    }

    private void delete() {
        try {
            Folders.delete(directory);
        } catch (IOException e) {
            LOG.warn("a quarantine is not deleted before the next start: {}", e.toString());
        }
    }
}
