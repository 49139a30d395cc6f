/// The keys to the models' APIs: read from where they are kept, lent for one use, read again when
/// they are replaced, expired or refused.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.credential.key;
