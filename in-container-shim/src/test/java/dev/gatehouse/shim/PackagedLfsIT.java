package dev.gatehouse.shim;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;

/// The contract, kept by what `package.sh` made.
class PackagedLfsIT extends LfsContract {
    @BeforeAll
    static void isPackaged() {
        PackagedForgeIT.isPackaged();
    }

    @Override
    List<String> command() {
        return List.of(PackagedForgeIT.FORGE.toAbsolutePath().toString());
    }
}
