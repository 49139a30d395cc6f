/// Reads a token from where it is configured to be, and notices when it changes there.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.credential.source;
