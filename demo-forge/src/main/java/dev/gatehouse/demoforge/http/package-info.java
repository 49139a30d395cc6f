/// What is spoken on the wire: the counted door, requests and their recordings, answers, routes,
/// bound bodies.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.demoforge.http;
