package dev.gatehouse.broker.upstream;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.upstream.http.Connections;
import dev.gatehouse.broker.upstream.http.UpstreamObserver;
import dev.gatehouse.broker.upstream.http.UpstreamSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;

/// The hosts besides Forgejo that hold LFS objects, and the addresses there that Forgejo gave out
/// (its `SERVE_DIRECT`: signed for a while, good without a credential). They stay in the broker: an
/// agent asks for the object by its id, and the broker fetches it without any credential.
public final class LfsStorage {
    private static final int MAX_ADDRESSES = 10_000;

    private record Key(AgentName agent, RepositoryName repository, String oid) {}

    /// Where an object is.
    ///
    /// @param target path and query, as Forgejo signed them
    record Address(Connections connections, String target) {}

    private final Map<String, Connections> hosts = new LinkedHashMap<>();
    private final Map<Key, Address> addresses =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(64, 0.75f, true) {
                        private static final long serialVersionUID = 1;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<Key, Address> eldest) {
                            return size() > MAX_ADDRESSES;
                        }
                    });

    /// @param hosts how each is reached; only scheme, host and port of its URL count
    /// @param observer of all hosts
    public LfsStorage(Iterable<UpstreamSettings> hosts, UpstreamObserver observer)
            throws SSLException {
        for (UpstreamSettings host : hosts) {
            this.hosts.put(origin(host.url()), new Connections(host, observer));
        }
    }

    /// Remembers where Forgejo says an object is.
    ///
    /// @return whether that is on one of the hosts
    public boolean remember(
            AgentName agent, RepositoryName repository, String oid, String location) {
        try {
            URI uri = new URI(location);
            if (uri.getHost() == null || uri.getRawUserInfo() != null || !uri.isAbsolute()) {
                return false;
            }
            Connections connections = hosts.get(origin(uri));
            if (connections == null) {
                return false;
            }
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            addresses.put(new Key(agent, repository, oid), new Address(connections, path + query));
            return true;
        } catch (URISyntaxException noAddress) {
            return false;
        }
    }

    Optional<Address> addressOf(AgentName agent, RepositoryName repository, String oid) {
        return Optional.ofNullable(addresses.get(new Key(agent, repository, oid)));
    }

    private static String origin(URI uri) {
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
        return (uri.getScheme() + "://" + uri.getHost() + ":" + port).toLowerCase(Locale.ROOT);
    }
}
