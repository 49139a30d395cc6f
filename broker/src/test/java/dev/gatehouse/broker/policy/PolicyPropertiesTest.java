package dev.gatehouse.broker.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.route.Operation;
import dev.gatehouse.broker.route.Risk;
import dev.gatehouse.broker.route.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// Less granted is never more permitted.
class PolicyPropertiesTest {
    private static final List<String> REPOSITORIES =
            List.of("charles/lib", "charles/*", "charles/l*", "mallory/lib", "mallory/*", "org/x");
    private static final List<String> BRANCHES = List.of("main", "dev/**", "dev/*", "**");
    private static final List<String> TAGS = List.of("v*", "**");

    /// Operations whose decision depends on more than their name, and a few others.
    private static final List<Operation> OPERATIONS =
            TestingCall.CATALOGUE.operations().stream()
                    .filter(operation ->
                            !operation.facts().isEmpty() || operation.id().startsWith("repoGet"))
                    .toList();

    @Property(tries = 3000)
    void takingAwayNeverPermits(@ForAll long seed, @ForAll @IntRange(max = 5) int what) {
        Random random = new Random(seed);
        List<TestingGrant> grants = grants(random);
        TestingCall call = call(random);
        List<TestingGrant> fewer = new ArrayList<>(grants);
        int at = random.nextInt(grants.size());
        fewer.set(at, less(grants.get(at), what, random));

        if (!call.isPermitted(TestingGrant.policy(grants))) {
            assertThat(call.isPermitted(TestingGrant.policy(fewer)))
                    .as(call + "\n" + grants + "\n" + fewer)
                    .isFalse();
        }
    }

    @Property(tries = 3000)
    void aDenyNeverPermits(@ForAll long seed) {
        Random random = new Random(seed);
        List<TestingGrant> grants = grants(random);
        TestingCall call = call(random);
        List<TestingGrant> denied = new ArrayList<>(grants);
        int at = random.nextInt(grants.size());
        denied.set(
                at,
                grants.get(at)
                        .deny(call.route().operation().id(), any(OPERATIONS, random).id() + "x"));

        if (!call.isPermitted(TestingGrant.policy(grants))) {
            assertThat(call.isPermitted(TestingGrant.policy(denied))).isFalse();
        }
    }

    @Property(tries = 1000)
    void whatTheRandomCallsReachIsNotAllRefused(@ForAll long seed) {
        Random random = new Random(seed);
        TestingCall call = call(random);
        TestingGrant all =
                TestingGrant.on("charles/*", "mallory/*", "org/*")
                        .allow(call.route().operation().id())
                        .acceptRisk(Risk.values())
                        .push(TestingGrant.EVERYTHING);

        assertThat(call.decide(TestingGrant.policy(all))).isNotNull();
        assertThat(call.isPermitted(TestingGrant.policy(TestingGrant.on("charles/lib")))).isFalse();
    }

    private static List<TestingGrant> grants(Random random) {
        List<TestingGrant> grants = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            grants.add(
                    TestingGrant.on(some(REPOSITORIES, random).toArray(String[]::new))
                            .roles(some(List.of(Role.values()), random).toArray(Role[]::new))
                            .allow(
                                    some(OPERATIONS, random).stream()
                                            .map(Operation::id)
                                            .toArray(String[]::new))
                            .acceptRisk(
                                    some(Arrays.asList(Risk.values()), random).toArray(Risk[]::new))
                            .push(
                                    new PushRule(
                                            patterns(BRANCHES, random),
                                            patterns(TAGS, random),
                                            random.nextInt(3) > 0,
                                            random.nextBoolean(),
                                            random.nextBoolean())));
        }
        return grants;
    }

    private static TestingGrant less(TestingGrant grant, int what, Random random) {
        PushRule push = grant.push();
        return switch (what) {
            case 0 -> grant.roles(fewer(grant.roles(), random).toArray(Role[]::new));
            case 1 -> grant.allow(fewer(grant.allow(), random).toArray(String[]::new));
            case 2 -> grant.acceptRisk(fewer(grant.acceptRisk(), random).toArray(Risk[]::new));
            case 3 ->
                    grant.push(
                            new PushRule(
                                    List.copyOf(fewer(Set.copyOf(push.branches()), random)),
                                    push.tags(),
                                    push.create(),
                                    push.force(),
                                    push.delete()));
            case 4 ->
                    grant.push(
                            new PushRule(
                                    push.branches(),
                                    List.copyOf(fewer(Set.copyOf(push.tags()), random)),
                                    push.create(),
                                    false,
                                    push.delete()));
            default ->
                    grant.push(
                            new PushRule(
                                    push.branches(),
                                    push.tags(),
                                    random.nextBoolean() && push.create(),
                                    push.force(),
                                    random.nextBoolean() && push.delete()));
        };
    }

    private static TestingCall call(Random random) {
        Operation operation = any(OPERATIONS, random);
        Map<String, Object> body = new HashMap<>();
        for (String field : operation.bodyFields()) {
            if (random.nextBoolean()) {
                body.put(
                        field,
                        switch (field) {
                            case "files" -> List.of(Map.of("path", "a"));
                            case "repositories" ->
                                    List.of(
                                            Map.of("owner", "charles", "name", "lib"),
                                            Map.of("owner", "mallory", "name", "lib"));
                            case "owner", "organization", "new_owner", "repo_owner" ->
                                    any(List.of("charles", "mallory", "org"), random);
                            case "repo" -> any(List.of("lib", "x"), random);
                            case "head" ->
                                    any(List.of("dev/x", "mallory:main", "charles:dev"), random);
                            default ->
                                    field.startsWith("force") || field.startsWith("delete")
                                            ? random.nextBoolean()
                                            : any(
                                                    List.of("main", "dev/x", "dev/a/b", "v1", ""),
                                                    random);
                        });
            }
        }
        return TestingCall.of(operation, body);
    }

    private static List<RefPattern> patterns(List<String> globs, Random random) {
        return some(globs, random).stream().map(RefPattern::new).toList();
    }

    private static <T> Set<T> fewer(Set<T> all, Random random) {
        Set<T> fewer = new HashSet<>(all);
        fewer.removeIf(one -> random.nextBoolean());
        return fewer;
    }

    /// At least one, each at most once.
    private static <T> List<T> some(List<T> all, Random random) {
        Set<T> some = new HashSet<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            some.add(any(all, random));
        }
        return List.copyOf(some);
    }

    private static <T> T any(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
