/// What has to hold of every worker at any time, looked at from outside and from inside.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.worker.verify;
