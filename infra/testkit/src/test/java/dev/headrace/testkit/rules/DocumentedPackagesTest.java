package dev.headrace.testkit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DocumentedPackagesTest {

    private static final DocumentedPackages DOCUMENTED = DocumentedPackages.parse("""
            # Packages

            ```
              shop          sells
               │
              stock ──▶ log
            ```

            | package | responsible for | uses |
            |---|---|---|
            | `shop` | sales \\| orders | `stock`, `log` |
            | `stock` | goods | `log` |
            | `log` | what happened | — |

            # Others

            | `other` | not part of the section | `log` |
            """.indent(0).replaceFirst("^", "\n"), "# Packages");

    @Test
    void nothingIsReportedIfTheTableAndTheDrawingAreAsTheCode() {
        assertThat(DOCUMENTED.contradictions(Map.of("shop", Set.of("log", "stock"), "stock", Set.of("log"), "log",
                Set.of()))).isEmpty();
    }

    @Test
    void dependenciesThatOnlyTheTableOrOnlyTheCodeHasAreReported() {
        assertThat(DOCUMENTED.contradictions(Map.of("shop", Set.of("log"), "stock", Set.of("log", "shop"), "log",
                Set.of()))).containsExactly("shop: the table has [log, stock], the code [log]",
                        "stock: the table has [log], the code [log, shop]",
                        "stock uses shop, but is drawn after it");
    }

    @Test
    void packagesThatOnlyTheSectionOrOnlyTheCodeHasAreReported() {
        assertThat(DOCUMENTED.contradictions(Map.of("shop", Set.of("log", "stock"), "stock", Set.of("log"), "paint",
                Set.of()))).containsExactly("log: the table has [], the code nothing",
                        "paint: the table has nothing, the code []", "paint is not drawn");
    }

    @Test
    void aDependencyOnAPackageThatIsDrawnAboveOrToTheLeftIsReported() {
        assertThat(DOCUMENTED.contradictions(Map.of("shop", Set.of("log", "stock"), "stock", Set.of("log"), "log",
                Set.of("stock", "shop")))).contains("log uses shop, but is drawn after it",
                        "log uses stock, but is drawn after it");
    }
}
