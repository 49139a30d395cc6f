package dev.gatehouse.broker.doctor.forge;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Keeps the chain that a server shows, then has it judged: after a refusal the JDK tells no chain.
final class ChainRecorder {
    private volatile List<X509Certificate> chain = List.of();

    List<X509Certificate> seen() {
        return chain;
    }

    X509ExtendedTrustManager before(X509ExtendedTrustManager judge) {
        return new Recording(judge);
    }

    private final class Recording extends X509ExtendedTrustManager {
        private final X509ExtendedTrustManager judge;

        Recording(X509ExtendedTrustManager judge) {
            this.judge = judge;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] shown, String type, Socket socket)
                throws CertificateException {
            chain = List.of(shown);
            judge.checkServerTrusted(shown, type, socket);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] shown, String type, SSLEngine engine)
                throws CertificateException {
            chain = List.of(shown);
            judge.checkServerTrusted(shown, type, engine);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] shown, String type)
                throws CertificateException {
            chain = List.of(shown);
            judge.checkServerTrusted(shown, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] shown, String type, Socket socket)
                throws CertificateException {
            throw noServer();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] shown, String type, SSLEngine engine)
                throws CertificateException {
            throw noServer();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] shown, String type)
                throws CertificateException {
            throw noServer();
        }

        private static CertificateException noServer() {
            return new CertificateException("this is a client: nobody shows it a certificate");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return judge.getAcceptedIssuers();
        }
    }
}
