package dev.gatehouse.broker.tool.shell;

import dev.gatehouse.broker.own.OwnCall;
import dev.gatehouse.broker.own.OwnReply;
import dev.gatehouse.broker.own.OwnRoutes;
import dev.gatehouse.broker.own.OwnWork;
import dev.gatehouse.broker.tool.Permissions;
import dev.gatehouse.broker.tool.Toolbox;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.time.InstantSource;

/// `POST /-/broker/v1/command`: one command, on a thread of its own, since it waits for the forge.
public final class CommandRoute implements OwnRoutes {
    private final Toolbox tools;
    private final Permissions permissions;
    private final String forgeUrl;
    private final InstantSource clock;

    /// @param forgeUrl as people open it in a browser, without a slash at its end
    public CommandRoute(
            Toolbox tools, Permissions permissions, String forgeUrl, InstantSource clock) {
        this.tools = tools;
        this.permissions = permissions;
        this.forgeUrl = forgeUrl;
        this.clock = clock;
    }

    @Override
    public OwnWork answer(OwnCall call, OwnReply reply) {
        CommandRequest request;
        try {
            request = CommandRequest.of(call.fields());
        } catch (IllegalArgumentException wrong) {
            reply.refuse(
                    new Refusal(
                            RefusalCode.MALFORMED,
                            "command",
                            "the body is no command: " + wrong.getMessage(),
                            "send {\"arguments\": [\"issue\", \"list\"]}; docs/wire.md has the rest"));
            return OwnWork.done();
        }
        Thread thread =
                Thread.ofVirtual()
                        .name("command of agent " + call.agent().name())
                        .start(
                                new CommandRun(
                                        tools,
                                        permissions,
                                        forgeUrl,
                                        clock.instant(),
                                        call,
                                        request,
                                        reply));
        return new OwnWork() {
            @Override
            public void cancel() {
                thread.interrupt();
            }

            // A command is a call under way, and ends by itself.
            @Override
            public void lastCall() {}
        };
    }
}
