package dev.gatehouse.broker.credential.mask;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

/// Knows every form of every token that the broker holds or held lately, of all its agents: an
/// answer has no business holding any of them, whoever asked.
///
/// Immutable and shared by all threads. A rotation makes a new mask; an answer that is under way
/// goes on with the one it began with.
public final class TokenMask {
    public static final TokenMask NONE = of(List.of());

    static final byte STAR = '*';

    private final FirstLook first;
    private final FormsTrie trie;

    private TokenMask(Set<String> forms) {
        this.first = new FirstLook(forms);
        this.trie = new FormsTrie(forms);
    }

    public static TokenMask of(Collection<TokenForms> tokens) {
        Set<String> forms = new LinkedHashSet<>();
        tokens.forEach(token -> forms.addAll(token.all()));
        return new TokenMask(forms);
    }

    /// For one answer, or one direction of one connection.
    ///
    /// @param onFirstMatch called once, by the thread that meets the first token
    public Masker masker(Runnable onFirstMatch) {
        return new Masker(first, trie, onFirstMatch);
    }

    /// For one stream that is looked at and not changed.
    ///
    /// @param found gets the offset of each token's first byte, in the order of the stream
    public Finder finder(LongConsumer found) {
        return new Finder(first, trie, found);
    }

    /// For header values and log texts.
    ///
    /// @return the very same text if it holds no token
    public String mask(String text) {
        char[] masked = null;
        int state = FormsTrie.ROOT;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            // Forms are ASCII, so any other character ends what was begun.
            state = c < 0x80 ? trie.next(state, (byte) c) : FormsTrie.ROOT;
            int matched = trie.matchedBytes(state);
            if (matched > 0) {
                masked = masked == null ? text.toCharArray() : masked;
                Arrays.fill(masked, at + 1 - matched, at + 1, (char) STAR);
            }
        }
        return masked == null ? text : new String(masked);
    }

    @Override
    public String toString() {
        return "TokenMask[redacted]";
    }
}
