/// Tools for what the forge tells an account of.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.tool.notification;
