package dev.gatehouse.shim;

import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandomSpi;

/// The only security provider of the packaged runtime, which does no cryptography. The JDK's
/// Unix-socket channel asks for a random source when it is loaded (it names sockets that are bound
/// without a name, which the shim never does), and the stock providers cost a quarter of the whole
/// start. Named by the packaged `conf/security/java.security`; unused anywhere else. Reads
/// `/dev/urandom` each time.
public final class UrandomProvider extends Provider {
    private static final long serialVersionUID = 1;

    /// For `ServiceLoader`. Registering it by `Security.insertProviderAt` would work too, but loads
    /// the table of all known algorithms.
    public UrandomProvider() {
        super("Gatehouse", "1", "SecureRandom from /dev/urandom");
        putService(new UrandomService(this));
    }

    private static final class UrandomService extends Service {
        UrandomService(Provider provider) {
            super(
                    provider,
                    "SecureRandom",
                    // The name that sun.nio.ch.UnixDomainSockets asks for first.
                    "NativePRNGNonBlocking",
                    Urandom.class.getName(),
                    null,
                    null);
        }

        @Override
        public Object newInstance(Object parameter) {
            return new Urandom();
        }
    }

    private static final class Urandom extends SecureRandomSpi {
        private static final long serialVersionUID = 1;

        @Override
        protected void engineSetSeed(byte[] seed) {
            // The kernel needs none.
        }

        @Override
        protected void engineNextBytes(byte[] bytes) {
            try (DataInputStream urandom =
                    new DataInputStream(new FileInputStream("/dev/urandom"))) {
                urandom.readFully(bytes);
            } catch (IOException e) {
                throw new ProviderException("cannot read /dev/urandom", e);
            }
        }

        @Override
        protected byte[] engineGenerateSeed(int lengthBytes) {
            byte[] seed = new byte[lengthBytes];
            engineNextBytes(seed);
            return seed;
        }
    }
}
