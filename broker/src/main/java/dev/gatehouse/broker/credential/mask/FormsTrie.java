package dev.gatehouse.broker.credential.mask;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Collection;

/// All forms of all tokens as an Aho-Corasick automaton. A state is how much of some form has just
/// been read; state 0 is "none of any". Forms are long and seldom branch, so children are a short
/// linked list and missing ones follow the failure link, which costs some 20 bytes a state where a
/// full transition table would cost hundreds.
///
/// Immutable once built.
final class FormsTrie {
    static final int ROOT = 0;

    private final int[] first = new int[256];

    private final byte[] label;
    private final int[] child;
    private final int[] sibling;
    private final int[] failure;
    private final int[] depth;
    private final int[] match;
    private int size = 1;

    FormsTrie(Collection<String> forms) {
        int states = 1 + forms.stream().mapToInt(String::length).sum();
        label = new byte[states];
        child = new int[states];
        sibling = new int[states];
        failure = new int[states];
        depth = new int[states];
        match = new int[states];
        forms.forEach(form -> add(form.getBytes(ISO_8859_1)));
        link();
    }

    int next(int state, byte b) {
        for (int at = state; at != ROOT; at = failure[at]) {
            int next = childOf(at, b);
            if (next != ROOT) {
                return next;
            }
        }
        return first[b & 0xff];
    }

    /// How many bytes, up to the one just read, are the beginning of a form.
    int unfinishedBytes(int state) {
        return depth[state];
    }

    /// The length of the longest form that ends with the byte just read, or 0.
    int matchedBytes(int state) {
        return match[state];
    }

    private int childOf(int state, byte b) {
        if (state == ROOT) {
            return first[b & 0xff];
        }
        for (int at = child[state]; at != ROOT; at = sibling[at]) {
            if (label[at] == b) {
                return at;
            }
        }
        return ROOT;
    }

    private void add(byte[] form) {
        if (form.length < 2) {
            throw new IllegalArgumentException("a form has 2 bytes or more");
        }
        int state = ROOT;
        for (byte b : form) {
            int next = childOf(state, b);
            state = next != ROOT ? next : addChild(state, b);
        }
        match[state] = form.length;
    }

    private int addChild(int state, byte b) {
        int added = size++;
        label[added] = b;
        depth[added] = depth[state] + 1;
        if (state == ROOT) {
            first[b & 0xff] = added;
        } else {
            sibling[added] = child[state];
            child[state] = added;
        }
        return added;
    }

    /// Breadth first, so that the shorter states a failure link points to are ready.
    private void link() {
        int[] queue = new int[size];
        int end = 0;
        for (int state : first) {
            if (state != ROOT) {
                queue[end++] = state;
            }
        }
        for (int i = 0; i < end; i++) {
            int state = queue[i];
            for (int at = child[state]; at != ROOT; at = sibling[at]) {
                failure[at] = next(failure[state], label[at]);
                match[at] = Math.max(match[at], match[failure[at]]);
                queue[end++] = at;
            }
        }
    }
}
