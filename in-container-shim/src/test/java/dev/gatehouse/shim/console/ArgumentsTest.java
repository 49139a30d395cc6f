package dev.gatehouse.shim.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ArgumentsTest {
    @Test
    void takesAttachedValuesApart() throws Failure {
        Arguments arguments = new Arguments(new String[] {"--a=b=c", "-Xd", "-Y", "e", "f"});

        assertThat(arguments.next()).isEqualTo("--a");
        assertThat(arguments.value()).isEqualTo("b=c");
        assertThat(arguments.next()).isEqualTo("-X");
        assertThat(arguments.value()).isEqualTo("d");
        assertThat(arguments.next()).isEqualTo("-Y");
        assertThat(arguments.value()).isEqualTo("e");
        assertThat(arguments.next()).isEqualTo("f");
        assertThat(arguments.isOption()).isFalse();
        assertThat(arguments.next()).isNull();
    }

    @Test
    void knowsNoOptionAfterTwoDashes() throws Failure {
        Arguments arguments = new Arguments(new String[] {"--", "-X", "--"});

        assertThat(arguments.next()).isEqualTo("-X");
        assertThat(arguments.isOption()).isFalse();
        assertThat(arguments.next()).isEqualTo("--");
        assertThat(arguments.next()).isNull();
    }

    @Test
    void takesADashAloneAsAnOperand() throws Failure {
        Arguments arguments = new Arguments(new String[] {"-"});

        assertThat(arguments.next()).isEqualTo("-");
        assertThat(arguments.isOption()).isFalse();
    }

    @Test
    void refusesAValueThatNobodyTook() throws Failure {
        Arguments arguments = new Arguments(new String[] {"--flag=x"});
        assertThat(arguments.next()).isEqualTo("--flag");

        assertThatThrownBy(arguments::next).hasMessageContaining("takes no value");
    }

    @Test
    void asksForAMissingValue() throws Failure {
        Arguments arguments = new Arguments(new String[] {"-X"});
        assertThat(arguments.next()).isEqualTo("-X");

        assertThatThrownBy(arguments::value).hasMessageContaining("needs a value");
    }
}
