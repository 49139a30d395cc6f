/// What the units promise, seen on a host whose first process is systemd.
@NullMarked
package dev.gatehouse.systemd;

import org.jspecify.annotations.NullMarked;
