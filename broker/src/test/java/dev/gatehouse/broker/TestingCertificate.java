package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A certificate that vouches for itself, made for one test.
///
/// @param pem for those who shall trust it
/// @param context for the server that shows it
public record TestingCertificate(Path pem, SSLContext context) {
    private static final String PASSWORD = "only-for-this-test";

    /// @param subjectAlternativeName such as `san=ip:127.0.0.1`
    public static TestingCertificate create(Path directory, String subjectAlternativeName)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = directory.resolve("forge.p12");
        Path pem = directory.resolve("ca.pem");
        keytool(
                store,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=forge",
                "-validity",
                "2",
                "-ext",
                subjectAlternativeName);
        keytool(store, "-exportcert", "-rfc", "-file", pem.toString());
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return new TestingCertificate(pem, context);
    }

    private static void keytool(Path store, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(
                List.of("-alias", "forge", "-keystore", store.toString(), "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        byte[] output = process.getInputStream().readAllBytes();
        assertThat(process.waitFor())
                .as("keytool: %s", new String(output, StandardCharsets.UTF_8))
                .isZero();
    }
}
