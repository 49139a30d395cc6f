/// The broker's steps by themselves, measured by JMH: nanoseconds and allocated bytes a call.
@NullMarked
package dev.gatehouse.bench.micro;

import org.jspecify.annotations.NullMarked;
