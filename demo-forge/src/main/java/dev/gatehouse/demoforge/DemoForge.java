package dev.gatehouse.demoforge;

import com.sun.net.httpserver.Headers;
import dev.gatehouse.demoforge.api.Forge;
import dev.gatehouse.demoforge.http.Reached;
import dev.gatehouse.demoforge.http.Reception;
import dev.gatehouse.demoforge.http.RecordedRequest;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Request;
import dev.gatehouse.demoforge.lfs.LfsLinks;
import dev.gatehouse.demoforge.lfs.LfsStore;
import dev.gatehouse.demoforge.lfs.ObjectStore;
import dev.gatehouse.demoforge.misbehaviour.Misbehaviour;
import dev.gatehouse.demoforge.misbehaviour.Misbehaviours;
import dev.gatehouse.demoforge.world.Account;
import dev.gatehouse.demoforge.world.Repository;
import dev.gatehouse.demoforge.world.Tokens;
import dev.gatehouse.demoforge.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// A small Forgejo look-alike on a free loopback port, with real git. It is as lenient as the real
/// one in what it accepts, records what it was asked, and goes wrong on demand. It is a target for
/// the demo and for tests, not a forge: nothing survives [#close()] but the bare repositories.
public final class DemoForge implements AutoCloseable {
    private final World world;
    private final Forge forge;
    private final Reception reception;
    private final Misbehaviours misbehaviours;
    private final LfsLinks lfsLinks;
    private final Map<String, String> tokenByUser = new ConcurrentHashMap<>();

    private DemoForge(
            World world,
            Forge forge,
            Reception reception,
            Misbehaviours misbehaviours,
            LfsLinks lfsLinks) {
        this.world = world;
        this.forge = forge;
        this.lfsLinks = lfsLinks;
        this.reception = reception;
        this.misbehaviours = misbehaviours;
    }

    /// Starts with the seeded world; bare repositories are made below `workDirectory`, which should
    /// be empty. Needs git 2.38 or later on the path.
    public static DemoForge start(Path workDirectory) throws IOException {
        Reception reception = Reception.open();
        return start(workDirectory, reception, "http://127.0.0.1:" + reception.port() + "/");
    }

    /// As [#start(Path)], except that payloads, `Link` and errors speak of another root URL, as a
    /// forge behind a reverse proxy does.
    public static DemoForge start(Path workDirectory, URI rootUrl) throws IOException {
        String root = rootUrl.toString();
        return start(workDirectory, Reception.open(), root.endsWith("/") ? root : root + "/");
    }

    private static DemoForge start(Path workDirectory, Reception reception, String rootUrl)
            throws IOException {
        var world = new World(Files.createDirectories(workDirectory), Clock.systemUTC());
        new Seed(world).plant();
        var lfsLinks = new LfsLinks(new LfsStore(workDirectory.resolve("lfs")));
        var forge = new Forge(world, rootUrl, lfsLinks);
        var misbehaviours = new Misbehaviours(forge, rootUrl);
        reception.answerWith(misbehaviours);
        return new DemoForge(world, forge, reception, misbehaviours, lfsLinks);
    }

    /// Where it listens; ends in a slash.
    public URI url() {
        return URI.create("http://127.0.0.1:" + reception.port() + "/");
    }

    /// The user's own token, the same each time, with the scopes of a bot.
    public String token(String user) {
        return tokenByUser.computeIfAbsent(user, this::mintToken);
    }

    /// One more valid token with the scopes of a bot.
    public String mintToken(String user) {
        return mintToken(user, Tokens.BOT_SCOPES);
    }

    /// One more valid token, with scopes such as `read:issue`, or `all`.
    public String mintToken(String user, Set<String> scopes) {
        return world.tokens().mint(account(user), scopes).value();
    }

    /// From now on this token is a wrong credential.
    public void revokeToken(String token) {
        world.tokens().revoke(token);
        tokenByUser.values().remove(token);
    }

    /// Renames a repository; the old name redirects with 301.
    public void renameRepository(String owner, String name, String newName) {
        locked(() -> world.rename(repository(owner, name), newName));
    }

    /// Renames a user; the old name redirects with 307.
    public void renameUser(String name, String newName) {
        locked(() -> world.rename(account(name), newName));
    }

    /// Whether the repository is private at this moment.
    public boolean isPrivate(String owner, String name) {
        return repository(owner, name).isPrivate();
    }

    /// The directory of its wiki's repository; charles/claude-hooks has one.
    public Path wikiDirectory(String owner, String name) {
        return repository(owner, name)
                .wiki()
                .orElseThrow(() -> new NoSuchElementException(name + " has no wiki"))
                .directory();
    }

    /// The bare repository's directory, for looking with the git command.
    public Path gitDirectory(String owner, String name) {
        return repository(owner, name).git().directory();
    }

    /// From now on the forge itself refuses every push to that branch, whoever pushes.
    public void protectBranch(String owner, String name, String branch) {
        locked(() -> repository(owner, name).protectedBranches().add(branch));
    }

    /// The refs of a repository at this moment, by their full names.
    public Map<String, String> refs(String owner, String name) throws IOException {
        return repository(owner, name).git().allRefs();
    }

    /// Whether the repository stores an object of that id, reachable or not.
    public boolean hasObject(String owner, String name, String id) throws IOException {
        return repository(owner, name).git().hasObject(id);
    }

    /// From now on LFS batch answers send clients to a store of another origin, with presigned
    /// links for download and upload; Forgejo does so for downloads when its storage is a bucket.
    /// The store tells what it was asked, and ends with the forge.
    public ObjectStore presignLfs() throws IOException {
        return lfsLinks.presign();
    }

    /// What a request would act on, by the forge's own router and without a connection; none where
    /// nothing takes it. Nothing is done.
    public Optional<Reached> reached(String method, String target) {
        var request = new Request(method, target, new Headers(), InputStream.nullInputStream());
        world.lock().lock();
        try {
            return forge.reached(request);
        } catch (Refusal malformed) {
            return Optional.empty();
        } finally {
            world.lock().unlock();
        }
    }

    /// Makes requests go wrong whose path begins so; `/` means all. The newest rule wins.
    public void misbehave(String pathPrefix, Misbehaviour misbehaviour) {
        misbehave(request -> request.path().startsWith(pathPrefix), misbehaviour);
    }

    /// Makes the requests go wrong that `applies` picks.
    public void misbehave(Predicate<Request> applies, Misbehaviour misbehaviour) {
        misbehaviours.add(applies, misbehaviour);
    }

    /// Ends all misbehaviour.
    public void behave() {
        misbehaviours.clear();
    }

    /// Every request since the start or since [#forgetRequests()], in the order of arrival.
    public List<RecordedRequest> requests() {
        return reception.book().requests();
    }

    public void forgetRequests() {
        reception.book().forget();
    }

    /// How many TCP connections were accepted since the start, silent ones included.
    public int connections() {
        return reception.connections();
    }

    private Account account(String user) {
        return world.account(user)
                .orElseThrow(() -> new NoSuchElementException("no demo user " + user));
    }

    private Repository repository(String owner, String name) {
        return world.repository(owner, name)
                .orElseThrow(
                        () -> new NoSuchElementException("no repository " + owner + "/" + name));
    }

    private void locked(Runnable change) {
        world.lock().lock();
        try {
            change.run();
        } finally {
            world.lock().unlock();
        }
    }

    @Override
    public void close() throws IOException {
        misbehaviours.close();
        lfsLinks.close();
        reception.close();
    }
}
