/// What an agent sends: the head, and the body as it is read, decided on and sent on.
@NullMarked
package dev.gatehouse.broker.relay.request;

import org.jspecify.annotations.NullMarked;
