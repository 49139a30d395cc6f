package dev.gatehouse.broker.listener.attest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PidfdFactsTest {
    @Test
    void readsThePid() {
        String text =
                "pos:\t0\nflags:\t02000002\nmnt_id:\t16\nino:\t1042\nPid:\t4711\nNSpid:\t4711\n";

        assertThat(PidfdFacts.pid(text)).hasValue(4711);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pos:\t0\nNSpid:\t4711\n",
                "Pid:\t-1\n",
                "Pid:\t0\n",
                "Pid:\t2147483648\n",
                "Pid:\t4711x\n",
                "Pid:\t1\nPid:\t2\n"
            })
    void readsNoneWhereThereIsNone(String text) {
        assertThat(PidfdFacts.pid(text)).isEmpty();
    }
}
