/// Answers at the operator's socket, which is mounted nowhere: one request for each connection.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.admin.server;
