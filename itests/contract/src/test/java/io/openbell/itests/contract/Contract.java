package io.openbell.itests.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** One OpenAPI document: its operations, and what JSON has to look like by it. */
final class Contract {

    private static final Set<String> VERBS = Set.of("get", "post", "put", "patch", "delete");

    private final String base;
    private final JsonNode document;
    private final JsonSchemaFactory factory;
    private final SchemaValidatorsConfig settings =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private final Map<String, JsonSchema> schemas = new HashMap<>();
    private final List<Operation> operations = new ArrayList<>();

    private Contract(String name, JsonNode document) {
        this.base = "https://contract.invalid/" + name;
        this.document = document;
        this.factory =
                JsonSchemaFactory.getInstance(
                        SpecVersion.VersionFlag.V202012,
                        builder ->
                                builder.schemaLoaders(
                                        loaders ->
                                                loaders.schemas(
                                                        Map.of(base, document.toString()))));
        document.path("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue().properties().stream()
                                        .filter(entry -> VERBS.contains(entry.getKey()))
                                        .forEach(
                                                entry ->
                                                        operations.add(
                                                                operation(
                                                                        path.getKey(),
                                                                        entry.getKey(),
                                                                        path.getValue()))));
    }

    /** Where a document contradicts its own examples: a moment is demanded, and a day is shown. */
    private static final List<String> DAYS =
            List.of("/components/schemas/NonTradeActivities/properties/date");

    /** Reads a document; {@code nullable} of OpenAPI 3.0 becomes a type of JSON Schema. */
    static Contract read(Path yaml) throws IOException {
        JsonNode document = new ObjectMapper(new YAMLFactory()).readTree(yaml.toFile());
        DAYS.stream()
                .map(document::at)
                .filter(JsonNode::isObject)
                .forEach(schema -> ((ObjectNode) schema).put("format", "date"));
        document.findParents("nullable").forEach(Contract::withNull);
        return new Contract(yaml.getFileName().toString(), document);
    }

    private static void withNull(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isTextual() && schema.path("nullable").asBoolean()) {
            ArrayNode types = ((ObjectNode) schema).putArray("type");
            types.add(type.asText()).add("null");
        }
    }

    /**
     * An operation of the contract.
     *
     * @param parameters where the contract states them, by name: JSON pointers
     */
    record Operation(
            String id,
            String verb,
            String path,
            Pattern pattern,
            Map<String, String> parameters,
            JsonNode node) {

        boolean isMetBy(String method, String rawPath) {
            return method.equalsIgnoreCase(verb) && pattern.matcher(rawPath).matches();
        }

        private String pointer() {
            return "/paths/" + path.replace("~", "~0").replace("/", "~1") + '/' + verb;
        }

        /** Paths without a variable win over those with one. */
        private int variables() {
            return path.length() - path.replace("{", "").length();
        }
    }

    private Operation operation(String path, String verb, JsonNode item) {
        JsonNode node = item.path(verb);
        Map<String, String> parameters = new HashMap<>();
        String ofPath = "/paths/" + path.replace("~", "~0").replace("/", "~1");
        for (String owner : List.of(ofPath, ofPath + '/' + verb)) {
            for (int i = 0; i < document.at(owner).path("parameters").size(); i++) {
                String stated = owner + "/parameters/" + i;
                JsonNode reference = document.at(stated).path("$ref");
                String pointer =
                        reference.isMissingNode() ? stated : reference.asText().substring(1);
                parameters.put(document.at(pointer).path("name").asText(), pointer);
            }
        }
        Pattern pattern =
                Pattern.compile("\\Q" + path.replaceAll("\\{[^}]*}", "\\\\E[^/?]+\\\\Q") + "\\E");
        return new Operation(
                node.path("operationId").asText(), verb, path, pattern, parameters, node);
    }

    List<Operation> operations() {
        return operations;
    }

    /** What the request means by this contract. */
    Optional<Operation> find(String verb, String rawPath) {
        return operations.stream()
                .filter(operation -> operation.isMetBy(verb, rawPath))
                .min((a, b) -> Integer.compare(a.variables(), b.variables()));
    }

    /** What is wrong with an answer; empty when it is as the contract says. */
    List<String> problems(Operation operation, int status, String contentType, JsonNode body) {
        JsonNode responses = operation.node().path("responses");
        JsonNode stated = responses.path(Integer.toString(status));
        if (stated.isMissingNode()) {
            // The contract is silent about most refusals: they are { code, message }.
            return status < 400
                    ? List.of("status " + status + " is not in the contract")
                    : refusal(body);
        }
        String pointer =
                stated.has("$ref")
                        ? stated.path("$ref").asText().substring(1)
                        : operation.pointer() + "/responses/" + status;
        JsonNode content = document.at(pointer).path("content");
        if (content.isEmpty()) {
            return List.of();
        }
        String type = contentType.replaceAll(";.*", "");
        if (!content.has(type)) {
            return List.of("content type '" + contentType + "' is not in the contract");
        }
        String schema = pointer + "/content/" + type.replace("/", "~1") + "/schema";
        return document.at(schema).isMissingNode() ? List.of() : problems(schema, body);
    }

    private static List<String> refusal(JsonNode body) {
        return body.path("message").isTextual() ? List.of() : List.of("no message: " + body);
    }

    /** What is wrong with this value by a schema of the document, named by JSON pointer. */
    List<String> problems(String pointer, JsonNode value) {
        return schemas
                .computeIfAbsent(
                        pointer,
                        p -> factory.getSchema(SchemaLocation.of(base + '#' + p), settings))
                .validate(value)
                .stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    /** What is wrong with a request; values of the query as they stand in it, decoded. */
    List<String> problems(Operation operation, Map<String, String> query, Optional<JsonNode> body) {
        List<String> problems = new ArrayList<>();
        query.forEach(
                (name, value) -> {
                    String parameter = operation.parameters().get(name);
                    if (parameter == null) {
                        problems.add("parameter '" + name + "' is not in the contract");
                    } else if (!isAllowed(parameter + "/schema", value)) {
                        problems.add("parameter " + name + " may not be '" + value + "'");
                    }
                });
        operation
                .parameters()
                .forEach(
                        (name, pointer) -> {
                            JsonNode parameter = document.at(pointer);
                            if (parameter.path("required").asBoolean()
                                    && parameter.path("in").asText().equals("query")
                                    && !query.containsKey(name)) {
                                problems.add("parameter '" + name + "' is missing");
                            }
                        });
        String schema = operation.pointer() + "/requestBody/content/application~1json/schema";
        body.ifPresent(
                value ->
                        problems.addAll(
                                document.at(schema).isMissingNode()
                                        ? List.of("a body is not in the contract")
                                        : problems(schema, value)));
        return problems;
    }

    /** A query has text only: it is right when it can be read as a value that the schema allows. */
    private boolean isAllowed(String pointer, String text) {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> readings = new ArrayList<>();
        readings.add(json.getNodeFactory().textNode(text));
        if (text.matches("-?\\d{1,18}(\\.\\d+)?|true|false")) {
            try {
                readings.add(json.readTree(text));
            } catch (IOException impossible) {
                throw new AssertionError(impossible);
            }
        }
        ArrayNode list = json.createArrayNode();
        for (String part : text.split(",", -1)) {
            list.add(part);
        }
        readings.add(list);
        return readings.stream().anyMatch(reading -> problems(pointer, reading).isEmpty());
    }
}
