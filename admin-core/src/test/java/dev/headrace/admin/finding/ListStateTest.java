package dev.headrace.admin.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.admin.web.InvalidInputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListStateTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "topic=water", "price%5Bgte%5D=3&price%5Blt%5D=1e3", "tags=a&tags=b",
            "format%5Bin%5D=a,b",
            "locale=de&q=a%26b%20%2B%3D%C3%A9&status=draft&untranslated=true&topic=x&sort=title&columns=a,b.c&page=2&size=25",
            "title=", "title=%20%5B%5D%25", "size=abc", "unknown=1", "q=river&sort=-updatedAt"})
    void queriesAreReadAsTheyAreWritten(String query) {
        assertThat(ListState.parse("article", query).query()).isEqualTo(query);
    }

    @Test
    void defaultsAndEmptyFieldsOfTheFormAreNotPartOfTheUrl() {
        assertThat(ListState.of("article", Map.of("q", List.of(""), "status", List.of(""), "sort",
                List.of("-updatedAt"), "page", List.of("1"), "size", List.of("50"), "untranslated", List.of("false")))
                .path()).isEqualTo("/admin/content/article");
    }

    @Test
    void eachChangeKeepsTheRest() {
        ListState state = ListState.parse("article",
                "locale=de&q=river&topic=water&tags=a&tags=b&columns=date&page=3&size=25");

        assertThat(state.onPage(4).query())
                .isEqualTo("locale=de&q=river&topic=water&tags=a&tags=b&columns=date&page=4&size=25");
        assertThat(state.sortedBy("title").query())
                .isEqualTo("locale=de&q=river&topic=water&tags=a&tags=b&sort=title&columns=date&size=25");
        assertThat(state.withoutFilter("tags", "a").query())
                .isEqualTo("locale=de&q=river&topic=water&tags=b&columns=date&size=25");
        assertThat(state.filteredBy(new FilterParameter("topic", ""), "fire", false).query())
                .isEqualTo("locale=de&q=river&topic=fire&tags=a&tags=b&columns=date&size=25");
        assertThat(state.filteredBy(new FilterParameter("tags", ""), "c", true).query())
                .isEqualTo("locale=de&q=river&topic=water&tags=a&tags=b&tags=c&columns=date&size=25");
        assertThat(state.unfiltered().query()).isEqualTo("locale=de&columns=date&size=25");
    }

    @Test
    void aFilterOfAFieldNamedLikeAParameterOfThePageIsNotMistakenForIt() {
        ListState state = ListState.parse("grid", "columns=width").filteredBy(new FilterParameter("columns", ""), "3",
                false);

        assertThat(state.query()).isEqualTo("columns%5Bin%5D=3&columns=width");
        assertThat(state.columns()).containsExactly("width");
        assertThat(state.ofApi()).isEqualTo(Map.of("columns[in]", List.of("3")));
    }

    @Test
    void columnsMayBeRepeatedAsFormsSendThem() {
        assertThat(ListState.parse("article", "columns=a&columns=b,a").query()).isEqualTo("columns=a,b");
    }

    @Test
    void malformedEscapesAreRejected() {
        assertThatThrownBy(() -> ListState.parse("article", "topic=%zz")).isInstanceOf(InvalidInputException.class);
    }
}
