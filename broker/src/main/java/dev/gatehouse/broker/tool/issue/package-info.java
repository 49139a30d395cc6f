/// Tools for issues, and what belongs to them: labels, milestones, times.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.tool.issue;
