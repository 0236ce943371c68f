package dev.headrace.admin.web;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** The menu of each page; the layout asks for it by its name. */
@Component("menu")
class Menu {

    private static final Logger log = LoggerFactory.getLogger(Menu.class);

    private final List<MenuSection> sections;

    /** A section as it stands in one page. */
    record Part(String label, List<MenuSection.Item> items) {}

    Menu(List<MenuSection> sections) {
        this.sections = List.copyOf(sections);
    }

    public List<Part> parts() {
        return sections.stream().map(section -> new Part(section.label(), items(section))).toList();
    }

    /** A page that reports trouble with the database must not fail because of its menu. */
    private static List<MenuSection.Item> items(MenuSection section) {
        try {
            return section.items();
        } catch (DataAccessException e) {
            log.warn("The menu lacks '{}': {}", section.label(), e.toString());
            return List.of();
        }
    }
}
