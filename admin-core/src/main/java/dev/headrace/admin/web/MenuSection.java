package dev.headrace.admin.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A section of the menu. Each feature with pages of its own provides one as a bean; sections appear in bean order. */
public interface MenuSection {

    /** The heading; empty for none. */
    String label();

    List<Item> items();

    /**
     * One menu item.
     *
     * @param path of the page, within the site
     * @param icon a symbol of {@code assets/icons.svg}
     * @param count formatted number of things behind it; null for none
     */
    record Item(String label, String path, String icon, @Nullable String count) {}
}
