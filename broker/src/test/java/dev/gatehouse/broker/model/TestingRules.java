package dev.gatehouse.broker.model;

import dev.gatehouse.broker.agent.AgentName;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/// Rules of an agent `dev`.
final class TestingRules {
    private TestingRules() {}

    static ModelRules granting(String... models) {
        return new ModelRules(
                new AgentName("dev"),
                ModelApi.ANTHROPIC,
                globs(models),
                Set.of(),
                ModelLimits.DEFAULT);
    }

    static ModelRules allowing(ModelAllowance allowance, String... models) {
        return new ModelRules(
                new AgentName("dev"),
                ModelApi.ANTHROPIC,
                globs(models),
                Set.of(allowance),
                ModelLimits.DEFAULT);
    }

    static ModelRules limited(ModelLimits limits, String... models) {
        return new ModelRules(
                new AgentName("dev"), ModelApi.ANTHROPIC, globs(models), Set.of(), limits);
    }

    static ModelLimits bodyOf(long bytes) {
        return new ModelLimits(
                600,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                16,
                bytes);
    }

    static ModelLimits moneyOf(String money) {
        return new ModelLimits(
                600,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.of(new BigDecimal(money)),
                16,
                1 << 20);
    }

    private static List<ModelGlob> globs(String... models) {
        return Stream.of(models).map(ModelGlob::new).toList();
    }
}
