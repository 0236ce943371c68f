package dev.headrace.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.model.EntryId;
import dev.headrace.model.Target;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CacheTagsTest {

    private static final int MAX = 32;

    private static Target article() {
        return new Target("article", EntryId.fresh().toString());
    }

    private static List<String> groups(CacheTags tags) {
        return Arrays.stream(tags.cacheGroups().split(", ")).map(group -> group.replace("\"", "")).toList();
    }

    @Test
    void documentsBelongToThemselvesAndToTheirTypes() {
        Target first = article();
        Target second = article();
        CacheTags tags = CacheTags.of(List.of(first, second));

        assertThat(tags.surrogateKey()).isEqualTo(first + " " + second + " article");
        assertThat(groups(tags)).containsExactly(first.id().replace("-", ""), second.id().replace("-", ""), "article");
    }

    @Test
    void groupsStayWithinTheLimitsOfCaches() {
        List<Target> many = IntStream.range(0, MAX).mapToObj(_ -> article()).toList();

        assertThat(groups(CacheTags.of(many.subList(1, MAX)))).hasSize(MAX).allMatch(group -> group.length() <= MAX);
        assertThat(groups(CacheTags.of(many))).containsExactly("article");
        assertThat(CacheTags.of(many).surrogateKey()).contains(many.getLast().toString());
    }

    @Test
    void longTypeNamesAreShortenedInGroupsOnly() {
        String type = "a".repeat(60);

        assertThat(CacheTags.of(type)).isEqualTo(new CacheTags(type, "\"" + "a".repeat(MAX) + "\""));
    }

    @Test
    void nothingHasNoNames() {
        assertThat(CacheTags.of(List.of())).isEqualTo(new CacheTags("", ""));
    }
}
