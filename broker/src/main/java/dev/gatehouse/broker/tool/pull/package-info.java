/// Tools for pull requests: finding, opening, reviewing, checking and merging them.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.tool.pull;
