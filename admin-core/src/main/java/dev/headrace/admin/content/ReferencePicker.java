package dev.headrace.admin.content;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.content.FormField.Chosen;
import dev.headrace.admin.finding.EntryRow;
import dev.headrace.admin.finding.EntryRows;
import dev.headrace.admin.finding.Suggestion;
import dev.headrace.admin.finding.Suggestions;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.NotFoundException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Suggests entries for a reference field, and renders the chosen one. */
@Controller
@RequestMapping("/admin/content/{type}/references")
class ReferencePicker {

    /** Format of control names, see {@link FormTree}. */
    static final Pattern CONTROL = Pattern.compile("fields(/[A-Za-z0-9_-]{1,64}){1,16}");

    private static final int OFFERED = 8;

    private final Types types;
    private final Suggestions suggestions;
    private final EntryRows entries;

    ReferencePicker(Types types, Suggestions suggestions, EntryRows entries) {
        this.types = types;
        this.suggestions = suggestions;
        this.entries = entries;
    }

    /** Suggestions, without the entries already chosen. */
    @GetMapping
    String offer(@PathVariable String type, @RequestParam String field, @RequestParam String control,
            @RequestParam(defaultValue = "") String q, @RequestParam MultiValueMap<String, String> parameters,
            Actor actor, Model model) {
        FormField input = input(type, field, control, List.of());
        List<ContentType> targets = input.field().targets().stream().flatMap(name -> types.find(name).stream())
                .toList();
        Set<String> chosen = Set.copyOf(parameters.getOrDefault(input.control(), List.of()));
        List<Suggestion> offered = suggestions.matching(targets, q, OFFERED + chosen.size(), actor).stream()
                .filter(found -> !chosen.contains(found.entry().id().toString()))
                .limit(OFFERED).toList();
        model.addAttribute("type", types.get(type)).addAttribute("types", types.all()).addAttribute("field", input)
                .addAttribute("offered", offered).addAttribute("several", targets.size() > 1);
        return "content/picker :: offered";
    }

    @GetMapping("/{id}")
    String chosen(@PathVariable String type, @PathVariable UUID id, @RequestParam String field,
            @RequestParam String control, Actor actor, Model model) {
        EntryRow row = Optional.ofNullable(entries.byId(List.of(id), types.locales().defaultLocale(), actor).get(id))
                .orElseThrow(() -> new NotFoundException("There is no entry with the id " + id + "."));
        model.addAttribute("type", types.get(type)).addAttribute("field", input(type, field, control, List.of(row)));
        return "content/picker :: chosen";
    }

    private FormField input(String type, String path, String control, List<EntryRow> rows) {
        Field field = EntryForm.find(types.get(type), path).filter(Field::isReference)
                .filter(_ -> CONTROL.matcher(control).matches()).orElseThrow(
                        () -> new NotFoundException("'" + path + "' is not a reference field of '" + type + "'."));
        return new FormField(field, path, control, Stream.of(rows).flatMap(List::stream)
                .map(row -> row.id().toString()).toList(), rows.stream().map(Chosen::of).toList(), false, false, null,
                false,
                List.of(), List.of());
    }
}
