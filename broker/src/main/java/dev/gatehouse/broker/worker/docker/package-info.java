/// How Docker is reached: docker-java over the engine's Unix socket.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.worker.docker;
