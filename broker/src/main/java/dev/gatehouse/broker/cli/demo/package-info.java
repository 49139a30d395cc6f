/// `gatehouse demo`: a forge, a broker and two agents in one process, and a search for the token.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.cli.demo;
