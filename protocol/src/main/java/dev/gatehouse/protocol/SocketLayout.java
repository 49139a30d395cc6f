package dev.gatehouse.protocol;

/// Where the sockets are, on the host and in the container.
public final class SocketLayout {
    /// Names the agent's socket inside the container.
    public static final String SOCKET_VARIABLE = "GATEHOUSE_SOCKET";

    public static final String FORGE_SOCKET = "forge.sock";

    /// The door to the model's API; there only where the agent is granted one.
    public static final String MODEL_SOCKET = "model.sock";

    /// The door to the rest of the network; there only where the agent is granted one.
    public static final String EGRESS_SOCKET = "egress.sock";

    public static final String ADMIN_SOCKET = "admin.sock";

    /// The host's runtime directory, and the place where an agent's directory is mounted in its
    /// container.
    public static final String RUNTIME_DIRECTORY = "/run/gatehouse";

    /// Below the host's runtime directory: one directory for each agent.
    public static final String AGENTS_DIRECTORY = "agents";

    /// The agent's socket as seen in the container, unless [#SOCKET_VARIABLE] says otherwise.
    public static final String CONTAINER_SOCKET = RUNTIME_DIRECTORY + "/" + FORGE_SOCKET;

    private SocketLayout() {}
}
