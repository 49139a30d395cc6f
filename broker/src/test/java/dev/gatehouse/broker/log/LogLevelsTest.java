package dev.gatehouse.broker.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.log.LogLevels.Change;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogLevelsTest {
    private static final Logger LOG = LoggerFactory.getLogger("dev.gatehouse.broker.log.Sample");
    private static final Logger OTHER = LoggerFactory.getLogger("dev.gatehouse.broker.other.Thing");
    private static final Logger LIBRARY = LoggerFactory.getLogger("io.netty.channel.Sample");

    @BeforeEach
    @AfterEach
    void asConfigured() {
        Logging.apply(LogSettings.DEFAULT);
    }

    @Test
    void changesALoggerByTheNameThatStandsInItsLines() {
        Change change = LogLevels.set("Thing", LogLevel.DEBUG);

        assertThat(change)
                .as("the full name")
                .isEqualTo(new Change.Changed(List.of(OTHER.getName())));
        assertThat(OTHER.isDebugEnabled()).as("the one named").isTrue();
        assertThat(LOG.isDebugEnabled()).as("another").isFalse();
    }

    @Test
    void changesAllBelowAPackage() {
        assertThat(LogLevels.set("dev.gatehouse.broker.log", LogLevel.ERROR))
                .as("a package that has loggers")
                .isInstanceOf(Change.Changed.class);
        assertThat(LOG.isWarnEnabled()).as("below it").isFalse();
        assertThat(OTHER.isWarnEnabled()).as("beside it").isTrue();
    }

    @Test
    void changesAllButTheLibrariesByTheRoot() {
        LogLevels.set("root", LogLevel.DEBUG);

        assertThat(LOG.isDebugEnabled()).as("ours").isTrue();
        assertThat(LIBRARY.isInfoEnabled()).as("a library keeps its own level").isFalse();
    }

    @Test
    void takesUpNoNameThatNothingLogsBy() {
        int before = Logging.context().getLoggerList().size();

        assertThat(LogLevels.set("dev.gatehouse.broker.nothing.Here", LogLevel.DEBUG))
                .as("a name that nobody uses")
                .isEqualTo(new Change.NoSuchLogger());
        assertThat(Logging.context().getLoggerList())
                .as("loggers are never forgotten by Logback, so none is made")
                .hasSize(before);
    }

    @Test
    void dropsEveryChangeWhenSettingsAreApplied() {
        LogLevels.set("Thing", LogLevel.DEBUG);
        LogLevels.set("io.netty", LogLevel.INFO);
        LogLevels.set("root", LogLevel.TRACE);

        Logging.apply(new LogSettings(LogFormat.TEXT, LogLevel.WARN));

        assertThat(OTHER.isInfoEnabled()).as("the configuration's level").isFalse();
        assertThat(OTHER.isWarnEnabled()).as("the configuration's level").isTrue();
        assertThat(LIBRARY.isInfoEnabled()).as("a library is quiet again").isFalse();
    }
}
