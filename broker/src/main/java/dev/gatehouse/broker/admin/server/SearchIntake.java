package dev.gatehouse.broker.admin.server;

import dev.gatehouse.broker.admin.AdminDocuments;
import dev.gatehouse.broker.credential.TokenSearch;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Looks for tokens in a body of any length, as it comes; nothing of it is kept.
final class SearchIntake implements Intake {
    private final TokenSearch search;

    SearchIntake(TokenSearch search) {
        this.search = search;
    }

    @Override
    public Optional<Reply> take(ByteBuffer bytes) {
        search.read(bytes);
        return Optional.empty();
    }

    @Override
    public Reply end() {
        return new Reply.Document(AdminDocuments.of(search.finish()));
    }
}
