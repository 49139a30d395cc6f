/// Writes what agents ask and get, before and after, into a hash-chained file, and proves offline
/// that nothing in it was changed; refuses when it cannot write.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.audit;
