package dev.gatehouse.broker.doctor.forge;

import dev.gatehouse.broker.config.ForgeSettings;
import dev.gatehouse.broker.doctor.finding.Findings;
import dev.gatehouse.broker.doctor.finding.Symptom;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/// Speaks TLS with the forge as the broker does: 1.2 or newer, the name checked, the `ca-file` in
/// place of the runtime's own certificates where there is one.
record TlsTrial(ForgeSettings forge, InstantSource clock) {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration SOON = Duration.ofDays(21);

    /// @return the connection to speak HTTP on; none: a finding says why
    Optional<Socket> on(Socket connected, Findings findings) {
        String host = ForgeCheck.hostOf(forge.url());
        Map<String, Object> words = Map.of("host", host, "port", ForgeCheck.portOf(forge.url()));
        ChainRecorder chain = new ChainRecorder();
        try {
            connected.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {chain.before(trusted())}, null);
            SSLSocket socket =
                    (SSLSocket)
                            context.getSocketFactory()
                                    .createSocket(connected, host, connected.getPort(), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            judge(chain.seen(), socket.getSession().getProtocol(), findings);
            return Optional.of(socket);
        } catch (SSLException | GeneralSecurityException refused) {
            refused(chain.seen(), refused, words, findings);
        } catch (IOException failed) {
            findings.of(Symptom.FORGE_TLS_FAILED, host + ": " + failed.getMessage(), words);
        }
        return Optional.empty();
    }

    private X509ExtendedTrustManager trusted() throws IOException, GeneralSecurityException {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        Optional<Path> file = forge.caFile();
        factory.init(file.isPresent() ? new CaFile(file.get()).read() : null);
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }

    private void judge(List<X509Certificate> chain, String protocol, Findings findings) {
        X509Certificate first = firstToExpire(chain);
        Instant end = first.getNotAfter().toInstant();
        long days = Duration.between(clock.instant(), end).toDays();
        if (Duration.between(clock.instant(), end).compareTo(SOON) < 0) {
            findings.of(
                    Symptom.FORGE_CERTIFICATE_EXPIRES,
                    "%s expires on %s, in %d day(s)".formatted(name(first), end, days));
        } else {
            findings.ok(
                    "%s with %s; the chain is trusted for %d days more"
                            .formatted(protocol, ForgeCheck.hostOf(forge.url()), days));
        }
    }

    private void refused(
            List<X509Certificate> chain,
            Exception refused,
            Map<String, Object> words,
            Findings findings) {
        Instant now = clock.instant();
        Optional<X509Certificate> invalid =
                chain.stream()
                        .filter(certificate ->
                                now.isAfter(certificate.getNotAfter().toInstant())
                                        || now.isBefore(certificate.getNotBefore().toInstant()))
                        .findFirst();
        if (invalid.isPresent()) {
            findings.of(
                    Symptom.FORGE_CERTIFICATE_EXPIRED,
                    "%s is valid from %s to %s"
                            .formatted(
                                    name(invalid.get()),
                                    invalid.get().getNotBefore().toInstant(),
                                    invalid.get().getNotAfter().toInstant()));
        } else {
            findings.of(
                    chain.isEmpty() ? Symptom.FORGE_TLS_FAILED : Symptom.FORGE_TLS_UNTRUSTED,
                    "%s: %s".formatted(words.get("host"), refused.getMessage()),
                    words);
        }
    }

    private static X509Certificate firstToExpire(List<X509Certificate> chain) {
        return Collections.min(chain, Comparator.comparing(each -> each.getNotAfter().toInstant()));
    }

    private static String name(X509Certificate certificate) {
        return "'" + certificate.getSubjectX500Principal().getName() + "'";
    }
}
