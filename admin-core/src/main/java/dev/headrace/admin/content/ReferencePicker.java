package dev.headrace.admin.content;

import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.FieldType;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.NotFoundException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a reference field offers while somebody types, and what it shows once an entry is chosen. */
@Controller
@RequestMapping("/admin/content/{type}/references/{field}")
class ReferencePicker {

    private static final int OFFERED = 8;

    private final Types types;
    private final EntryLists lists;

    ReferencePicker(Types types, EntryLists lists) {
        this.types = types;
        this.lists = lists;
    }

    /** Entries to choose from, without those that are chosen already. */
    @GetMapping
    String offer(@PathVariable String type, @PathVariable String field, @RequestParam(defaultValue = "") String q,
            @RequestParam MultiValueMap<String, String> parameters, Model model) {
        FormField input = input(type, field, List.of());
        Set<String> chosen = Set.copyOf(parameters.getOrDefault(input.control(), List.of()));
        List<EntryLists.Row> offered = lists.suggestions(targets(input), q, OFFERED + chosen.size()).stream()
                .filter(row -> !chosen.contains(row.id().toString())).limit(OFFERED).toList();
        model.addAttribute("type", types.get(type)).addAttribute("types", types.all()).addAttribute("field", input)
                .addAttribute("offered", offered).addAttribute("several", targets(input).size() > 1);
        return "content/picker :: offered";
    }

    @GetMapping("/{id}")
    String chosen(@PathVariable String type, @PathVariable String field, @PathVariable UUID id, Model model) {
        EntryLists.Row row = Optional.ofNullable(lists.rows(List.of(id)).get(id))
                .orElseThrow(() -> new NotFoundException("There is no entry with the id " + id + "."));
        model.addAttribute("field", input(type, field, List.of(row)));
        return "content/picker :: chosen";
    }

    private FormField input(String type, String name, List<EntryLists.Row> rows) {
        Field field = types.get(type).field(name).filter(found -> found.type() instanceof FieldType.Reference)
                .orElseThrow(() -> new NotFoundException("'" + name + "' is no reference field of '" + type + "'."));
        return new FormField(field, rows.stream().map(row -> row.id().toString()).toList(), rows,
                null, false);
    }

    private static List<String> targets(FormField input) {
        return input.field().type() instanceof FieldType.Reference reference ? reference.to() : List.of();
    }
}
