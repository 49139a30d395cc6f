/// What an agent may reach, and what a host, a port and an address are: strictly read, decided
/// purely.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.egress.rule;
