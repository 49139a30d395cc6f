package dev.gatehouse.broker.admin.server;

import java.util.List;

/// What the operator is answered.
sealed interface Reply {
    /// 200 with a document.
    @SuppressWarnings("ArrayRecordComponent") // made for one answer, written once
    record Document(byte[] json) implements Reply {}

    /// 200 with a text.
    record Text(String type, String text) implements Reply {}

    /// 204: done, and nothing to say.
    record Done() implements Reply {}

    /// 200 with lines of JSON for as long as both sides stay.
    record Lines(LineSource source) implements Reply {}

    /// RFC 9457.
    ///
    /// @param allow the methods of an `Allow` header; mostly none
    record Problem(int status, String detail, String remedy, List<String> allow) implements Reply {
        public Problem {
            allow = List.copyOf(allow);
        }

        Problem(int status, String detail, String remedy) {
            this(status, detail, remedy, List.of());
        }
    }

    /// RFC 9457, of a document that is wrong in several places.
    ///
    /// @param problems where, and what to do
    record Problems(Problem problem, List<String> problems) implements Reply {
        public Problems {
            problems = List.copyOf(problems);
        }
    }
}
