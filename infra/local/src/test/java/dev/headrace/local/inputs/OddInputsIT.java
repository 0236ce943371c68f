package dev.headrace.local.inputs;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Inputs that people have and that simple code gets wrong, sent to one running system through the API, the edge, the
 * launcher and forms. The tables are in {@code resources/odd-inputs}; {@link Table} and {@link Step} describe their format.
 */
@Tag("attack")
class OddInputsIT {

    @TempDir
    static Path temp;
    private static RunningSystem system;

    @BeforeAll
    static void start() {
        system = RunningSystem.start(temp);
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @TestFactory
    Stream<DynamicNode> everyInputGetsTheRightAnswer() {
        return Table.all().map(OddInputsIT::tests);
    }

    private static DynamicNode tests(Table table) {
        Values values = system.values();
        Stream<DynamicNode> setup = Stream
                .of(dynamicTest("the model and its entries", () -> table.prepare(values, system)));
        Stream<DynamicNode> rows = table.rows()
                .map(row -> dynamicTest(row.title(), () -> run(table, row, values)));
        return dynamicContainer(table.title(), Stream.concat(setup, rows));
    }

    /** Reports of builds number dynamic tests, so failures name their row. */
    private static void run(Table table, Row row, Values values) {
        try {
            row.run(values, system);
        } catch (AssertionError e) {
            throw new AssertionError(table.title() + " / " + row.title() + ": " + e.getMessage(), e);
        }
    }
}
