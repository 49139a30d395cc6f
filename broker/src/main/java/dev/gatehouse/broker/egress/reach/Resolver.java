package dev.gatehouse.broker.egress.reach;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Finds the addresses of a name. Blocks, so never on an event loop.
@FunctionalInterface
public interface Resolver {
    /// @return all of them, at least one
    List<InetAddress> resolve(String name) throws UnknownHostException;

    /// The host's own: hosts file and name service switch as every other program has them.
    static Resolver ofHost() {
        return name -> List.of(InetAddress.getAllByName(name));
    }
}
