package dev.gatehouse.broker.audit;

import dev.gatehouse.broker.audit.Entry.TornBytes;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// The fields of a record that the chain is made of.
///
/// @param intent of an outcome: the number of its intent
/// @param file of a continued log: the name of the file before
record RecordHead(
        long sequence,
        Instant time,
        RecordKind kind,
        String prev,
        OptionalLong intent,
        Optional<String> file,
        List<TornBytes> torn) {
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    /// Empty where the line is not one whole JSON object with the fields that its kind needs.
    static Optional<RecordHead> parse(byte[] line) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Fields fields = new Fields();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                fields.read(json);
            }
            return json.nextToken() == null ? fields.head() : Optional.empty();
        } catch (JacksonException | DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /// What was read so far.
    private static final class Fields {
        private OptionalLong sequence = OptionalLong.empty();
        private Optional<Instant> time = Optional.empty();
        private Optional<RecordKind> kind = Optional.empty();
        private Optional<String> prev = Optional.empty();
        private OptionalLong intent = OptionalLong.empty();
        private Optional<String> file = Optional.empty();
        private Optional<List<TornBytes>> torn = Optional.empty();

        void read(JsonParser json) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (name) {
                case "seq" -> sequence = OptionalLong.of(json.getLongValue());
                case "intent" -> intent = OptionalLong.of(json.getLongValue());
                case "time" -> time = Optional.of(Instant.parse(json.getString()));
                case "kind" -> kind = RecordKind.ofWord(json.getString());
                case "prev" -> prev = Optional.of(json.getString());
                case "file" -> file = Optional.of(json.getString());
                case "torn" -> torn = Optional.of(torn(json, value));
                default -> json.skipChildren();
            }
        }

        private static List<TornBytes> torn(JsonParser json, JsonToken value) {
            List<TornBytes> all = new ArrayList<>();
            if (value == JsonToken.START_ARRAY) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    all.add(tornBytes(json));
                }
            }
            return all;
        }

        private static TornBytes tornBytes(JsonParser json) {
            String file = "";
            long bytes = -1;
            String sha256 = "";
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "file" -> file = json.getString();
                    case "bytes" -> bytes = json.getLongValue();
                    case "sha256" -> sha256 = json.getString();
                    default -> json.skipChildren();
                }
            }
            return new TornBytes(file, bytes, sha256);
        }

        Optional<RecordHead> head() {
            if (sequence.isEmpty() || time.isEmpty() || kind.isEmpty() || prev.isEmpty()) {
                return Optional.empty();
            }
            RecordKind known = kind.get();
            if ((known == RecordKind.OUTCOME && intent.isEmpty())
                    || (known == RecordKind.CONTINUED && file.isEmpty())
                    || (known == RecordKind.RECOVERED && torn.isEmpty())) {
                return Optional.empty();
            }
            return Optional.of(
                    new RecordHead(
                            sequence.getAsLong(),
                            time.get(),
                            known,
                            prev.get(),
                            intent,
                            file,
                            torn.orElse(List.of())));
        }
    }
}
