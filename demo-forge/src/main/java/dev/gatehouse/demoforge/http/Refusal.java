package dev.gatehouse.demoforge.http;

/// The forge says no: an HTTP status and the message of Forgejo's error document.
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    private Refusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    public static Refusal of(int status, String message) {
        return new Refusal(status, message);
    }

    /// What Forgejo answers for what does not exist and for what the caller may not know of.
    public static Refusal notFound() {
        return new Refusal(404, "The target couldn't be found.");
    }

    public int status() {
        return status;
    }

    /// The message, never null.
    public String text() {
        return String.valueOf(getMessage());
    }
}
