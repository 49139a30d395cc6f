package dev.gatehouse.broker.worker.verify;

import java.util.Locale;

/// One thing that has to hold of a worker. The order is that of the report.
public enum Invariant {
    AS_CONFIGURED("the container is what the configuration asks for"),
    ATTESTED("the daemon serves this container and no other"),
    ANSWERED("the broker answers in it, for this agent"),
    USER("its processes are the agent's user, not root"),
    CAPABILITIES("no capability, no new privileges, system calls filtered"),
    NAMESPACES("no namespace, device or privilege of the host"),
    SET_UID("no SUID or SGID file, no file with capabilities"),
    READ_ONLY_ROOT("the root file system cannot be written"),
    SOCKET_DIRECTORY("the socket directory cannot be written"),
    SOCKETS("no socket of another agent, of the operator or of Docker"),
    MOUNTS("nothing of the host is mounted but what may be"),
    NETWORK("no network but what the configuration gives"),
    LIMITS("memory, processors and processes are limited"),
    ENVIRONMENT("no secret in the environment"),
    HOME("no credential file in the home and the state"),
    TOKENS("no token of the broker in any file or environment");

    private final String sentence;

    Invariant(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }

    /// The word in reports.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
