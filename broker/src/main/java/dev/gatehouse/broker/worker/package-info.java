/// The agents' containers: what one is made of, made, kept, used, replaced and checked. Talks to
/// Docker and never sees a token.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.worker;
