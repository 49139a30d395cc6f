/// A model that answers from a script, for the demo and the tests: Anthropic's Messages API and
/// OpenAI's, as far as real clients use them.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.demoforge.model;
