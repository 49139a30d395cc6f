package dev.gatehouse.broker.doctor;

import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.doctor.finding.FileFacts;
import dev.gatehouse.broker.doctor.host.Accounts;
import dev.gatehouse.broker.doctor.socket.Listeners;
import dev.gatehouse.protocol.SocketLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/// Which user the broker runs as: that of the process at the admin socket; of a broker that is down
/// whoever has its state directory, else the user `gatehouse`, else this process's own.
record BrokerUser(Means means, Listeners listeners) {
    private static final String STANDARD = "gatehouse";

    int uid(Configuration configuration) throws IOException {
        Path admin = configuration.runtimeDirectory().resolve(SocketLayout.ADMIN_SOCKET);
        OptionalInt running = listeners.brokerAt(admin);
        if (running.isPresent()) {
            return running.getAsInt();
        }
        Path state = configuration.stateDirectory();
        if (Files.isDirectory(state)) {
            return FileFacts.of(state.toRealPath()).uid();
        }
        return Accounts.of(means.host())
                .user(STANDARD)
                .map(Accounts.User::uid)
                .orElse(means.ownUid());
    }
}
