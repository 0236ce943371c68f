package dev.headrace.admin.finding;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.NotFoundException;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Adds a filter to a list: a field, then a comparison and a value. The parameter {@code query} is the list's state, see
 * {@link ListState#query}.
 */
@Controller
@RequestMapping("/admin/content/{type}/filters")
class FilterPages {

    private static final int OFFERED = 8;

    private final Types types;
    private final ListPage list;
    private final Suggestions suggestions;

    FilterPages(Types types, ListPage list, Suggestions suggestions) {
        this.types = types;
        this.list = list;
        this.suggestions = suggestions;
    }

    /** An entry that a reference may be compared with, and the list with that filter. */
    record Choice(Suggestion found, ListState list) {}

    /** The list with the form for a field, for browsers without scripts. */
    @GetMapping("/new")
    String page(@PathVariable String type, @RequestParam String field, @RequestParam(defaultValue = "") String query,
            @RequestParam(defaultValue = "") String entry, Actor actor, Model model) {
        list.fill(ListState.parse(type, query), actor, model);
        fill(type, field, query, entry, actor, model);
        model.addAttribute("part", false);
        return "finding/list";
    }

    /** Only the form. */
    @GetMapping(path = "/new", headers = "HX-Request")
    String form(@PathVariable String type, @RequestParam String field, @RequestParam(defaultValue = "") String query,
            Actor actor, Model model) {
        fill(type, field, query, "", actor, model);
        return "finding/filters :: form";
    }

    /** Only the entries to choose from. */
    @GetMapping(path = "/entries", headers = "HX-Request")
    String entries(@PathVariable String type, @RequestParam String field,
            @RequestParam(defaultValue = "") String query, @RequestParam(defaultValue = "") String entry, Actor actor,
            Model model) {
        fill(type, field, query, entry, actor, model);
        return "finding/filters :: offered";
    }

    /** The list with the filter. An invalid value is reported there. */
    @GetMapping
    String add(@PathVariable String type, @RequestParam String field, @RequestParam(defaultValue = "") String operator,
            @RequestParam(defaultValue = "") String value, @RequestParam(defaultValue = "") String query) {
        Field filtered = field(types.get(type), field);
        if (FilterOption.of(filtered).stream().noneMatch(option -> option.operator().equals(operator))) {
            throw new InvalidInputException("/operator", "is not one of the field's comparisons");
        }
        String text = filtered.fromFilterControl(value);
        return "redirect:" + with(ListState.parse(type, query), filtered, operator, text).path();
    }

    private static ListState with(ListState state, Field field, String operator, String value) {
        boolean additional = field.many() && operator.equals(FilterParameter.EQUAL);
        return state.filteredBy(new FilterParameter(field.name(), operator), value, additional);
    }

    private void fill(String typeName, String fieldName, String query, String entry, Actor actor, Model model) {
        ContentType type = types.get(typeName);
        Field field = field(type, fieldName);
        ListState state = ListState.parse(typeName, query);
        model.addAttribute("type", type).addAttribute("types", types.all()).addAttribute("state", state)
                .addAttribute("adding", field).addAttribute("options", FilterOption.of(field))
                .addAttribute("entry", entry).addAttribute("choices", choices(field, state, entry, actor));
    }

    private List<Choice> choices(Field field, ListState state, String entry, Actor actor) {
        List<ContentType> targets = field.targets().stream().flatMap(name -> types.find(name).stream()).toList();
        return targets.isEmpty()
                ? List.of()
                : suggestions.matching(targets, entry, OFFERED, actor).stream().map(found -> new Choice(found,
                        with(state, field, FilterParameter.EQUAL, found.entry().id().toString()))).toList();
    }

    private static Field field(ContentType type, String name) {
        return type.field(name).filter(Field::isFilterable).orElseThrow(
                () -> new NotFoundException("'" + name + "' is not a filterable field of '" + type.name() + "'."));
    }
}
