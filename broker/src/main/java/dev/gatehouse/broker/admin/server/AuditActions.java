package dev.gatehouse.broker.admin.server;

import dev.gatehouse.broker.audit.read.AuditLine;
import dev.gatehouse.broker.audit.read.AuditReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What can be asked of the audit log.
///
/// @param log the file that is being written
record AuditActions(Path log) {
    /// The records that are written from now on.
    Intake stream(List<String> values) {
        return WholeBody.none(_ -> new Reply.Lines(new Records(AuditReader.atEnd(log))));
    }

    /// Reads the file rather than hear of each record: who takes them slowly costs no memory.
    private record Records(AuditReader reader) implements LineSource {
        @Override
        public Optional<byte[]> next() throws IOException {
            return reader.next()
                    .map(line ->
                            switch (line) {
                                case AuditLine.Whole whole -> whole.json() + "\n";
                                // Something else wrote it: it is no line of JSON.
                                case AuditLine.Damaged _ -> "{\"kind\":\"damaged\"}\n";
                            })
                    .map(text -> text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
