package dev.gatehouse.broker.worker.verify;

import dev.gatehouse.broker.worker.Layout;
import dev.gatehouse.broker.worker.WorkerSpec;
import dev.gatehouse.broker.worker.verify.Inside.Output;
import dev.gatehouse.protocol.SocketLayout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What an agent can see and do in its worker, tried.
final class FromInside {
    private static final String SOCKETS = SocketLayout.RUNTIME_DIRECTORY;

    private static final String FORGE = SOCKETS + "/" + SocketLayout.FORGE_SOCKET;

    /// A socket that is mounted over a file looks like a file in its directory, so mounts are asked
    /// for by themselves.
    private static final String SOCKETS_ANYWHERE =
            """
            while read -r _ place _; do [ ! -S "$place" ] || echo "$place"; done < /proc/mounts
            find / \\( -path /proc -o -path /sys -o -path %s -o -path %s -o -path %s \\) \
                -prune -o \\( -type s -o -type b \\) -print 2>/dev/null
            """
                    .formatted(Layout.TMP, Layout.STATE, Layout.HOME);

    /// A process may have overwritten the NUL at the end of its own.
    private static final String ENVIRONMENTS =
            """
            for one in /proc/[0-9]*/environ; do cat "$one"; printf '\\0'; done 2>/dev/null
            """;

    /// The exit codes of `forge` with which the broker did answer: fine, and a dead token.
    private static final Set<Long> ANSWERED = Set.of(0L, 5L);

    private final WorkerSpec spec;
    private final Inside inside;

    FromInside(WorkerSpec spec, Inside inside) {
        this.spec = spec;
        this.inside = inside;
    }

    Finding answered() throws IOException {
        Output whoami = inside.run("forge", "whoami");
        List<String> breaches = new ArrayList<>();
        if (!ANSWERED.contains(whoami.status())) {
            breaches.add("forge whoami ended with " + whoami.status() + ": " + line(whoami.text()));
        } else if (!whoami.text().contains(spec.agent().value())) {
            breaches.add("the broker takes it for another agent: " + line(whoami.text()));
        }
        return new Finding(Invariant.ANSWERED, breaches, "forge whoami");
    }

    Finding user() throws IOException {
        String wanted = spec.userAndGroup();
        List<String> breaches = new ArrayList<>();
        if (spec.user().uid() == 0) {
            breaches.add("the configuration makes it root");
        }
        String users = inside.run("sh", "-c", "cat /proc/[0-9]*/status 2>/dev/null").text();
        Set<String> uids = new TreeSet<>();
        for (String line : users.lines().toList()) {
            if (line.startsWith("Uid:")) {
                uids.addAll(List.of(line.substring(4).strip().split("\\s+")));
            }
        }
        uids.remove(Integer.toString(spec.user().uid()));
        uids.forEach(uid -> breaches.add("a process runs as uid " + uid));
        return new Finding(Invariant.USER, breaches, wanted);
    }

    /// Of the first process, and of one that is started now.
    Finding capabilities() throws IOException {
        List<String> breaches = new ArrayList<>();
        for (String process : new String[] {"1", "self"}) {
            String status = inside.run("cat", "/proc/" + process + "/status").text();
            for (String line : status.lines().toList()) {
                String[] field = line.split(":\\s*", 2);
                boolean fine =
                        switch (field[0]) {
                            case "CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb" ->
                                    field[1].strip().matches("0+");
                            case "NoNewPrivs" -> field[1].strip().equals("1");
                            case "Seccomp" -> field[1].strip().equals("2");
                            default -> true;
                        };
                if (!fine) {
                    breaches.add(line.replaceAll("\\s+", " ") + " of process " + process);
                }
            }
            if (!status.contains("NoNewPrivs") || !status.contains("CapBnd")) {
                breaches.add("the status of process " + process + " cannot be read");
            }
        }
        return new Finding(
                Invariant.CAPABILITIES, breaches, "of its first process, and of a new one");
    }

    Finding readOnlyRoot() throws IOException {
        List<String> breaches = new ArrayList<>();
        if (!inside.run("cat", "/proc/mounts")
                .text()
                .lines()
                .anyMatch(FromInside::isReadOnlyRoot)) {
            breaches.add("/ is mounted for writing");
        }
        for (String place : new String[] {"/", "/usr/local/bin", "/etc"}) {
            tryToWrite(place, breaches);
        }
        return new Finding(Invariant.READ_ONLY_ROOT, breaches, "/, /usr/local/bin, /etc");
    }

    private static boolean isReadOnlyRoot(String line) {
        String[] words = line.split(" ", -1);
        return words.length > 3
                && words[1].equals("/")
                && List.of(words[3].split(",")).contains("ro");
    }

    Finding socketDirectory() throws IOException {
        List<String> breaches = new ArrayList<>();
        tryToWrite(SOCKETS, breaches);
        if (inside.run("cat", "/proc/mounts")
                .text()
                .lines()
                .map(line -> line.split(" ", -1))
                .noneMatch(words ->
                        words.length > 3
                                && words[1].equals(SOCKETS)
                                && List.of(words[3].split(",")).contains("ro"))) {
            breaches.add(SOCKETS + " is not mounted read-only");
        }
        return new Finding(Invariant.SOCKET_DIRECTORY, breaches, SOCKETS);
    }

    private void tryToWrite(String place, List<String> breaches) throws IOException {
        String file = place.equals("/") ? "/.gatehouse-verify" : place + "/.gatehouse-verify";
        if (inside.run("touch", file).status() == 0) {
            breaches.add(place + " can be written");
            inside.run("rm", "-f", file);
        }
    }

    /// Outside what the agent's own programs may make, only its own doors, and all of them: what
    /// the doctor does not find it takes for not granted.
    Finding sockets() throws IOException {
        List<String> breaches = new ArrayList<>();
        Set<String> own = new TreeSet<>(spec.doors().sockets());
        own.add(FORGE);
        Output found = inside.run("sh", "-c", SOCKETS_ANYWHERE);
        found.text()
                .lines()
                .filter(path -> !path.isBlank() && !own.contains(path))
                .distinct()
                .forEach(path -> breaches.add(path + " can be seen"));
        Output directory = inside.run("ls", "-A", SOCKETS);
        if (directory.status() != 0) {
            breaches.add(SOCKETS + " cannot be listed: " + line(directory.text()));
            return new Finding(Invariant.SOCKETS, breaches, SOCKETS);
        }
        List<String> paths = directory.text().lines().map(name -> SOCKETS + "/" + name).toList();
        paths.stream()
                .filter(path -> !own.contains(path))
                .forEach(path -> breaches.add(path + " lies beside its sockets"));
        own.stream()
                .filter(path -> !paths.contains(path))
                .forEach(path ->
                        breaches.add(
                                path
                                        + " is missing: the daemon has to be started again with"
                                        + " this configuration"));
        return new Finding(
                Invariant.SOCKETS, breaches, directory.text().strip().replace('\n', ' '));
    }

    Finding network() throws IOException {
        List<String> interfaces =
                inside.run("cat", "/proc/net/dev")
                        .text()
                        .lines()
                        .filter(line -> line.contains(":"))
                        .map(line -> line.substring(0, line.indexOf(':')).strip())
                        .toList();
        List<String> breaches = new ArrayList<>();
        if (interfaces.isEmpty()) {
            breaches.add("its network interfaces cannot be read");
        }
        if (spec.network().equals(WorkerSpec.NO_NETWORK)) {
            interfaces.stream()
                    .filter(name -> !name.equals("lo"))
                    .forEach(name -> breaches.add("it has network interface " + name));
            return new Finding(Invariant.NETWORK, breaches, "only lo");
        }
        return new Finding(
                Invariant.NETWORK,
                breaches,
                spec.networkWarning().stream().toList(),
                String.join(", ", interfaces) + ", as the configuration says");
    }

    /// `NAME=value` of every process that its user can look at. A value may have several lines.
    List<String> environments() throws IOException {
        String all = inside.run("sh", "-c", ENVIRONMENTS).text();
        return Stream.of(all.split("\0", -1))
                .filter(variable -> variable.contains("="))
                .distinct()
                .toList();
    }

    private static String line(String text) {
        String one = text.strip().lines().findFirst().orElse("nothing");
        return one.length() > 200 ? one.substring(0, 200) : one;
    }
}
