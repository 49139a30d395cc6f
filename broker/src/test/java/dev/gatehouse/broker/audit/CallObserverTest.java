package dev.gatehouse.broker.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.protocol.RefusalCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallObserverTest {
    @TempDir Path folder;

    private final List<String> heard = new ArrayList<>();
    private TestingAudit audit;

    @BeforeEach
    void open() throws IOException {
        audit = TestingAudit.watched(folder, new Hearing());
    }

    @AfterEach
    void close() throws IOException {
        audit.disk().work();
        audit.close();
    }

    @Test
    void hearsOfARefusal() {
        assertThat(TestingLog.await(audit.log().refused(TestingEvents.refusal("x-1"))))
                .isInstanceOf(Receipt.Written.class);

        assertThat(heard).containsExactly("x-1 refused NOT_GRANTED");
    }

    @Test
    void hearsOfAnAdmittedCallAtItsEndAndOnce() {
        AuditId id = ((Admittance.Recorded) audit.admit("x-1")).id();
        assertThat(heard).as("it is under way").isEmpty();

        audit.log().outcome(id, TestingEvents.answered());
        audit.log().outcome(id, TestingEvents.answered());

        assertThat(heard).containsExactly("x-1 ended ANSWERED");
    }

    @Test
    void hearsWhatTheAgentIsToldWhereNothingCanBeRecorded() {
        audit.disk().failAppends("No space left on device", 0);

        assertThat(audit.admit("x-1")).isInstanceOf(Unavailable.class);
        assertThat(TestingLog.await(audit.log().refused(TestingEvents.refusal("x-2"))))
                .isInstanceOf(Unavailable.class);

        assertThat(heard)
                .as("each call has one end, also where the log has none of it")
                .containsExactly("x-1 refused AUDIT_UNAVAILABLE", "x-2 refused AUDIT_UNAVAILABLE");
    }

    private final class Hearing implements CallObserver {
        @Override
        public void refused(Caller caller, Call call, RefusalCode code) {
            heard.add(call.exchange() + " refused " + code);
        }

        @Override
        public void ended(Caller caller, Call call, OutcomeEvent outcome) {
            heard.add(call.exchange() + " ended " + outcome.ending());
        }
    }
}
