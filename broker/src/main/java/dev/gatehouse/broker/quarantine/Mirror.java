package dev.gatehouse.broker.quarantine;

import dev.gatehouse.broker.git.ObjectFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The commits and trees of one repository's branches, kept so that a check has to fetch little. A
/// cache: where something is wrong with it, it is deleted and fetched anew. It does not say which
/// commits are to be trusted; each check reads that from the forge.
final class Mirror {
    private static final Logger LOG = LoggerFactory.getLogger(Mirror.class);

    static final String TOO_LARGE =
            "the repository's history is too large for pushes to be checked; tell the operator";

    private final Repository repository;
    private final ObjectFormat format;
    private final long mostBytes;
    private final HeadRecord record;

    /// Held for reading by checks, for writing while files are deleted. A fetch only adds files, so
    /// a check that takes long holds up no other.
    private final ReadWriteLock files = new ReentrantReadWriteLock();

    private final Lock updating = new ReentrantLock();

    /// Commits that are here with all that they reach.
    private final Set<String> complete = ConcurrentHashMap.newKeySet();

    private volatile boolean opened;
    private final AtomicInteger generation = new AtomicInteger();

    Mirror(Path directory, ObjectFormat format, long mostBytes) {
        this.repository = new Repository(directory, Optional.empty());
        this.format = format;
        this.mostBytes = mostBytes;
        this.record = new HeadRecord(directory.resolve("heads"), format);
    }

    /// Does the work with a mirror that has these heads. Where git fails and the mirror turns out
    /// to be broken, it is made anew and the work done again, once.
    ///
    /// @param own where the caller has its scratch folder
    <T> T read(Collection<String> heads, Fetch fetch, Inquiry own, Work<T> work)
            throws IOException, GitFailed, Unresolved {
        Inquiry inquiry = own.of(repository);
        int broken = -1;
        while (true) {
            fetch.deadline().lock(files.readLock());
            try {
                if (opened && broken != generation.get() && complete.containsAll(heads)) {
                    return work.on(repository);
                }
            } catch (GitFailed e) {
                if (broken >= 0 || isSound(heads, inquiry)) {
                    throw e;
                }
                LOG.warn("mirror {} is broken, fetching it anew: {}", name(), e.getMessage());
                broken = generation.get();
            } finally {
                files.readLock().unlock();
            }
            update(heads, fetch, inquiry, broken);
        }
    }

    /// What is done with the mirror while nothing in it is deleted.
    interface Work<T> {
        T on(Repository mirror) throws IOException, GitFailed, Unresolved;
    }

    private void update(Collection<String> heads, Fetch fetch, Inquiry inquiry, int broken)
            throws IOException, GitFailed, Unresolved {
        fetch.deadline().lock(updating);
        try {
            if (broken == generation.get()) {
                renew(inquiry);
            }
            try {
                bring(heads, fetch, inquiry);
            } catch (GitFailed e) {
                LOG.warn("mirror {} is broken, fetching it anew: {}", name(), e.getMessage());
                renew(inquiry);
                bring(heads, fetch, inquiry);
            }
        } finally {
            updating.unlock();
        }
    }

    private void renew(Inquiry inquiry) throws IOException, Unresolved {
        inquiry.deadline().lock(files.writeLock());
        try {
            generation.incrementAndGet();
            opened = false;
            complete.clear();
            Folders.delete(repository.directory());
        } finally {
            files.writeLock().unlock();
        }
    }

    private void open(Inquiry inquiry) throws IOException, GitFailed, Unresolved {
        if (opened) {
            return;
        }
        if (Files.exists(repository.directory().resolve("HEAD"))) {
            new PackUpkeep(inquiry).sweep();
            Collection<String> recorded = record.read();
            complete.addAll(recorded);
            complete.removeAll(new StoredObjects(inquiry, format).missing(recorded));
        } else {
            Folders.delete(repository.directory());
            Repository.create(repository.directory(), format);
        }
        opened = true;
    }

    private void bring(Collection<String> heads, Fetch fetch, Inquiry inquiry)
            throws IOException, GitFailed, Unresolved {
        open(inquiry);
        Set<String> wants = new HashSet<>(heads);
        wants.removeAll(complete);
        if (wants.isEmpty()) {
            return;
        }
        boolean fresh = complete.isEmpty();
        Set<String> haves = new HashSet<>(record.read());
        haves.retainAll(complete);
        fetch.into(repository, wants, haves);
        if (!new StoredObjects(inquiry, format).missing(heads).isEmpty()) {
            throw new GitFailed("index-pack", 0, "a head is missing from what was fetched");
        }
        record.write(heads);
        if (new PackUpkeep(inquiry).bytes() > mostBytes) {
            if (!fresh) {
                throw new GitFailed("index-pack", 0, "the mirror has grown too large");
            }
            renew(inquiry);
            throw new Unresolved(TOO_LARGE);
        }
        complete.addAll(heads);
        tidy(inquiry);
    }

    /// Unless a check is going on: there will be another fetch.
    private void tidy(Inquiry inquiry) throws IOException {
        if (files.writeLock().tryLock()) {
            try {
                new PackUpkeep(inquiry).keepFew();
            } finally {
                files.writeLock().unlock();
            }
        }
    }

    /// Walks all that the heads reach. Slow, so only done once git has failed on something.
    private boolean isSound(Collection<String> heads, Inquiry inquiry)
            throws IOException, Unresolved {
        try (GitProcess git =
                inquiry.ask(
                        heads,
                        "rev-list",
                        "--objects",
                        "--filter=blob:none",
                        "--quiet",
                        "--stdin")) {
            return git.exitCode() == 0;
        }
    }

    private Object name() {
        return repository.directory().getFileName();
    }
}
