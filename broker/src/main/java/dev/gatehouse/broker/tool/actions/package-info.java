/// Tools for Forgejo Actions: runs, their jobs and logs, workflows to start, variables.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.tool.actions;
