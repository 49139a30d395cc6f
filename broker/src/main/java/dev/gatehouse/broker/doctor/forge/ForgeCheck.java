package dev.gatehouse.broker.doctor.forge;

import dev.gatehouse.broker.config.ForgeSettings;
import dev.gatehouse.broker.doctor.finding.Check;
import dev.gatehouse.broker.doctor.finding.Findings;
import dev.gatehouse.broker.doctor.finding.Symptom;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// The way to the forge, link by link: name, port, TLS, HTTP. The first that is broken ends it. No
/// token is sent.
public record ForgeCheck(ForgeSettings forge, InstantSource clock) implements Check {
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    @Override
    public String name() {
        return "forge";
    }

    @Override
    public String byHand() {
        return "curl -sv " + forge.url() + "/api/v1/version";
    }

    @Override
    public void look(Findings findings) throws IOException {
        if (isCaFileUnreadable(findings)) {
            return;
        }
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(host());
        } catch (UnknownHostException unknown) {
            findings.of(
                    Symptom.FORGE_NAME_UNKNOWN,
                    "no address is known for " + host(),
                    Map.of("host", host()));
            return;
        }
        warnOfPlaintext(addresses[0], findings);
        Optional<Socket> connected = connect(addresses, findings);
        if (connected.isPresent()) {
            try (Socket socket = connected.get()) {
                converse(socket, findings);
            }
        }
    }

    private void converse(Socket socket, Findings findings) {
        Optional<Socket> ready =
                isTls() ? new TlsTrial(forge, clock).on(socket, findings) : Optional.of(socket);
        ready.ifPresent(channel -> new VersionTrial(forge.url(), clock).on(channel, findings));
    }

    private boolean isCaFileUnreadable(Findings findings) {
        if (forge.caFile().isEmpty()) {
            return false;
        }
        Path file = forge.caFile().get();
        try {
            new CaFile(file).read();
            return false;
        } catch (IOException | GeneralSecurityException unreadable) {
            findings.of(
                    Symptom.FORGE_CA_FILE_UNREADABLE,
                    "%s: %s".formatted(file, unreadable.getMessage()),
                    Map.of("path", file));
            return true;
        }
    }

    private void warnOfPlaintext(InetAddress address, Findings findings) {
        if (!isTls() && !address.isLoopbackAddress()) {
            findings.of(Symptom.FORGE_PLAINTEXT, forge.url() + " leaves this host unencrypted");
        }
    }

    private Optional<Socket> connect(InetAddress[] addresses, Findings findings)
            throws IOException {
        String why = "";
        for (InetAddress address : addresses) {
            Socket socket = new Socket();
            try {
                socket.connect(
                        new InetSocketAddress(address, port()),
                        Math.toIntExact(CONNECT.toMillis()));
                return Optional.of(socket);
            } catch (IOException refused) {
                socket.close();
                why = String.valueOf(refused.getMessage());
            }
        }
        findings.of(
                Symptom.FORGE_UNREACHABLE,
                "%s port %d (%s): %s".formatted(host(), port(), addresses[0].getHostAddress(), why),
                Map.of("host", host(), "port", port(), "address", addresses[0].getHostAddress()));
        return Optional.empty();
    }

    private boolean isTls() {
        return "https".equals(forge.url().getScheme());
    }

    private String host() {
        return hostOf(forge.url());
    }

    static String hostOf(URI url) {
        String host = String.valueOf(url.getHost());
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private int port() {
        return portOf(forge.url());
    }

    static int portOf(URI url) {
        int standard = "https".equals(url.getScheme()) ? HTTPS_PORT : HTTP_PORT;
        return url.getPort() >= 0 ? url.getPort() : standard;
    }
}
