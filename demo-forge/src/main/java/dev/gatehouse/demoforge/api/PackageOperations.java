package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.Account;
import dev.gatehouse.demoforge.world.PackageVersion;
import java.util.List;
import java.util.Locale;

/// Packages to read: those of an account, one version, and its files.
final class PackageOperations {
    private PackageOperations() {}

    static void addTo(Routes<Operation> routes) {
        String version = "/packages/{account}/{type}/{name}/{version}";
        routes.on("GET", "/packages/{account}", PackageOperations::list)
                .on("GET", version, PackageOperations::read)
                .on("GET", version + "/files", PackageOperations::files);
    }

    /// Newest first.
    private static Answer list(Call call) throws Refusal {
        String type = call.query("type").orElse("");
        String words = call.query("q").orElse("").toLowerCase(Locale.ROOT);
        List<PackageVersion> found =
                owned(call).reversed().stream()
                        .filter(p -> type.isEmpty() || p.type().equals(type))
                        .filter(p -> p.name().toLowerCase(Locale.ROOT).contains(words))
                        .toList();
        return call.page().linked(found, new PackageViews(call.views())::summary);
    }

    private static List<PackageVersion> owned(Call call) throws Refusal {
        Account owner =
                call.world().account(call.parameter("account")).orElseThrow(Refusal::notFound);
        return call.world().packages().all().stream().filter(p -> p.owner().equals(owner)).toList();
    }

    private static PackageVersion named(Call call) throws Refusal {
        String type = call.parameter("type");
        String name = call.parameter("name");
        String version = call.parameter("version");
        return owned(call).stream()
                .filter(p -> p.type().equals(type))
                .filter(p -> p.name().equalsIgnoreCase(name) && p.version().equals(version))
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    private static Answer read(Call call) throws Refusal {
        return Answer.json(200, new PackageViews(call.views()).summary(named(call)));
    }

    private static Answer files(Call call) throws Refusal {
        return Answer.json(
                200, Json.array(named(call).files().stream().map(PackageViews::file).toList()));
    }
}
