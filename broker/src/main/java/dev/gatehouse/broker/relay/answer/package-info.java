/// What an agent gets: Forgejo's answers, filtered and written anew, and the broker's own.
@NullMarked
package dev.gatehouse.broker.relay.answer;

import org.jspecify.annotations.NullMarked;
