package dev.gatehouse.broker.listener.attest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.agent.ContainerId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ControlGroupsPropertiesTest {
    private static final String ID = "ab".repeat(32);

    @Property
    void readsAnyText(@ForAll String text) {
        assertThat(ControlGroups.container(text, 1)).isNotNull();
        assertThat(PidfdFacts.pid(text)).isNotNull();
        assertThat(ProcessStart.ticks(text)).isNotNull();
    }

    @Property
    void nothingBelowAContainersGroupChangesWhichItIs(@ForAll String below) {
        String made = below.replace("\n", "").replace("\r", "").replace("\u0085", "");

        assertThat(ControlGroups.container("0::/docker/" + ID + "/" + made + "\n", 1))
                .satisfiesAnyOf(
                        found ->
                                assertThat(found)
                                        .isEqualTo(new Attestation.Attested(new ContainerId(ID))),
                        found -> assertThat(found).isInstanceOf(Attestation.Unknown.class));
    }

    @Property
    void readsAnyPid(@ForAll @IntRange(min = 1) int pid) {
        assertThat(PidfdFacts.pid("pos:\t0\nPid:\t" + pid + "\nNSpid:\t7\n")).hasValue(pid);
    }
}
