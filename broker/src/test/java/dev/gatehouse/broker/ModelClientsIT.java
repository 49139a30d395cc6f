package dev.gatehouse.broker;

import dev.gatehouse.broker.worker.RequiresDocker;
import org.junit.jupiter.api.Nested;

/// The programs of the profiles, each in its own image.
class ModelClientsIT {
    @Nested
    @RequiresDocker("gatehouse-worker:claude")
    class Claude implements ModelClientContract {
        @Override
        public String profile() {
            return "claude";
        }

        @Override
        public String command() {
            return "claude -p";
        }
    }

    @Nested
    @RequiresDocker(value = "gatehouse-worker:pi", optional = true)
    class Pi implements ModelClientContract {
        @Override
        public String profile() {
            return "pi";
        }

        @Override
        public String command() {
            return "pi -p";
        }
    }

    @Nested
    @RequiresDocker(value = "gatehouse-worker:opencode", optional = true)
    class Opencode implements ModelClientContract {
        @Override
        public String profile() {
            return "opencode";
        }

        @Override
        public String command() {
            return "opencode run";
        }
    }
}
