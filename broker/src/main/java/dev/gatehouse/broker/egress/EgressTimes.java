package dev.gatehouse.broker.egress;

import java.time.Duration;

/// How long a client and a host may take.
///
/// @param hello from the answer to a CONNECT to the end of the ClientHello
/// @param idle without a byte in either direction
record EgressTimes(Duration hello, Duration idle) {
    static final EgressTimes DEFAULT =
            new EgressTimes(Duration.ofSeconds(10), Duration.ofMinutes(5));
}
