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

    /// What Forgejo answers for a wrong token, even where none was needed. It names the token, once
    /// for each kind of token it could have been.
    public static Refusal wrongToken(String token) {
        return new Refusal(
                401,
                "access token does not exist [sha: %1$s]\ntask with token \"%1$s\": resource does not exist"
                        .formatted(token));
    }

    public int status() {
        return status;
    }

    /// The message, never null.
    public String text() {
        return String.valueOf(getMessage());
    }
}
