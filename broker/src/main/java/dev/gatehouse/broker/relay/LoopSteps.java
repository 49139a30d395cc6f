package dev.gatehouse.broker.relay;

import io.netty.channel.EventLoop;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/// Goes on with what another thread may complete, always on the exchange's own event loop.
public record LoopSteps(EventLoop loop) {
    public <T> void then(CompletionStage<T> stage, Consumer<T> next, Consumer<Throwable> broke) {
        stage.whenComplete((value, fault) -> {
            Runnable step =
                    () -> {
                        if (fault == null) {
                            next.accept(value);
                        } else {
                            broke.accept(fault);
                        }
                    };
            if (loop.inEventLoop()) {
                step.run();
            } else {
                loop.execute(step);
            }
        });
    }
}
