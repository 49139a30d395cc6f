package dev.gatehouse.protocol;

/// Words that stand where a program insists on a secret.
public final class PublicWord {
    /// What an agent's programs are given as their key. It is no secret: it is the same for every
    /// agent everywhere, it stands here for all to read, and nobody lets anyone in for it; the
    /// broker puts the real key in its place, or refuses.
    public static final String KEY_PLACEHOLDER = "gatehouse-keeps-the-key";

    private PublicWord() {}
}
