/// Reads what the audit log holds, while a broker writes it or long after, and judges none of it.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.audit.read;
