package dev.gatehouse.broker.doctor.forge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;

/// The PEM certificates that are trusted in place of the runtime's.
record CaFile(Path path) {
    /// @throws GeneralSecurityException where it holds no certificate
    KeyStore read() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(path)) {
            Collection<? extends Certificate> all =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            int number = 0;
            for (Certificate each : all) {
                store.setCertificateEntry("ca" + number, each);
                number++;
            }
            if (number == 0) {
                throw new GeneralSecurityException("no certificate is in it");
            }
        }
        return store;
    }
}
