package dev.gatehouse.demoforge.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An organisation: an account nobody logs in with, which owns repositories and has teams.
public final class Organisation {
    private final Account account;
    private final String description;
    private final List<Team> teams = new ArrayList<>();

    Organisation(Account account, String description) {
        this.account = account;
        this.description = description;
    }

    public Account account() {
        return account;
    }

    public String description() {
        return description;
    }

    public List<Team> teams() {
        return teams;
    }

    public Optional<Team> team(long id) {
        return teams.stream().filter(team -> team.id() == id).findFirst();
    }

    /// Whoever is in one of its teams.
    public List<Account> members() {
        return teams.stream().flatMap(team -> team.members().stream()).distinct().toList();
    }
}
