package dev.gatehouse.shim.lfs;

import java.io.IOException;

/// What git-lfs is told, and shows: a number, where there is one that of HTTP, and a sentence.
final class LfsFailure extends IOException {
    private static final long serialVersionUID = 1;
    private static final int UNKNOWN = 1;

    private final int code;

    LfsFailure(int code, String message) {
        super(message);
        this.code = code;
    }

    /// @param digits as an answer has them
    LfsFailure(String digits, String message) {
        this(isStatus(digits) ? Integer.parseInt(digits) : UNKNOWN, message);
    }

    private static boolean isStatus(String digits) {
        boolean status = digits.length() == 3;
        for (int i = 0; i < digits.length(); i++) {
            status &= digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
        }
        return status;
    }

    int code() {
        return code;
    }
}
