/// Connections to Forgejo, and nothing else: the only room that puts a credential on the wire.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.upstream;
