package dev.gatehouse.broker.policy;

/// What a call says in its body, as far as the policy or the audit log wants to know it.
public sealed interface BodyFacts permits CallFacts, PushFacts, FetchFacts, LfsFacts {}
