package dev.gatehouse.broker.policy;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.route.Risk;
import dev.gatehouse.broker.route.Role;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Grants of tests, written as the configuration would.
record TestingGrant(
        List<String> repositories,
        Set<Role> roles,
        Set<String> allow,
        Set<String> deny,
        Set<Risk> acceptRisk,
        PushRule push,
        PathRule paths) {
    static final AgentName DEV = new AgentName("dev");

    static final PushRule EVERYTHING =
            new PushRule(
                    List.of(new RefPattern("**")), List.of(new RefPattern("**")), true, true, true);

    static TestingGrant on(String... repositories) {
        return new TestingGrant(
                List.of(repositories),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                PushRule.NOTHING,
                PathRule.NOTHING);
    }

    TestingGrant roles(Role... roles) {
        return new TestingGrant(repositories, Set.of(roles), allow, deny, acceptRisk, push, paths);
    }

    TestingGrant allow(String... operations) {
        return new TestingGrant(
                repositories, roles, Set.of(operations), deny, acceptRisk, push, paths);
    }

    TestingGrant deny(String... operations) {
        return new TestingGrant(
                repositories, roles, allow, Set.of(operations), acceptRisk, push, paths);
    }

    TestingGrant acceptRisk(Risk... risks) {
        return new TestingGrant(repositories, roles, allow, deny, Set.of(risks), push, paths);
    }

    TestingGrant push(PushRule rule) {
        return new TestingGrant(repositories, roles, allow, deny, acceptRisk, rule, paths);
    }

    TestingGrant protecting(String... patterns) {
        PathRule rule = new PathRule(Stream.of(patterns).map(PathPattern::new).toList());
        return new TestingGrant(repositories, roles, allow, deny, acceptRisk, push, rule);
    }

    /// The agent `dev` has these grants and no others.
    static Policy policy(TestingGrant... grants) {
        return policy(List.of(grants));
    }

    static Policy policy(List<TestingGrant> grants) {
        return policy(grants, List.of());
    }

    /// @param shadows stand behind the others in the configuration
    static Policy policy(List<TestingGrant> grants, List<TestingGrant> shadows) {
        Grant[] all = new Grant[grants.size() + shadows.size()];
        Arrays.setAll(
                all,
                at ->
                        at < grants.size()
                                ? grants.get(at).grant(at, false)
                                : shadows.get(at - grants.size()).grant(at, true));
        Map<AgentName, List<Grant>> byAgent = new LinkedHashMap<>();
        byAgent.put(DEV, List.of(all));
        return new Policy(byAgent);
    }

    private Grant grant(int at, boolean shadow) {
        return new Grant(
                repositories.stream().map(RepositoryPattern::of).toList(),
                roles,
                allow,
                deny,
                acceptRisk,
                push,
                paths,
                shadow,
                new Origin("agents.dev.grants[" + at + "]", 10 + at));
    }
}
