package dev.headrace.admin.content;

import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.staff.Actor;
import dev.headrace.admin.web.ConflictException;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import dev.headrace.admin.web.NotFoundException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.node.ObjectNode;

/** The form in which an entry is written. */
@Controller
@RequestMapping("/admin/content/{type}")
class EntryPages {

    private static final String PAGE = "content/entry";
    private static final int REVISIONS = 12;
    private static final int USES = 12;

    private final Types types;
    private final Entries entries;
    private final EntryLists lists;
    private final EntryChecks checks;
    private final EntryForm form;
    private final Revisions revisions;
    private final SaveEntry saveEntry;

    EntryPages(Types types, Entries entries, EntryLists lists, EntryChecks checks, EntryForm form, Revisions revisions,
            SaveEntry saveEntry) {
        this.types = types;
        this.entries = entries;
        this.lists = lists;
        this.checks = checks;
        this.form = form;
        this.revisions = revisions;
        this.saveEntry = saveEntry;
    }

    /** What becomes of a draft once it is saved. */
    enum Then {
        stay, publish
    }

    /** Looked up before anything else, so that no form has an older model than it says. */
    @ModelAttribute
    void addModelVersion(Model model) {
        model.addAttribute("modelVersion", types.version());
    }

    @GetMapping("/new")
    String blank(@PathVariable String type, Model model) {
        ContentType contentType = types.get(type);
        return blank(contentType, FieldTexts.of(contentType, FieldTexts.defaults(contentType)), List.of(), model);
    }

    @PostMapping("/new")
    String create(@PathVariable String type, @RequestParam MultiValueMap<String, String> parameters,
            @RequestParam long modelVersion, @RequestParam(defaultValue = "stay") Then then, Actor actor, Model model,
            HttpServletResponse response, RedirectAttributes redirect) {
        ContentType contentType = types.get(type);
        ObjectNode defaults = FieldTexts.defaults(contentType);
        Map<String, List<String>> texts = filledIn(contentType, defaults, parameters);
        if (noteIfOutdated(contentType, parameters, modelVersion, model)) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return blank(contentType, texts, List.of(), model);
        }
        try {
            return saved(saveEntry.create(type, FieldTexts.values(contentType, FieldTexts.sent(parameters), defaults),
                    actor), then, redirect);
        } catch (InvalidInputException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return blank(contentType, texts, e.problems(), model);
        }
    }

    @GetMapping("/{id}")
    String entry(@PathVariable String type, @PathVariable UUID id, Model model) {
        ContentType contentType = types.get(type);
        Entry entry = find(type, id);
        return entry(contentType, entry, FieldTexts.of(contentType, entry.fields()), List.of(), model);
    }

    /** The same for a draft that was to be published and lacks something. */
    @GetMapping(path = "/{id}", params = "incomplete")
    String incomplete(@PathVariable String type, @PathVariable UUID id, Model model) {
        ContentType contentType = types.get(type);
        Entry entry = find(type, id);
        return entry(contentType, entry, FieldTexts.of(contentType, entry.fields()), lacks(contentType, entry), model);
    }

    @PostMapping("/{id}")
    String save(@PathVariable String type, @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> parameters, @RequestParam int baseVersion,
            @RequestParam long modelVersion, @RequestParam(defaultValue = "stay") Then then, Actor actor, Model model,
            HttpServletResponse response, RedirectAttributes redirect) {
        ContentType contentType = types.get(type);
        Entry present = find(type, id);
        Map<String, List<String>> texts = filledIn(contentType, present.fields(), parameters);
        if (noteIfOutdated(contentType, parameters, modelVersion, model)) {
            response.setStatus(HttpStatus.CONFLICT.value());
            model.addAttribute("baseVersion", baseVersion);
            return entry(contentType, present, texts, List.of(), model);
        }
        try {
            ObjectNode values = FieldTexts.values(contentType, FieldTexts.sent(parameters), present.fields());
            return saved(saveEntry.change(type, id, values, baseVersion, actor), then, redirect);
        } catch (InvalidInputException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("baseVersion", baseVersion);
            return entry(contentType, find(type, id), texts, e.problems(), model);
        } catch (ConflictException e) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return conflict(contentType, find(type, id), texts, model);
        }
    }

    /** In a conflict: one field as the other person has it, all others stay as they were filled in. */
    @PostMapping(path = "/{id}", params = "take")
    String take(@PathVariable String type, @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> parameters, @RequestParam long modelVersion,
            @RequestParam String take, Model model) {
        ContentType contentType = types.get(type);
        Entry theirs = find(type, id);
        Map<String, List<String>> texts = filledIn(contentType, theirs.fields(), parameters);
        noteIfOutdated(contentType, parameters, modelVersion, model);
        texts.replace(take, FieldTexts.of(contentType, theirs.fields()).getOrDefault(take, List.of()));
        return conflict(contentType, theirs, texts, model);
    }

    /** What was filled in; where the form had no such field, what the entry has. */
    private static Map<String, List<String>> filledIn(ContentType type, ObjectNode fields,
            Map<String, List<String>> parameters) {
        Map<String, List<String>> texts = FieldTexts.of(type, fields);
        FieldTexts.sent(parameters).forEach(texts::replace);
        return texts;
    }

    /**
     * Whether a form was made before the model changed. Its fields may be called otherwise by now, or be others of the
     * same names; what was filled in where no field is any more is shown, not lost.
     */
    private static boolean noteIfOutdated(ContentType type, Map<String, List<String>> parameters, long modelVersion,
            Model model) {
        Map<String, List<String>> withoutField = FieldTexts.sent(parameters);
        withoutField.keySet().removeAll(type.fields().keySet());
        boolean outdated = !withoutField.isEmpty() || !Objects.equals(model.getAttribute("modelVersion"), modelVersion);
        if (outdated) {
            model.addAttribute("withoutField", withoutField);
        }
        return outdated;
    }

    private static String saved(Entry entry, Then then, RedirectAttributes redirect) {
        String path = "/admin/content/" + entry.type() + "/" + entry.id();
        if (then == Then.publish) {
            // Publishing is another feature's; it answers in the place of this page.
            return "forward:" + path + "/publish?version=" + entry.version();
        }
        redirect.addFlashAttribute("notice", "Saved as version " + entry.version() + ".");
        return "redirect:" + path;
    }

    private String blank(ContentType type, Map<String, List<String>> texts, List<Problem> problems, Model model) {
        fill(type, texts, problems, model);
        return PAGE;
    }

    private String conflict(ContentType type, Entry theirs, Map<String, List<String>> mine, Model model) {
        model.addAttribute("conflict", form.conflict(type, theirs, mine));
        return entry(type, theirs, mine, List.of(), model);
    }

    private String entry(ContentType type, Entry entry, Map<String, List<String>> texts, List<Problem> problems,
            Model model) {
        fill(type, texts, problems, model);
        if (!model.containsAttribute("baseVersion")) {
            model.addAttribute("baseVersion", entry.version());
        }
        model.addAttribute("entry", entry).addAttribute("revisions", revisions.latest(entry.id(), REVISIONS))
                .addAttribute("uses", lists.pointingAt(entry.id(), USES + 1)).addAttribute("mostUses", USES);
        return PAGE;
    }

    private void fill(ContentType type, Map<String, List<String>> texts, List<Problem> problems, Model model) {
        model.addAttribute("type", type).addAttribute("types", types.all())
                .addAttribute("fields", form.fields(type, texts, problems)).addAttribute("problems", problems);
    }

    private List<Problem> lacks(ContentType type, Entry entry) {
        try {
            checks.checkComplete(type, entry.fields());
            return List.of();
        } catch (InvalidInputException e) {
            return e.problems();
        }
    }

    private Entry find(String type, UUID id) {
        return entries.findByIdAndType(id, type)
                .orElseThrow(() -> new NotFoundException("There is no " + type + " with the id " + id + "."));
    }
}
