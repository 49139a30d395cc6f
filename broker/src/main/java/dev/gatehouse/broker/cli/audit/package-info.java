/// `gatehouse tail`, `audit` and `replay`: what the audit log says, to people and to programs.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.cli.audit;
