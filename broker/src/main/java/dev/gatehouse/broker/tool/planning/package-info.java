/// Tools for what issues are planned with: labels, milestones, and the time spent on them.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.tool.planning;
