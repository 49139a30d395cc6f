package dev.gatehouse.broker.config.yaml;

import dev.gatehouse.broker.config.yaml.Node.Entry;
import dev.gatehouse.broker.config.yaml.Node.Mapping;
import dev.gatehouse.broker.config.yaml.Node.Scalar;
import dev.gatehouse.broker.config.yaml.Node.ScalarKind;
import dev.gatehouse.broker.config.yaml.Node.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/// Builds the tree from the parser's tokens. Data binding is not used: it ends at the first
/// problem, and forgets where a value stood.
final class TreeBuilder {
    private static final YAMLFactory YAML = new YAMLFactory();
    private static final int MAX_DEPTH = 32;

    private final String text;
    private final List<Fault> faults = new ArrayList<>();

    TreeBuilder(String text) {
        this.text = text;
    }

    Document build() {
        try (YAMLParser parser = parser()) {
            return new Document(root(parser), faults);
        } catch (JacksonException notYaml) {
            faults.add(SyntaxFault.of(notYaml, text));
        } catch (TooDeep deep) {
            faults.add(
                    new Fault(
                            deep.place,
                            "more than " + MAX_DEPTH + " levels of nesting",
                            "remove some"));
        }
        return new Document(Optional.empty(), faults);
    }

    private YAMLParser parser() {
        return (YAMLParser) YAML.createParser(ObjectReadContext.empty(), text);
    }

    private Optional<Node> root(YAMLParser parser) throws TooDeep {
        JsonToken first = parser.nextToken();
        if (first == null) {
            return Optional.empty();
        }
        Node root = node(parser, first, 0);
        if (parser.nextToken() != null) {
            faults.add(
                    new Fault(
                            place(parser),
                            "a second YAML document starts here",
                            "keep one document in the file"));
        }
        return Optional.of(root);
    }

    private Node node(YAMLParser parser, JsonToken token, int depth) throws TooDeep {
        Place place = place(parser);
        if (depth > MAX_DEPTH) {
            throw new TooDeep(place);
        }
        refuseIndirection(parser, place);
        return switch (token) {
            case START_OBJECT -> mapping(parser, place, depth);
            case START_ARRAY -> sequence(parser, place, depth);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(parser, place, ScalarKind.NUMBER);
            case VALUE_TRUE, VALUE_FALSE -> scalar(parser, place, ScalarKind.BOOLEAN);
            case VALUE_NULL -> new Scalar(place, ScalarKind.NOTHING, "");
            default -> scalar(parser, place, ScalarKind.TEXT);
        };
    }

    private Mapping mapping(YAMLParser parser, Place place, int depth) throws TooDeep {
        List<Entry> entries = new ArrayList<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            Place keyPlace = place(parser);
            String key = parser.currentName();
            entries.add(new Entry(keyPlace, key, node(parser, parser.nextToken(), depth + 1)));
        }
        return new Mapping(place, entries);
    }

    private Sequence sequence(YAMLParser parser, Place place, int depth) throws TooDeep {
        List<Node> items = new ArrayList<>();
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY) {
            items.add(node(parser, token, depth + 1));
            token = parser.nextToken();
        }
        return new Sequence(place, items);
    }

    private static Scalar scalar(YAMLParser parser, Place place, ScalarKind kind) {
        return new Scalar(place, kind, parser.getString());
    }

    private void refuseIndirection(YAMLParser parser, Place place) {
        if (parser.isCurrentAlias()) {
            faults.add(new Fault(place, "aliases (*name) are not read", "write the value itself"));
        }
        if (parser.getTypeId() != null) {
            faults.add(new Fault(place, "tags (!name) are not read", "remove the tag"));
        }
    }

    private static Place place(YAMLParser parser) {
        TokenStreamLocation location = parser.currentTokenLocation();
        return new Place(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }

    private static final class TooDeep extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Place place;

        TooDeep(Place place) {
            super("nested too deep", null, false, false);
            this.place = place;
        }
    }
}
