/// From agent, route and facts to a decision; refuses unless a grant permits. Pure.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.policy;
