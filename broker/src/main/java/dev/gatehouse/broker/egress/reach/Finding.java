package dev.gatehouse.broker.egress.reach;

import java.net.InetSocketAddress;
import java.util.List;

/// Where a host is, if it may be reached there.
sealed interface Finding {
    /// @param addresses every one of them checked, at least one
    record Found(List<InetSocketAddress> addresses) implements Finding {
        public Found {
            addresses = List.copyOf(addresses);
        }
    }

    record Failed(Unreached why) implements Finding {}
}
