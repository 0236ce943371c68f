package dev.headrace.local.system;

import dev.headrace.local.core.CoreClient;
import dev.headrace.local.core.LocalCore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Creates entries of types that the demo does not have. */
final class SampleEntries {

    private SampleEntries() {}

    /** Creates an entry with elements nested to the maximum depth and returns its id. */
    static String nested(CoreClient client) {
        String fields = "{name: {type: text}, body: {type: markdown}, writers: {type: reference, to: [author], many: true}}";
        String values = "{\"name\": \"level 4\"}";
        for (int level = 3; level >= 1; level--) {
            fields = "{name: {type: text}, inner: {type: group, many: true, fields: " + fields + "}}";
            values = "{\"name\": \"level " + level + "\", \"inner\": [" + values + "]}";
        }
        client.post("/api/schema/apply", "application/yaml",
                """
                        types: {nest: {title: title, fields: {title: {type: text}, inner: {type: group, many: true, fields: %s}}}}
                        """
                        .formatted(fields));
        String created = client.post("/api/entries/nest", "application/json", """
                {"fields": {"title": "Nested", "inner": [%s]}}""".formatted(values));
        return LocalCore.JSON.readTree(created).path("id").asString();
    }

    /** Creates an entry with a list and returns its id. */
    static String walk(CoreClient client, int steps) {
        client.post("/api/schema/apply", "application/yaml", """
                types:
                  walk:
                    title: title
                    fields:
                      title: {type: text, required: true}
                      steps: {type: group, many: true, fields: {name: {type: text}}}
                """);
        String values = IntStream.rangeClosed(1, steps).mapToObj(step -> "{\"name\": \"step " + step + "\"}")
                .collect(Collectors.joining(", "));
        String created = client.post("/api/entries/walk", "application/json", """
                {"fields": {"title": "Walk", "steps": [%s]}}""".formatted(values));
        return LocalCore.JSON.readTree(created).path("id").asString();
    }
}
