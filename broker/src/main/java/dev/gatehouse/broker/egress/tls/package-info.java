/// Reads the first thing a TLS client says, to learn which server it means; decrypts nothing.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.egress.tls;
