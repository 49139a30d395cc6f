package dev.gatehouse.demoforge.lfs;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Json;

/// The LFS server says no, in one of Forgejo's two dialects: `Message` for objects, `message` for
/// locks. A valid credential that may not do a thing gets 401 here, not 403.
final class LfsRefusal extends Exception {
    private static final long serialVersionUID = 1L;
    private static final String CHALLENGE = "Basic realm=gitea-lfs";

    private final transient Answer answer;

    private LfsRefusal(Answer answer) {
        super("refused with " + answer.status(), null, false, false);
        this.answer = answer;
    }

    /// About objects.
    static LfsRefusal of(int status, String message) {
        return new LfsRefusal(LfsAnswers.message(status, message));
    }

    static LfsRefusal notFound() {
        return of(404, "Not Found");
    }

    /// About objects: whoever asks may not, or is nobody.
    static LfsRefusal unauthorized() {
        return new LfsRefusal(
                LfsAnswers.message(401, "Unauthorized").with("WWW-Authenticate", CHALLENGE));
    }

    /// The token lacks the scope.
    static LfsRefusal forbidden() {
        return new LfsRefusal(Answer.text(403, "Forbidden\n"));
    }

    /// About locks.
    static LfsRefusal ofLock(int status, String message) {
        return new LfsRefusal(Answer.json(status, Json.object().put("message", message)));
    }

    /// About locks: whoever asks may not, is nobody, or asks about no repository.
    static LfsRefusal lockUnauthorized(String access, String deed) {
        String message = "You must have " + access + " access to " + deed + " locks";
        return new LfsRefusal(
                Answer.json(401, Json.object().put("message", message))
                        .with("WWW-Authenticate", CHALLENGE));
    }

    Answer answer() {
        return answer;
    }
}
