package dev.gatehouse.broker.doctor.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The users and groups of passwd(5) and group(5). Those of a directory service are not seen.
public record Accounts(List<User> users, List<Group> groups) {
    private static final int USER_FIELDS = 7;
    private static final int GROUP_FIELDS = 4;

    public record User(String name, int uid, int gid) {}

    public record Group(String name, int gid, List<String> members) {}

    public static Accounts of(HostFiles host) throws IOException {
        List<User> users = new ArrayList<>();
        for (String[] line : lines(host.at("etc/passwd"), USER_FIELDS)) {
            users.add(new User(line[0], Integer.parseInt(line[2]), Integer.parseInt(line[3])));
        }
        List<Group> groups = new ArrayList<>();
        for (String[] line : lines(host.at("etc/group"), GROUP_FIELDS)) {
            groups.add(
                    new Group(line[0], Integer.parseInt(line[2]), List.of(line[3].split(",", -1))));
        }
        return new Accounts(List.copyOf(users), List.copyOf(groups));
    }

    private static List<String[]> lines(Path file, int fields) throws IOException {
        if (!Files.isReadable(file)) {
            return List.of();
        }
        return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                .map(line -> line.split(":", -1))
                .filter(line -> line.length == fields && line[2].matches("[0-9]{1,9}"))
                .toList();
    }

    public Optional<User> user(int uid) {
        return users.stream().filter(user -> user.uid() == uid).findFirst();
    }

    public Optional<User> user(String name) {
        return users.stream().filter(user -> user.name().equals(name)).findFirst();
    }

    Optional<Group> group(String name) {
        return groups.stream().filter(group -> group.name().equals(name)).findFirst();
    }

    /// Whether a user, by their own group or as a member, or somebody with that gid, is in it.
    boolean isIn(Group group, int uid, int gid) {
        return gid == group.gid()
                || user(uid)
                        .filter(user ->
                                user.gid() == group.gid() || group.members().contains(user.name()))
                        .isPresent();
    }
}
