/// Connections to one HTTP server, a forge or a model's: sends a request whose head carries a lent
/// credential, and hands on the answer with every known token starred out. Whose credential it is,
/// and what the server is asked, is the business of those who call.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.upstream.http;
