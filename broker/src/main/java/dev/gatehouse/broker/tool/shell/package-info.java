/// Tools as commands: arguments in, text or JSON and an exit status out, in the frames of
/// [dev.gatehouse.protocol.CommandFrame].
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.tool.shell;
