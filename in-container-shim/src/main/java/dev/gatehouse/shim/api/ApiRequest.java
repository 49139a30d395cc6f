package dev.gatehouse.shim.api;

import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.exchange.Header;
import dev.gatehouse.shim.exchange.Request;
import dev.gatehouse.shim.exchange.RequestBody;
import dev.gatehouse.shim.multipart.MultipartForm;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Turns arguments into the request. Fields are the JSON body, or the query where the method has no
/// body or the body is given otherwise.
final class ApiRequest {
    private final ApiArguments arguments;
    private final InputStream standardInput;

    private ApiRequest(ApiArguments arguments, InputStream standardInput) {
        this.arguments = arguments;
        this.standardInput = standardInput;
    }

    static Request of(ApiArguments arguments, InputStream standardInput) throws Failure {
        return new ApiRequest(arguments, standardInput).build();
    }

    private Request build() throws Failure {
        String method = arguments.effectiveMethod();
        String input = arguments.input();
        if (input != null) {
            return request(
                    method,
                    targetWithFields(),
                    "application/json",
                    InputBody.of(input, standardInput));
        }
        if (!arguments.forms().isEmpty()) {
            MultipartForm form = new MultipartForm(standardInput);
            for (Field field : arguments.forms()) {
                add(form, field);
            }
            return request(method, targetWithFields(), form.contentType(), form.body());
        }
        boolean bodiless = method.equals("GET") || method.equals("HEAD");
        if (bodiless || arguments.fields().isEmpty()) {
            return new Request(method, targetWithFields(), arguments.headers(), RequestBody.none());
        }
        return request(method, arguments.path(), "application/json", json());
    }

    private static void add(MultipartForm form, Field field) throws Failure {
        if (field.value().startsWith("@")) {
            form.addFile(field.key(), field.value().substring(1));
        } else {
            form.addText(field.key(), field.value());
        }
    }

    private Request request(String method, String target, String contentType, RequestBody body)
            throws Failure {
        List<Header> headers = new ArrayList<>(arguments.headers());
        boolean named = false;
        for (int i = 0; i < headers.size(); i++) {
            named |= headers.get(i).isNamed("Content-Type");
        }
        if (named && !arguments.forms().isEmpty()) {
            throw Failure.usage("--form writes its own Content-Type; leave the header out");
        }
        if (!named) {
            headers.add(new Header("Content-Type", contentType));
        }
        return new Request(method, target, headers, body);
    }

    private String targetWithFields() throws Failure {
        if (arguments.fields().isEmpty()) {
            return arguments.path();
        }
        FieldValues values = new FieldValues(standardInput);
        Query query = new Query(arguments.path());
        for (Field field : arguments.fields()) {
            query.add(field.key(), values.query(field));
        }
        return query.target();
    }

    private RequestBody json() throws Failure {
        FieldValues values = new FieldValues(standardInput);
        FieldTree tree = new FieldTree();
        for (Field field : arguments.fields()) {
            tree.set(field.key(), field.isEmptyArray() ? null : values.json(field));
        }
        return new RequestBody.Bytes(tree.json().getBytes(StandardCharsets.UTF_8));
    }
}
