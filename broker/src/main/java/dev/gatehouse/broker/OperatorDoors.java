package dev.gatehouse.broker;

import dev.gatehouse.broker.admin.server.AdminRoutes;
import dev.gatehouse.broker.admin.server.AdminSocket;
import dev.gatehouse.broker.admin.server.AdminStrangers;
import dev.gatehouse.broker.admin.server.Daemon;
import dev.gatehouse.broker.admin.server.MetricsListener;
import dev.gatehouse.broker.config.Configuration;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.util.Optional;

/// Where the operator asks: the admin socket, and the port for metrics where there is one.
final class OperatorDoors implements AutoCloseable {
    private final AdminSocket admin;
    private final Optional<MetricsListener> metrics;

    OperatorDoors(
            Configuration configuration,
            int ownUid,
            EventLoopGroup loops,
            Daemon daemon,
            AdminStrangers strangers,
            Handover handover) {
        this.admin =
                new AdminSocket(
                        configuration.runtimeDirectory(),
                        ownUid,
                        loops,
                        AdminRoutes.of(daemon),
                        strangers,
                        handover);
        this.metrics =
                configuration
                        .metricsListen()
                        .map(address -> new MetricsListener(address, loops, daemon));
    }

    void open() throws IOException {
        admin.open();
        if (metrics.isPresent()) {
            metrics.get().open();
        }
    }

    @Override
    public void close() {
        admin.close();
        metrics.ifPresent(MetricsListener::close);
    }
}
