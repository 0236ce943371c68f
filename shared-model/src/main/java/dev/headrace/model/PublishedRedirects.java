package dev.headrace.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table of redirects for edges. Stored in Redis as the body of a {@link Frame} at {@link RedisKeys#REDIRECTS}.
 *
 * @param items sorted by path, compared by characters
 */
public record PublishedRedirects(List<Item> items) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    /**
     * One redirect.
     *
     * @param path ASCII, begins with a slash, may have a query
     * @param to a URL or a path that is not redirected again; null if what was there is gone
     * @param status 301, 302, 307, 308 or 410
     */
    public record Item(String path, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String to, int status) {}

    public PublishedRedirects {
        items = List.copyOf(items);
    }

    public String toJson() {
        return JSON.writeValueAsString(this);
    }

    /** @throws IllegalArgumentException if the JSON is not a table of redirects */
    public static PublishedRedirects parse(String json) {
        try {
            @Nullable
            PublishedRedirects table = JSON.readValue(json, PublishedRedirects.class);
            if (table == null || table.items.stream().anyMatch(item -> item.path == null)) {
                throw new IllegalArgumentException("not a table of redirects");
            }
            return table;
        } catch (JacksonException | NullPointerException e) {
            throw new IllegalArgumentException("not a table of redirects", e);
        }
    }
}
