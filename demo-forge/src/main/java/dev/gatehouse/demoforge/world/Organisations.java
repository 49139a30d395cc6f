package dev.gatehouse.demoforge.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// All organisations, and their teams.
public final class Organisations {
    private final LongSupplier ids;
    private final List<Organisation> all = new ArrayList<>();

    Organisations(LongSupplier ids) {
        this.ids = ids;
    }

    /// Makes an account the account of an organisation.
    public Organisation add(Account account, String description) {
        var organisation = new Organisation(account, description);
        all.add(organisation);
        return organisation;
    }

    public Team addTeam(Organisation organisation, String name, String description, Access access) {
        var team = new Team(ids.getAsLong(), organisation, name, description, access);
        organisation.teams().add(team);
        return team;
    }

    public List<Organisation> all() {
        return List.copyOf(all);
    }

    public Optional<Organisation> named(String name) {
        return all.stream().filter(o -> World.same(o.account().name(), name)).findFirst();
    }

    /// The organisation an account is, if it is one.
    public Optional<Organisation> of(Account account) {
        return all.stream().filter(o -> o.account().equals(account)).findFirst();
    }
}
