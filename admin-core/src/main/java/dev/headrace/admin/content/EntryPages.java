package dev.headrace.admin.content;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.content.EntryForm.Form;
import dev.headrace.admin.content.SaveEntry.Saved;
import dev.headrace.admin.finding.EntryUsages;
import dev.headrace.admin.finding.TrashRetention;
import dev.headrace.admin.schema.Block;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.schema.Values;
import dev.headrace.admin.web.ConflictException;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import dev.headrace.admin.web.NotFoundException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

/** The form that edits an entry in one locale. */
@Controller
@RequestMapping("/admin/content/{type}")
class EntryPages {

    private static final String PAGE = "content/entry";
    private static final String BASED_ON = "basedOn";
    private static final int REVISIONS = 12;
    private static final int USES = 12;

    private final Types types;
    private final EntryReads reads;
    private final FormSources sources;
    private final EntryUsages usages;
    private final EntryForm forms;
    private final Revisions revisions;
    private final PublicationObstacles obstacles;
    private final TrashRetention retention;
    private final SaveEntry saveEntry;

    EntryPages(Types types, EntryReads reads, FormSources sources, EntryUsages usages, EntryForm forms,
            Revisions revisions, PublicationObstacles obstacles, TrashRetention retention, SaveEntry saveEntry) {
        this.types = types;
        this.reads = reads;
        this.sources = sources;
        this.usages = usages;
        this.forms = forms;
        this.revisions = revisions;
        this.obstacles = obstacles;
        this.retention = retention;
        this.saveEntry = saveEntry;
    }

    /** The action after saving a draft. */
    enum Then {
        stay, publish, publishAll
    }

    /** Read first, so that no form is older than the model version in it. */
    @ModelAttribute
    void addModelVersion(Model model) {
        model.addAttribute("modelVersion", types.version());
    }

    /** The requested locale, or the default one. */
    @ModelAttribute("locale")
    String locale(@RequestParam(required = false) @Nullable String locale) {
        return types.locales().check(locale);
    }

    @GetMapping("/new")
    String blank(@PathVariable String type, @ModelAttribute("locale") String locale, Actor actor, Model model) {
        ContentType contentType = types.get(type);
        return blank(contentType, Values.show(contentType, Values.defaults(contentType)), List.of(), locale, actor,
                model);
    }

    @PostMapping("/new")
    String create(@PathVariable String type, @ModelAttribute("locale") String locale,
            @RequestParam MultiValueMap<String, String> parameters, @RequestParam long modelVersion,
            @RequestParam(defaultValue = "stay") Then then, Actor actor, Model model, HttpServletResponse response,
            RedirectAttributes redirect) {
        ContentType contentType = types.get(type);
        ObjectNode defaults = Values.show(contentType, Values.defaults(contentType));
        FormTree sent = FormTree.of(parameters);
        ObjectNode values = sent.values(contentType, defaults);
        if (noteIfOutdated(sent.withoutField(contentType), modelVersion, model)) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return blank(contentType, merged(defaults, values), List.of(), locale, actor, model);
        }
        try {
            return saved(type, saveEntry.create(type, locale, values, null, actor), then, redirect);
        } catch (InvalidInputException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return blank(contentType, merged(defaults, values), e.problems(), locale, actor, model);
        }
    }

    /**
     * Without a locale, the first one in which the entry exists. In a locale without a variant, the form has only the
     * shared values.
     */
    @GetMapping("/{id}")
    String entry(@PathVariable String type, @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String locale, Actor actor, Model model) {
        String checked = locale == null ? reads.firstLocale(type, id, actor) : types.locales().check(locale);
        model.addAttribute("locale", checked);
        FormSource base = sources.current(type, id, checked, actor);
        return draft(base, base.unfit(), actor, model);
    }

    /** The form of a draft that could not be published, with the reasons. */
    @GetMapping(path = "/{id}", params = "incomplete")
    String incomplete(@PathVariable String type, @PathVariable UUID id, @ModelAttribute("locale") String locale,
            Actor actor, Model model) {
        FormSource base = FormSource.existing(reads.variant(type, id, locale, actor));
        return draft(base, obstacles.of(base.draft().type(), base.draft().fields()), actor, model);
    }

    @PostMapping("/{id}")
    String save(@PathVariable String type, @PathVariable UUID id, @ModelAttribute("locale") String locale,
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestParam(required = false) @Nullable Integer baseVersion,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable Integer sourceVersion, @RequestParam long modelVersion,
            @RequestParam(defaultValue = "stay") Then then, Actor actor, Model model, HttpServletResponse response,
            RedirectAttributes redirect) {
        FormSource base = sources.current(type, id, locale, actor);
        ContentType contentType = base.draft().type();
        FormTree sent = FormTree.of(parameters);
        ObjectNode values = sent.values(contentType, base.values());
        ObjectNode mine = merged(base.values(), values);
        SaveEntry.BasedOn basedOn = new SaveEntry.BasedOn(baseVersion, source, sourceVersion);
        model.addAttribute(BASED_ON, basedOn);
        if (noteIfOutdated(sent.withoutField(contentType), modelVersion, model)) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return entry(base, mine, sent.removed(), List.of(), actor, model);
        }
        try {
            return saved(type, saveEntry.changeFrom(basedOn, type, id, locale, values, actor), then, redirect);
        } catch (InvalidInputException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return entry(base, mine, sent.removed(), e.problems(), actor, model);
        } catch (ConflictException e) {
            response.setStatus(HttpStatus.CONFLICT.value());
            FormSource now = sources.current(type, id, locale, actor);
            ObjectNode before = sources.before(type, id, locale, basedOn, actor);
            EditConflict conflict = EditConflict.of(before, merged(before, sent.values(contentType, before)),
                    now.values());
            return conflict(now, conflict, sent.removed(), actor, model);
        }
    }

    /**
     * In a conflict, replaces one contested field by the other person's value and keeps all others as entered. Merges
     * again if the entry was saved once more since the conflict was shown.
     */
    @PostMapping(path = "/{id}", params = "take")
    String take(@PathVariable String type, @PathVariable UUID id, @ModelAttribute("locale") String locale,
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestParam(required = false) @Nullable Integer baseVersion,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable Integer sourceVersion, @RequestParam long modelVersion,
            @RequestParam String take, @RequestParam(defaultValue = "") List<String> contested, Actor actor,
            Model model) {
        FormSource now = sources.current(type, id, locale, actor);
        ContentType contentType = now.draft().type();
        SaveEntry.BasedOn basedOn = new SaveEntry.BasedOn(baseVersion, source, sourceVersion);
        ObjectNode before = sources.before(type, id, locale, basedOn, actor);
        FormTree sent = FormTree.of(parameters);
        noteIfOutdated(sent.withoutField(contentType), modelVersion, model);
        EditConflict conflict = EditConflict.of(before, merged(before, sent.values(contentType, before)), now.values());
        Set<String> removed = sent.removed().stream().filter(control -> !FormTree.isWithin(take, control))
                .collect(Collectors.toSet());
        return conflict(now, conflict.and(contested).take(take, now.values()), removed, actor, model);
    }

    /**
     * A new list element for the form.
     *
     * @param within whether the list is localized
     * @param marked whether the list is marked as shared by all locales
     */
    @GetMapping("/elements")
    String element(@PathVariable String type, @ModelAttribute("locale") String locale, @RequestParam String field,
            @RequestParam String control, @RequestParam(defaultValue = "") String block,
            @RequestParam(defaultValue = "false") boolean within, @RequestParam(defaultValue = "false") boolean marked,
            Actor actor, Model model) {
        ContentType contentType = types.get(type);
        Field list = EntryForm.find(contentType, field)
                .filter(found -> found.many() && !found.isReference()
                        && ReferencePicker.CONTROL.matcher(control).matches())
                .orElseThrow(() -> new NotFoundException("'" + field + "' is not a list of '" + type + "'."));
        Block requested = list.blocks().map(blocks -> Optional.ofNullable(blocks.get(block))
                .orElseThrow(() -> new NotFoundException("There is no block type '" + block + "'."))).orElse(null);
        model.addAttribute("locales", types.locales()).addAttribute("within", within).addAttribute("marked", marked);
        model.addAttribute("type", contentType).addAttribute("element",
                forms.blankElement(list, requested, field, control, locale, actor));
        return "content/widgets :: element(element=${element})";
    }

    private static ObjectNode merged(ObjectNode before, ObjectNode values) {
        ObjectNode merged = before.deepCopy();
        merged.setAll(values);
        return merged;
    }

    /**
     * Whether the form is older than the model. Its fields may have been renamed, or replaced by others of the same
     * names; input for fields that no longer exist is shown, not lost.
     */
    private static boolean noteIfOutdated(Map<String, List<String>> withoutField, long modelVersion, Model model) {
        boolean outdated = !withoutField.isEmpty() || !Objects.equals(model.getAttribute("modelVersion"), modelVersion);
        if (outdated) {
            model.addAttribute("withoutField", withoutField);
        }
        return outdated;
    }

    private static String saved(String type, Saved saved, Then then, RedirectAttributes redirect) {
        String path = "/admin/content/" + type + "/" + saved.id();
        if (then != Then.stay) {
            // Publishing is another feature: forwards to it, with this request's locale parameter.
            return "forward:" + path + (then == Then.publish ? "/publish" : "/publish-all") + "?version="
                    + saved.version();
        }
        redirect.addFlashAttribute("notice", "Saved as version " + saved.version() + ".");
        redirect.addAttribute("locale", saved.locale());
        return "redirect:" + path;
    }

    private String blank(ContentType type, ObjectNode values, List<Problem> problems, String locale, Actor actor,
            Model model) {
        fill(type, values, Set.of(), problems, locale, actor, model);
        return PAGE;
    }

    private String conflict(FormSource now, EditConflict conflict, Set<String> removed, Actor actor, Model model) {
        VariantView theirs = now.draft();
        List<FormField> fields = forms.shown(theirs.type(), now.values(), theirs.locale(), actor);
        model.addAttribute("theirs", theirs).addAttribute("taken", named(fields, conflict.taken()))
                .addAttribute("contested", named(fields, conflict.contested())).addAttribute(BASED_ON, now.versions());
        return entry(now, conflict.merged(), removed, List.of(), actor, model);
    }

    private static List<FormField> named(List<FormField> fields, List<String> names) {
        return fields.stream().filter(field -> names.contains(field.name())).toList();
    }

    private String draft(FormSource base, List<Problem> problems, Actor actor, Model model) {
        model.addAttribute("ofDraft", true);
        return entry(base, base.values(), Set.of(), problems, actor, model);
    }

    private String entry(FormSource base, ObjectNode values, Set<String> removed, List<Problem> problems, Actor actor,
            Model model) {
        VariantView draft = base.draft();
        fill(draft.type(), values, removed, problems, base.locale(), actor, model);
        if (!model.containsAttribute(BASED_ON)) {
            model.addAttribute(BASED_ON, base.versions());
        }
        addSourceTexts(draft, base.locale(), actor, model);
        if (!base.exists()) {
            model.addAttribute("other", draft);
            return PAGE;
        }
        model.addAttribute("entry", draft).addAttribute("revisions", revisions.latest(draft, REVISIONS))
                .addAttribute("uses", usages.of(draft.id(), USES + 1, actor)).addAttribute("maxUses", USES)
                .addAttribute("retention", retention);
        return PAGE;
    }

    /** Other locales than the default one are translations. */
    private void addSourceTexts(VariantView draft, String locale, Actor actor, Model model) {
        Optional<String> source = draft.locales().keySet().stream().filter(each -> !each.equals(locale)).findFirst();
        if (source.isPresent() && !locale.equals(types.locales().defaultLocale())) {
            VariantView from = reads.variant(draft.type().name(), draft.id(), source.get(), actor);
            model.addAttribute("sourceTexts", SourceTexts.of(source.get(), forms.shown(from.type(),
                    Values.show(from.type(), from.fields()), source.get(), actor)));
        }
    }

    private void fill(ContentType type, ObjectNode values, Set<String> removed, List<Problem> problems, String locale,
            Actor actor, Model model) {
        Form form = forms.form(type, values, removed, problems, locale, actor);
        model.addAttribute("type", type).addAttribute("types", types.all()).addAttribute("locales", types.locales())
                .addAttribute("fields", form.fields()).addAttribute("problems", form.problems());
    }
}
