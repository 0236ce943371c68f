package dev.headrace.admin.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, as the API returns all lists.
 *
 * @param next the value of the parameter {@code after} for the next page, opaque to clients; null on the last page
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /** The parameter of the position, in all lists. */
    static final String AFTER = "after";
    /** The default of the parameter {@code size}. */
    public static final String DEFAULT_SIZE = "50";
    public static final int MAX_SIZE = 200;

    public Page {
        items = List.copyOf(items);
    }

    /**
     * The page at the beginning of a list.
     *
     * @param found at least one item more than {@code size}, unless the list is shorter
     * @param position what finds the items after one
     */
    public static <T> Page<T> of(List<T> found, int size, Function<? super T, ?> position) {
        if (found.size() <= size) {
            return new Page<>(found, null);
        }
        List<T> items = found.subList(0, size);
        return new Page<>(items, String.valueOf(position.apply(items.getLast())));
    }

    /** The page with these items instead. */
    public <U> Page<U> with(List<U> others) {
        return new Page<>(others, next);
    }

    /** The page in another form. */
    public <U> Page<U> map(Function<? super T, U> form) {
        return with(items.stream().map(form).toList());
    }
}
