/// What an agent may ask of its model's API: routes, rules, the words of a refusal. Pure.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.model;
