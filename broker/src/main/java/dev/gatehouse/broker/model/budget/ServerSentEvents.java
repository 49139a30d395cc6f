package dev.gatehouse.broker.model.budget;

/// Finds the data of each event in a stream of server-sent events (WHATWG HTML, 9.2.6) that comes
/// in pieces cut anywhere. Holds none of it. One thread.
final class ServerSentEvents {
    /// Takes the data, event by event.
    interface Data {
        /// A part of the data of the event under way.
        void part(byte[] bytes, int from, int length);

        /// The event is over; it had data.
        void end();
    }

    private static final byte[] FIELD = {'d', 'a', 't', 'a'};
    private static final byte[] LINE_END = {'\n'};

    private enum At {
        LINE_START,
        FIELD,
        SPACE,
        DATA,
        OTHER
    }

    private final Data data;
    private At at = At.LINE_START;
    private int matched;
    private boolean afterReturn;
    private boolean hasData;

    ServerSentEvents(Data data) {
        this.data = data;
    }

    void accept(byte[] bytes, int from, int length) {
        int end = from + length;
        int next = from;
        while (next < end) {
            if (at == At.DATA || at == At.OTHER) {
                int run = next;
                while (run < end && bytes[run] != '\n' && bytes[run] != '\r') {
                    run++;
                }
                if (at == At.DATA && run > next) {
                    data.part(bytes, next, run - next);
                }
                next = run;
                if (next == end) {
                    break;
                }
            }
            if (take(bytes[next])) {
                next++;
            }
        }
    }

    /// @return false where the byte has to be looked at again
    private boolean take(byte value) {
        boolean secondHalf = afterReturn && value == '\n';
        afterReturn = value == '\r';
        if (secondHalf) {
            return true;
        }
        boolean lineEnd = value == '\n' || value == '\r';
        switch (at) {
            case LINE_START -> {
                if (lineEnd) {
                    endEvent();
                } else {
                    at = At.FIELD;
                    matched = 0;
                    return false;
                }
            }
            case FIELD -> field(value, lineEnd);
            case SPACE -> {
                at = At.DATA;
                return value == ' ';
            }
            case DATA, OTHER -> at = At.LINE_START;
        }
        return true;
    }

    private void field(byte value, boolean lineEnd) {
        if (lineEnd) {
            at = At.LINE_START;
        } else if (matched < FIELD.length && value == FIELD[matched]) {
            matched++;
        } else if (matched == FIELD.length && value == ':') {
            if (hasData) {
                data.part(LINE_END, 0, 1);
            }
            hasData = true;
            at = At.SPACE;
        } else {
            at = At.OTHER;
        }
    }

    private void endEvent() {
        if (hasData) {
            hasData = false;
            data.end();
        }
    }
}
