package dev.gatehouse.demoforge.world;

import java.util.ArrayList;
import java.util.List;

/// Those of an organisation who may do the same with the same repositories.
public final class Team {
    private final long id;
    private final Organisation organisation;
    private final String name;
    private final String description;
    private final Access access;
    private final List<Account> members = new ArrayList<>();
    private final List<Repository> repositories = new ArrayList<>();

    Team(long id, Organisation organisation, String name, String description, Access access) {
        this.id = id;
        this.organisation = organisation;
        this.name = name;
        this.description = description;
        this.access = access;
    }

    public long id() {
        return id;
    }

    public Organisation organisation() {
        return organisation;
    }

    public String name() {
        return name;
    }

    public String description() {
        return description;
    }

    public Access access() {
        return access;
    }

    public List<Account> members() {
        return List.copyOf(members);
    }

    public List<Repository> repositories() {
        return List.copyOf(repositories);
    }

    /// Whether it reaches all that the organisation owns, now and later.
    public boolean hasAllRepositories() {
        return access == Access.OWNER;
    }

    public void join(Account account) {
        members.add(account);
        repositories.forEach(repository -> repository.admit(account, access));
    }

    public void reach(Repository repository) {
        repositories.add(repository);
        members.forEach(member -> repository.admit(member, access));
    }
}
