package dev.gatehouse.broker.listener;

import java.nio.file.Path;
import java.util.OptionalInt;

/// Listening sockets that outlive the broker, since somebody else holds them too: what connects
/// while no broker runs waits for the next one. Any thread.
public interface Inheritance {
    /// There is nobody: each broker binds its own, and takes its files with it.
    Inheritance NONE =
            new Inheritance() {
                @Override
                public OptionalInt take(Path path) {
                    return OptionalInt.empty();
                }

                @Override
                public boolean keep(Path path, int descriptor) {
                    return false;
                }

                @Override
                public void drop(Path path) {}
            };

    /// The listening, non-blocking socket that was bound at this path by or for the broker before.
    /// The caller closes it.
    OptionalInt take(Path path);

    /// Offers a socket that the broker bound; it stays the broker's too.
    ///
    /// @return whether it may be held from now on, so that its file has to stay
    boolean keep(Path path, int descriptor);

    /// Nobody is served there any more.
    void drop(Path path);
}
