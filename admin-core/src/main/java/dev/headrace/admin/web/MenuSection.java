package dev.headrace.admin.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of the menu. Each feature with pages of its own offers one as a bean; they stand in the order of the beans. */
public interface MenuSection {

    /** The heading; empty for none. */
    String label();

    List<Item> items();

    /**
     * One line of the menu.
     *
     * @param path of the page, within the site
     * @param icon a symbol of {@code assets/icons.svg}
     * @param count how many things are there, as people write it; null if that says nothing
     */
    record Item(String label, String path, String icon, @Nullable String count) {}
}
