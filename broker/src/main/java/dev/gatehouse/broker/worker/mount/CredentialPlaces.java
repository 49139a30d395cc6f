package dev.gatehouse.broker.worker.mount;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Where programs keep credentials: the names of files and folders below a home.
public final class CredentialPlaces {
    private static final Set<String> ANYWHERE =
            Set.of(
                    ".ssh",
                    ".gnupg",
                    ".aws",
                    ".azure",
                    ".kube",
                    ".netrc",
                    "_netrc",
                    ".git-credentials",
                    ".password-store",
                    ".pgpass",
                    ".my.cnf",
                    ".vault-token",
                    ".credentials.json",
                    "keyrings",
                    "id_rsa",
                    "id_ed25519",
                    "id_ecdsa");

    /// Projects have folders of these names too, without a credential in them.
    private static final Set<String> IN_A_HOME =
            Set.of(
                    ".config",
                    ".docker",
                    ".claude",
                    ".claude.json",
                    ".codex",
                    ".gemini",
                    ".mozilla",
                    ".terraform.d");

    private static final Set<String> FILES_WITH_TOKENS =
            Set.of(".env", ".envrc", ".npmrc", ".pypirc");

    private CredentialPlaces() {}

    /// Whether a file or folder of this name is one, wherever it is.
    public static boolean isOneAnywhere(String name) {
        return ANYWHERE.contains(name.toLowerCase(Locale.ROOT));
    }

    /// Whether it is one in a home.
    public static boolean isOneInAHome(String name) {
        return isOneAnywhere(name) || IN_A_HOME.contains(name.toLowerCase(Locale.ROOT));
    }

    /// Why a path cannot be mounted: it leads through such a place.
    static Optional<String> reason(Path path) {
        for (Path name : path) {
            if (isOneInAHome(name.toString())) {
                return Optional.of(
                        "credentials are kept in "
                                + name
                                + ": copy what is needed of it to another folder");
            }
        }
        return Optional.empty();
    }

    /// Files of projects in which secrets are kept: `.env`, `.env.local` and the like, though not
    /// `.env.example`.
    static boolean isShadowed(String name) {
        String folded = name.toLowerCase(Locale.ROOT);
        return FILES_WITH_TOKENS.contains(folded)
                || (folded.startsWith(".env.")
                        && !folded.matches("\\.env\\.(example|sample|template|dist)"));
    }
}
