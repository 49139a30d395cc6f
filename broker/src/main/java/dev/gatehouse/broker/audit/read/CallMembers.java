package dev.gatehouse.broker.audit.read;

import dev.gatehouse.broker.audit.Call;
import dev.gatehouse.broker.audit.Elsewhere;
import dev.gatehouse.broker.audit.Fetch;
import dev.gatehouse.broker.audit.RefUpdate;
import dev.gatehouse.broker.route.HttpMethod;
import dev.gatehouse.broker.route.RepositoryName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads what a record says of a call.
final class CallMembers {
    private CallMembers() {}

    static Call read(Members record) throws UnknownWordException {
        return new Call(
                record.text("exchange"),
                record.optionalText("operation"),
                method(record),
                repository(record),
                record.has("refs") ? refs(record.list("refs")) : List.of(),
                record.has("fetch") ? Optional.of(fetch(record.object("fetch"))) : Optional.empty(),
                elsewhere(record),
                door(record));
    }

    private static Call.Door door(Members record) throws UnknownWordException {
        Optional<String> word = record.optionalText("door");
        for (Call.Door door : Call.Door.values()) {
            if (door.word().equals(word.orElse(Call.Door.FORGE.word()))) {
                return door;
            }
        }
        throw new UnknownWordException("door");
    }

    private static Optional<HttpMethod> method(Members record) throws UnknownWordException {
        Optional<String> token = record.optionalText("method");
        Optional<HttpMethod> method = token.flatMap(HttpMethod::of);
        if (token.isPresent() && method.isEmpty()) {
            throw new UnknownWordException("method");
        }
        return method;
    }

    private static Optional<RepositoryName> repository(Members record) throws UnknownWordException {
        Optional<String> text = record.optionalText("repository");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = text.get().split("/", -1);
        if (parts.length != 2) {
            throw new UnknownWordException("repository");
        }
        return Optional.of(new RepositoryName(parts[0], parts[1]));
    }

    private static Optional<Elsewhere> elsewhere(Members record) throws UnknownWordException {
        Optional<String> model = record.optionalText("model");
        if (model.isPresent()) {
            return Optional.of(new Elsewhere.Model(model.get()));
        }
        Optional<String> host = record.optionalText("host");
        return host.isPresent()
                ? Optional.of(new Elsewhere.Destination(host.get(), record.small("port")))
                : Optional.empty();
    }

    private static List<RefUpdate> refs(JsonNode list) throws UnknownWordException {
        List<RefUpdate> refs = new ArrayList<>();
        for (JsonNode each : list) {
            Members update = new Members(each);
            refs.add(
                    new RefUpdate(
                            update.text("ref"),
                            update.optionalText("old"),
                            update.optionalText("new"),
                            update.flag("force")));
        }
        return refs;
    }

    private static Fetch fetch(Members fetch) throws UnknownWordException {
        List<String> ids = new ArrayList<>();
        for (JsonNode id : fetch.list("ids")) {
            ids.add(id.asString(""));
        }
        return new Fetch(
                fetch.text("command"),
                ids,
                fetch.number("wants"),
                fetch.number("haves"),
                fetch.optionalSmall("depth"),
                fetch.optionalText("filter"));
    }
}
