/// Tools for issues: finding, writing and sorting them, and what is said and attached there.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.tool.issue;
