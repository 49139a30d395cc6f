package dev.gatehouse.broker.upstream.http;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.util.Optional;
import javax.net.ssl.SSLException;

/// TLS 1.2 or newer, the host's name verified, HTTP/1.1 as the one protocol offered.
final class Tls {
    private Tls() {}

    static Optional<SslContext> of(UpstreamSettings settings) throws SSLException {
        if (!settings.isTls()) {
            return Optional.empty();
        }
        SslContextBuilder builder =
                SslContextBuilder.forClient()
                        .sslProvider(SslProvider.JDK)
                        .protocols("TLSv1.3", "TLSv1.2")
                        .endpointIdentificationAlgorithm("HTTPS")
                        .applicationProtocolConfig(
                                new ApplicationProtocolConfig(
                                        ApplicationProtocolConfig.Protocol.ALPN,
                                        ApplicationProtocolConfig.SelectorFailureBehavior
                                                .NO_ADVERTISE,
                                        ApplicationProtocolConfig.SelectedListenerFailureBehavior
                                                .ACCEPT,
                                        ApplicationProtocolNames.HTTP_1_1));
        settings.caFile().ifPresent(file -> builder.trustManager(file.toFile()));
        return Optional.of(builder.build());
    }
}
