package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.world.Stopwatch;
import dev.gatehouse.demoforge.world.TrackedTime;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Tracked times and stopwatches as Forgejo's JSON.
final class TimeViews {
    private final Views views;

    TimeViews(Views views) {
        this.views = views;
    }

    JsonNode time(TrackedTime time) {
        ObjectNode view =
                Json.object()
                        .put("id", time.id())
                        .put("created", time.createdAt().toString())
                        .put("time", time.spent().toSeconds())
                        .put("user_id", time.account().id())
                        .put("user_name", time.account().name())
                        .put("issue_id", time.issue().id());
        view.set("issue", views.issue(time.issue()));
        return view;
    }

    JsonNode stopwatch(Stopwatch watch, Instant now) {
        Duration elapsed = Duration.between(watch.startedAt(), now);
        return Json.object()
                .put("created", watch.startedAt().toString())
                .put("seconds", elapsed.toSeconds())
                .put("duration", spoken(elapsed))
                .put("issue_index", watch.issue().number())
                .put("issue_title", watch.issue().title())
                .put("repo_owner_name", watch.issue().repository().owner().name())
                .put("repo_name", watch.issue().repository().name());
    }

    private static String spoken(Duration elapsed) {
        long hours = elapsed.toHours();
        int minutes = elapsed.toMinutesPart();
        return hours > 0
                ? "%d hours %d minutes".formatted(hours, minutes)
                : "%d minutes %d seconds".formatted(minutes, elapsed.toSecondsPart());
    }
}
