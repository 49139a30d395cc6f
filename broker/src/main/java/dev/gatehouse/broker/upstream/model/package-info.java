/// The way to the models' APIs: the head with the key, and what becomes of a key that is refused.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.upstream.model;
