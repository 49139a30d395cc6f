package dev.gatehouse.broker.tool.people;

import dev.gatehouse.broker.tool.Tool;
import java.util.List;
import java.util.stream.Stream;

/// `forge user`, `forge org`, `forge team` and `forge package`: reading only. None is about one
/// repository, so an agent has them by `allow:` alone.
public final class PeopleTools {
    private PeopleTools() {}

    public static List<Tool> all() {
        return Stream.of(
                        UserTools.all(),
                        OrganizationTools.all(),
                        TeamTools.all(),
                        PackageTools.all())
                .flatMap(List::stream)
                .toList();
    }
}
