package dev.headrace.admin.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** The navigation menu; the layout refers to this bean by name. */
@Component("menu")
class Menu {

    private static final Logger log = LoggerFactory.getLogger(Menu.class);

    private final List<MenuSection> sections;

    /** A section as rendered on one page. */
    record Part(String label, List<MenuSection.Item> items) {}

    Menu(List<MenuSection> sections) {
        this.sections = List.copyOf(sections);
    }

    /** Sections with the same label are one. */
    public List<Part> parts() {
        Map<String, List<MenuSection.Item>> byLabel = new LinkedHashMap<>();
        sections.forEach(section -> byLabel.computeIfAbsent(section.label(), _ -> new ArrayList<>())
                .addAll(items(section)));
        return byLabel.entrySet().stream().map(part -> new Part(part.getKey(), part.getValue())).toList();
    }

    /** A page that reports a database failure must not fail because of its menu. */
    private static List<MenuSection.Item> items(MenuSection section) {
        try {
            return section.items();
        } catch (DataAccessException e) {
            log.warn("Menu section '{}' failed to load: {}", section.label(), e.toString());
            return List.of();
        }
    }
}
