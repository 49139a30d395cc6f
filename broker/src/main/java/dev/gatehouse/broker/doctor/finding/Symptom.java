package dev.gatehouse.broker.doctor.finding;

import static dev.gatehouse.broker.doctor.finding.Level.ERROR;
import static dev.gatehouse.broker.doctor.finding.Level.WARNING;

import java.util.Locale;

/// What can be wrong. The ids are stable: monitoring may rely on them. `docs/doctor.md` shows this
/// table.
///
/// In a remedy, `{path}` and its like stand for what a finding names.
public enum Symptom {
    CHECK_TIMED_OUT(
            WARNING,
            "a check did not end in time",
            "what it looks at hangs, or the host is overloaded; it is not known to be well",
            "{command}"),
    CHECK_FAILED(
            WARNING,
            "a check could not be made",
            "what it looks at is not known to be well",
            "{command}"),

    CONFIGURATION_MISSING(
            ERROR,
            "there is no configuration",
            "the broker does not start, and what depends on the configuration is not checked",
            "gatehouse init --config {path}"),
    CONFIGURATION_UNREADABLE(
            ERROR,
            "this user may not read the configuration",
            "what depends on it is not checked",
            "sudo gatehouse doctor --config {path}"),
    CONFIGURATION_INVALID(
            ERROR,
            "the configuration has a problem, with its line",
            "the broker does not start with it, and a running one keeps the configuration before",
            "sudoedit {path} && gatehouse config check --config {path}"),
    CONFIGURATION_DOUBTFUL(
            WARNING,
            "the configuration is valid and hardly meant so",
            "an agent may do more or less than you want",
            "sudoedit {path} && gatehouse config check --config {path}"),
    CONFIGURATION_WRITABLE(
            ERROR,
            "others can write the configuration",
            "who writes it gives agents what they like; the broker applies it at once",
            "chown root {path} && chmod go-w {path}"),

    DIRECTORY_MISSING(
            ERROR,
            "an agent's socket directory is missing",
            "Docker does not start a container whose mount is missing, or makes an empty one of root",
            "systemctl restart gatehouse # and before Docker at boot: gatehouse config tmpfiles"),
    NOT_A_DIRECTORY(
            ERROR,
            "something else lies where a socket directory belongs",
            "the broker does not start",
            "mv {path} {path}.aside && systemctl restart gatehouse"),
    PATH_OWNER(
            ERROR,
            "a directory above a socket belongs to neither root nor the broker's user",
            "its owner can put a socket of their own in the place of the broker's",
            "chown {uid} {path}"),
    PATH_WRITABLE(
            ERROR,
            "others can write a directory above a socket",
            "they can put a socket of their own in the place of the broker's",
            "chmod go-w {path}"),
    PATH_CLOSED(
            WARNING,
            "a directory above the socket cannot be entered by the agent's user",
            "an agent that runs on the host, outside a container, cannot reach its socket",
            "chmod o+x {path}"),
    DIRECTORY_GROUP(
            ERROR,
            "an agent's directory or socket belongs to another group than the agent's",
            "the agent is refused by the file system, or another group is let in",
            "chgrp {gid} {path}"),
    DIRECTORY_MODE(
            ERROR,
            "an agent's directory is closed to its group, or open to everyone",
            "the agent cannot enter it, or every user of the host can",
            "chmod 750 {path}"),
    SOCKET_MISSING(
            ERROR,
            "a socket is missing",
            "the agent's calls wait 30 s and then fail",
            "systemctl restart gatehouse"),
    SOCKET_NOT_A_SOCKET(
            ERROR,
            "something else lies where a socket belongs",
            "the broker refuses to remove it, and does not start",
            "mv {path} {path}.aside && systemctl restart gatehouse"),
    SOCKET_MODE(
            ERROR,
            "a socket's mode is not 0660 (the admin socket's: 0600)",
            "the agent is kept out, or users are let in who are none of the agent",
            "chmod {mode} {path}"),
    SOCKET_STALE(
            ERROR,
            "a socket file is there, and nobody listens",
            "every call is refused: the broker died, or was started with another runtime-dir",
            "systemctl restart gatehouse"),
    SOCKET_BOUND_TWICE(
            ERROR,
            "two processes listen on sockets that were bound at one path",
            "only the newer one can be reached; containers may hold the older, which nobody serves",
            "kill {pids} # all but the broker that systemctl status gatehouse shows"),
    SOCKET_HELD_BY_ANOTHER(
            ERROR,
            "a process that is not the broker listens on the socket",
            "the agent talks to it instead of the broker: it can read every call and answer it",
            "kill {pids} && systemctl restart gatehouse"),
    SOCKET_HOLDER_UNKNOWN(
            WARNING,
            "it cannot be seen who listens on the socket",
            "that it is the broker is not known",
            "sudo gatehouse doctor {agent}"),
    MOUNTED_OVER(
            WARNING,
            "something is mounted over a directory of the sockets",
            "the broker and the containers may see different directories of one name",
            "umount {path} && systemctl restart gatehouse"),
    BROKER_SEES_ANOTHER_DIRECTORY(
            ERROR,
            "the broker's process sees another directory than the host does",
            "its sockets lie where no container finds them",
            "systemctl restart gatehouse"),

    BROKER_DOWN(
            ERROR,
            "no broker listens at the admin socket",
            "no agent is served",
            "systemctl start gatehouse && journalctl -u gatehouse -n 50"),
    BROKER_HUNG(
            ERROR,
            "the broker takes connections and does not answer",
            "every call hangs until it is given up",
            "kill -QUIT {pids}; systemctl restart gatehouse # the first leaves its threads in the log"),
    BROKER_SLOW(
            WARNING,
            "the broker took more than 250 ms for an answer of its own",
            "every call takes that much longer: the host, or the broker's memory, is short",
            "gatehouse status && uptime"),
    BROKER_GARBLED(
            ERROR,
            "what answers at the socket does not speak as the broker does",
            "it is another program, or a broker of another version",
            "ss -xlp | grep {path}"),
    ADMIN_REFUSED(
            WARNING,
            "the admin socket is not for this user",
            "what only the broker knows is not checked",
            "sudo gatehouse doctor"),
    PEER_REFUSED(
            ERROR,
            "the broker refuses the agent's own user at the agent's socket",
            "every call of the agent is cut before its first byte",
            "gatehouse tail --agent {agent}; gatehouse worker up {agent} # where it has a container"),
    PEER_UID_HIDDEN(
            ERROR,
            "the broker sees another uid than the caller has",
            "it runs in a user namespace (PrivateUsers=yes): it cannot tell agents apart",
            "systemctl edit gatehouse # PrivateUsers=no, then: systemctl restart gatehouse"),

    AGENT_IS_ROOT(
            ERROR,
            "an agent runs as root",
            "outside a user namespace it can read every token of the host",
            "{editor} # another socket: { uid, gid } for {agent}"),
    AGENT_IS_THE_BROKER(
            ERROR,
            "an agent has the broker's own uid",
            "it can read the token files, and use the admin socket",
            "{editor} # another socket: { uid, gid } for {agent}"),
    AGENT_IN_DOCKER_GROUP(
            ERROR,
            "an agent's user or group may call the Docker Engine",
            "who may do that is root on this host, and can read every token",
            "gpasswd -d {user} docker"),
    BROKER_IN_DOCKER_GROUP(
            WARNING,
            "the broker's user may call the Docker Engine",
            "the process that holds tokens should have no power over containers",
            "gpasswd -d {user} docker && systemctl restart gatehouse"),
    UID_SHARED(
            WARNING,
            "two agents have the same uid",
            "on the host, and in containers without one registered, each can be the other",
            "{editor} # a uid of its own for each agent"),

    TOKEN_FILE_MISSING(
            ERROR,
            "an agent's token file does not exist",
            "each of the agent's calls ends with credential-rejected",
            "install -m 600 -o {uid} /dev/stdin {path} # and paste the token"),
    TOKEN_FILE_OPEN(
            ERROR,
            "others can read or write a token file",
            "the broker refuses it, and whoever could read it may have the token",
            "chmod 600 {path} # and replace the token at the forge"),
    TOKEN_FILE_OWNER(
            ERROR,
            "a token file belongs to a user who is not the broker's",
            "the broker refuses it, or may not read it",
            "chown {uid} {path}"),
    TOKEN_DIRECTORY_OPEN(
            ERROR,
            "others can replace files in a directory above a token file",
            "the broker refuses the token: it may be anyone's",
            "chown {uid} {path} && chmod go-w {path}"),
    TOKEN_FILE_UNSEEN(
            WARNING,
            "this user may not look at the agent's token",
            "whether it works is not checked",
            "sudo gatehouse doctor {agent}"),
    TOKEN_COMMAND_NOT_RUN(
            WARNING,
            "the token comes from a command, which is run only as the broker's user",
            "whether it works is not checked",
            "sudo -u '#{uid}' gatehouse doctor {agent}"),
    TOKEN_UNREADABLE(
            ERROR,
            "the token cannot be read from its source",
            "each of the agent's calls ends with credential-rejected",
            "{remedy}"),
    TOKEN_UNCHECKED(
            WARNING,
            "the forge did not say whose the token is",
            "whether it works is not checked",
            "gatehouse token check"),
    TOKEN_REJECTED(
            ERROR,
            "the forge answers 401 to the token",
            "each of the agent's calls ends with credential-rejected",
            "# make a token for {account} at {forge}/user/settings/applications and write it to {source}"),
    TOKEN_OF_ANOTHER_ACCOUNT(
            ERROR,
            "the token belongs to another account than configured",
            "nothing is sent with it: the agent would act as somebody else",
            "# write a token of {account} to {source}, or change 'account' of {agent}"),
    TOKEN_UNPROVEN(
            ERROR,
            "the forge does not say whose the token is, and nothing else proves it",
            "it is not lent",
            "# give the token the scope read:user, or name a repository of another owner in full in a grant"),
    TOKEN_OF_SITE_ADMIN(
            ERROR,
            "the token is of an administrator of the forge",
            "with it one can read every repository, make tokens for everyone and act as any user",
            "# make {account} an ordinary user: {forge}/admin/users"),
    TOKEN_OWNS_GRANTED(
            WARNING,
            "the account administers a repository that is granted to it",
            "the token could change its hooks, keys, collaborators and protections, or delete it",
            "# make {account} a collaborator with write access: {forge}/{repository}/settings/collaboration"),
    TOKEN_WRITES_ELSEWHERE(
            WARNING,
            "the token can write repositories that no grant names",
            "only the broker's policy stands before them",
            "# limit the token to the granted repositories, or remove {account} there: {forge}/{repository}/settings/collaboration"),
    TOKEN_SCOPES_TO_SPARE(
            WARNING,
            "the token has scopes that no grant needs",
            "who got hold of it could use them",
            "# make a token with write:repository, write:issue and read:user only: {forge}/user/settings/applications"),
    ACCOUNT_SHARED(
            WARNING,
            "two agents act as one account",
            "the forge cannot tell their work apart, and revoking one revokes both",
            "{editor} # an account of its own for each agent"),

    FORGE_NAME_UNKNOWN(
            ERROR,
            "the forge's name has no address",
            "no call gets through",
            "getent hosts {host}; resolvectl status"),
    FORGE_UNREACHABLE(
            ERROR,
            "no connection to the forge's port",
            "no call gets through",
            "nc -vz {host} {port}; ip route get {address}"),
    FORGE_TLS_UNTRUSTED(
            ERROR,
            "the forge's certificate is not trusted, or is another host's",
            "the broker sends nothing to a server that may be another",
            "openssl s_client -connect {host}:{port} -servername {host} -showcerts # then forge: { ca-file: FILE }, or mend the certificate"),
    FORGE_TLS_FAILED(
            ERROR,
            "TLS with the forge fails",
            "no call gets through",
            "openssl s_client -connect {host}:{port} -servername {host}"),
    FORGE_CERTIFICATE_EXPIRED(
            ERROR,
            "a certificate of the forge's chain is expired or not valid yet",
            "no call gets through",
            "# renew it on the forge; timedatectl shows whether this clock is right"),
    FORGE_CERTIFICATE_EXPIRES(
            WARNING,
            "a certificate of the forge's chain expires within 21 days",
            "from then on no call gets through",
            "# renew it on the forge"),
    FORGE_CA_FILE_UNREADABLE(
            ERROR,
            "forge.ca-file cannot be read, or holds no certificate",
            "the broker does not start",
            "ls -l {path} && openssl x509 -in {path} -noout -subject"),
    FORGE_PLAINTEXT(
            WARNING,
            "the forge is asked over plain http through the network",
            "everyone on the way can read the tokens",
            "{editor} # forge: { url: https://... }"),
    FORGE_NO_ANSWER(
            ERROR,
            "what listens at the forge's address does not answer as a web server does",
            "no call gets through",
            "curl -sv {forge}/api/v1/version"),
    FORGE_FAILING(
            ERROR,
            "the forge answers with an error of its own",
            "calls fail",
            "curl -sv {forge}/api/v1/version # and see the forge's log"),
    FORGE_NOT_FORGEJO(
            ERROR,
            "no Forgejo answers at the address",
            "the URL is wrong, or something stands before the forge",
            "curl -s {forge}/api/v1/version"),
    FORGE_VERSION_UNKNOWN(
            WARNING,
            "the forge does not tell its version without a login",
            "whether it is supported is not checked",
            "curl -s {forge}/api/v1/version"),
    FORGE_VERSION_UNSUPPORTED(
            WARNING,
            "the forge is older than what the broker is tested with (Forgejo 11), or newer (16)",
            "operations may be missing or work otherwise than the broker's catalogue says",
            "# upgrade Forgejo, or the broker"),
    CLOCK_SKEW(
            WARNING,
            "this host's clock and the forge's differ by more than 30 s",
            "the audit's times cannot be compared with the forge's, and certificates seem invalid",
            "timedatectl set-ntp true"),

    DOCKER_UNREACHABLE(
            ERROR,
            "no Docker Engine answers, and an agent has a container",
            "the container cannot be looked at, and 'gatehouse worker' does nothing",
            "systemctl start docker"),
    CONTAINER_MISSING(
            ERROR,
            "the agent's container does not exist",
            "no agent runs, and the broker serves no other container",
            "gatehouse worker up {agent}"),
    CONTAINER_STOPPED(
            ERROR,
            "the agent's container does not run",
            "no agent runs",
            "docker logs --tail 20 {container}; gatehouse worker up {agent}"),
    CONTAINER_NOT_REGISTERED(
            ERROR,
            "the broker has another container registered, or none where one is configured",
            "every call out of this container is refused",
            "gatehouse worker up {agent}"),
    CONTAINER_NO_SOCKETS(
            ERROR,
            "nothing is mounted at /run/gatehouse in the container",
            "the agent has no way to the broker",
            "gatehouse worker up {agent}"),
    CONTAINER_WRONG_DIRECTORY(
            ERROR,
            "another directory than the agent's is mounted at /run/gatehouse",
            "it has no socket, or another agent's: then it acts as that one",
            "gatehouse worker up {agent}"),
    CONTAINER_SOCKET_FILE(
            ERROR,
            "a socket file is mounted instead of its directory",
            "after the next restart of the broker it leads nowhere",
            "gatehouse worker up {agent}"),
    CONTAINER_MOUNT_WRITABLE(
            ERROR,
            "the socket directory is mounted for writing",
            "the agent can remove its socket, or put another there",
            "gatehouse worker up {agent}"),
    CONTAINER_MOUNT_STALE(
            ERROR,
            "the container holds a directory that was removed and made anew",
            "it never sees the sockets that are there now",
            "docker restart {container}"),
    CONTAINER_HAS_DOCKER(
            ERROR,
            "the Docker Engine's socket is mounted in the container",
            "the agent is root on this host",
            "gatehouse worker up {agent}"),
    CONTAINER_USER(
            ERROR,
            "the container's processes run as another user than socket.uid",
            "the broker refuses them",
            "gatehouse worker up {agent}"),
    CONTAINER_SHIM_MISSING(
            ERROR,
            "the image has no forge command",
            "the agent has nothing to call the forge with",
            "gatehouse worker roll {agent} --image gatehouse-worker:shell"),
    CONTAINER_SHIM_VERSION(
            WARNING,
            "the image's forge command and the broker are of different versions",
            "they may not understand each other",
            "gatehouse worker roll {agent}"),
    CONTAINER_VIEW(
            ERROR,
            "from inside the container something does not work",
            "the agent meets it at its next call",
            "{remedy}"),

    STATE_DIRECTORY_MISSING(
            ERROR,
            "the state directory is missing",
            "nothing was served with this configuration yet, or its disk is not mounted",
            "install -d -m 700 -o {uid} {path}"),
    STATE_DIRECTORY_OPEN(
            ERROR,
            "others can write the state directory, or it is not the broker's",
            "they can forge the audit, and say which container is which agent's",
            "chown {uid} {path} && chmod go-w {path}"),
    STATE_UNSEEN(
            WARNING,
            "this user may not look at the broker's state",
            "the audit is not verified",
            "sudo gatehouse doctor"),
    AUDIT_MISSING(
            WARNING,
            "there is no audit log yet",
            "right only before the broker's first start",
            "systemctl start gatehouse"),
    AUDIT_BROKEN(
            ERROR,
            "the audit log was changed, or is cut",
            "it proves nothing from that record on",
            "gatehouse audit verify {path} # and keep a copy of the folder before anything else"),
    DISK_FULL(
            ERROR,
            "less than 64 MiB are free for the audit",
            "where the audit cannot be written nothing is sent: every agent stops",
            "df -h {path}; du -xh --max-depth=1 {path} | sort -h"),
    DISK_LOW(
            WARNING,
            "less than 1 GiB is free for the audit",
            "where the audit cannot be written nothing is sent: every agent stops",
            "df -h {path}; du -xh --max-depth=1 {path} | sort -h"),

    UNIT_NOT_ACTIVE(
            ERROR,
            "systemd does not have gatehouse.service running",
            "nothing starts the broker again, at a crash or at boot",
            "systemctl reset-failed gatehouse; systemctl start gatehouse; journalctl -u gatehouse -n 50"),
    UNIT_NOT_ENABLED(
            WARNING,
            "gatehouse.service does not start at boot",
            "after a reboot no agent is served",
            "systemctl enable gatehouse"),
    RUNTIME_DIRECTORY_REMOVED(
            WARNING,
            "the unit's runtime directory goes with every restart",
            "running containers keep a directory that is no longer there",
            "systemctl edit gatehouse # RuntimeDirectoryPreserve=yes"),
    TMPFILES_MISSING(
            WARNING,
            "nothing makes an agent's socket directory at boot",
            "Docker may be faster than the broker, and then does not start the container",
            "gatehouse config tmpfiles --user gatehouse > /etc/tmpfiles.d/gatehouse.conf");

    private final Level level;
    private final String what;
    private final String why;
    private final String remedy;

    Symptom(Level level, String what, String why, String remedy) {
        this.level = level;
        this.what = what;
        this.why = why;
        this.remedy = remedy;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Level level() {
        return level;
    }

    /// In general; a finding says it of the very case.
    public String what() {
        return what;
    }

    public String why() {
        return why;
    }

    public String remedy() {
        return remedy;
    }
}
