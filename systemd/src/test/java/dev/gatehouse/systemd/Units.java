package dev.gatehouse.systemd;

import java.util.List;

/// The units of the folder `systemd`.
final class Units {
    /// Their files.
    static final List<String> ALL =
            List.of("gatehouse.service", "gatehouse-agent@.socket", "gatehouse-worker@.service");

    /// Those of an agent by its name.
    static final List<String> AS_STARTED =
            List.of(
                    "gatehouse.service",
                    "gatehouse-agent@dev.socket",
                    "gatehouse-worker@dev.service");

    private Units() {}
}
