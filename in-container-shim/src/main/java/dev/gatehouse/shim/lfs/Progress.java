package dev.gatehouse.shim.lfs;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// How far an object has come, told to git-lfs at every mebibyte.
final class Progress {
    private static final long STEP_BYTES = 1024 * 1024;

    private final LfsObject object;
    private final AgentOutput output;
    private long soFarBytes;
    private long toldBytes;

    Progress(LfsObject object, AgentOutput output) {
        this.object = object;
        this.output = output;
    }

    void add(int bytes) throws IOException {
        soFarBytes += bytes;
        if (soFarBytes - toldBytes >= STEP_BYTES) {
            output.progress(object, soFarBytes, soFarBytes - toldBytes);
            toldBytes = soFarBytes;
        }
    }

    InputStream counting(InputStream source) {
        return new FilterInputStream(source) {
            @Override
            public int read(byte[] block, int offset, int length) throws IOException {
                int read = super.read(block, offset, length);
                if (read > 0) {
                    add(read);
                }
                return read;
            }
        };
    }
}
