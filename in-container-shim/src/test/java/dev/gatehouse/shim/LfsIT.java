package dev.gatehouse.shim;

import java.util.List;

/// The contract, kept by the classes on this test's JDK.
class LfsIT extends LfsContract {
    @Override
    List<String> command() {
        return MainIT.classes();
    }
}
