package dev.gatehouse.shim.exchange;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/// Why a socket cannot be connected to. Found by looking at the file, since the JDK puts the reason
/// into a sentence only.
public enum SocketTrouble {
    MISSING("there is no such file", true),
    NOT_A_SOCKET("it is not a socket", false),
    FORBIDDEN("permission denied: this user may not open it", false),
    NOBODY_LISTENS("nobody listens on it", true);

    private final String reason;
    private final boolean mayPass;

    SocketTrouble(String reason, boolean mayPass) {
        this.reason = reason;
        this.mayPass = mayPass;
    }

    /// The second half of a sentence about the socket.
    public String reason() {
        return reason;
    }

    /// Whether a broker that is just starting looks like this.
    boolean mayPass() {
        return mayPass;
    }

    /// Looks for the trouble after connecting to the socket has failed.
    public static SocketTrouble of(Path socket) {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(socket, BasicFileAttributes.class);
            if (!attributes.isOther()) {
                return NOT_A_SOCKET;
            }
            return Files.isWritable(socket) ? NOBODY_LISTENS : FORBIDDEN;
        } catch (NoSuchFileException _) {
            return MISSING;
        } catch (AccessDeniedException _) {
            return FORBIDDEN;
        } catch (IOException _) {
            // A path through a file, a loop of links: no socket comes to be there by waiting.
            return NOT_A_SOCKET;
        }
    }
}
