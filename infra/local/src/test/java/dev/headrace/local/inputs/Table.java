package dev.headrace.local.inputs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.local.core.LocalCore;
import dev.headrace.testkit.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;

/**
 * Inputs of one kind. A file has:
 *
 * <ul>
 * <li>{@code title}: the behaviour
 * <li>{@code types}: the types of the model that it needs, with names that no other table has
 * <li>{@code setup}: {@linkplain Step steps} that create what all rows use
 * <li>{@code rows}: each with its {@code row}, a title, and {@code steps}; a row with {@code each}, a list, is one row for
 * each of its values, which is {@code $each} in the steps, or the values by name if they are maps
 * </ul>
 */
record Table(String title, JsonNode types, List<Step> setup, JsonNode definedRows) {

    private static final String FOLDER = "/odd-inputs";
    private static final List<String> KEYS = List.of("title", "types", "setup", "rows");

    static Stream<Table> all() {
        try (Stream<Path> files = Files
                .list(Path.of(Objects.requireNonNull(Table.class.getResource(FOLDER)).toURI()))) {
            return files.sorted(Comparator.naturalOrder()).map(Table::read).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Table read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Object yaml = new Load(LoadSettings.builder().setLabel(file.toString()).build())
                    .loadFromString(new String(in.readAllBytes(), UTF_8));
            JsonNode table = LocalCore.JSON.readTree(LocalCore.JSON.writeValueAsString(yaml));
            assertThat(KEYS).as("keys of %s", file).containsAll(table.propertyNames());
            return new Table(table.path("title").stringValue(), table.path("types"), Step.all(table.path("setup")),
                    table.path("rows"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds the types to the model, waits until the edge knows them, and takes the steps of the setup. */
    void prepare(Values values, RunningSystem system) {
        if (!types.isMissingNode()) {
            Answer applied = system.core("POST", "/api/schema/apply", "application/yaml",
                    LocalCore.JSON.createObjectNode().set("types", types).toString());
            assertThat(applied.status()).as(applied.toString()).isEqualTo(200);
        }
        for (String type : types.propertyNames()) {
            Eventually.holds("the edge knows " + type, () -> system.edge("GET", "/v1/content/" + type).status() == 200);
        }
        setup.forEach(step -> step.take(values, system));
    }

    Stream<Row> rows() {
        return definedRows.valueStream().flatMap(Row::all);
    }
}
