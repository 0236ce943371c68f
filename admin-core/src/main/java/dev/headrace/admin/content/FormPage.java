package dev.headrace.admin.content;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.content.EntryForm.Form;
import dev.headrace.admin.finding.EntryUsages;
import dev.headrace.admin.finding.TrashRetention;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.schema.Values;
import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import tools.jackson.databind.node.ObjectNode;

/** Shows the form of an entry in one locale: each method fills the model and returns the view's name. */
@Component
class FormPage {

    static final String MODEL_VERSION = "modelVersion";
    static final String BASED_ON = "basedOn";

    private static final String VIEW = "content/entry";
    private static final int REVISIONS = 12;
    private static final int USES = 12;

    private final Types types;
    private final EntryReads reads;
    private final EntryUsages usages;
    private final EntryForm forms;
    private final Revisions revisions;
    private final TrashRetention retention;

    FormPage(Types types, EntryReads reads, EntryUsages usages, EntryForm forms, Revisions revisions,
            TrashRetention retention) {
        this.types = types;
        this.reads = reads;
        this.usages = usages;
        this.forms = forms;
        this.revisions = revisions;
        this.retention = retention;
    }

    /** The form of an entry that does not exist yet. */
    String blank(ContentType type, ObjectNode values, List<Problem> problems, String locale, Actor actor,
            Model model) {
        fill(type, values, Set.of(), problems, locale, actor, model);
        return VIEW;
    }

    /** The stored draft. */
    String draft(FormSource base, List<Problem> problems, Actor actor, Model model) {
        model.addAttribute("ofDraft", true);
        return entry(base, base.values(), Set.of(), problems, actor, model);
    }

    /** Both versions of the fields that two people changed. */
    String conflict(FormSource now, EditConflict conflict, Set<String> removed, Actor actor, Model model) {
        VariantView theirs = now.draft();
        List<FormField> fields = forms.shown(theirs.type(), now.values(), theirs.locale(), actor);
        model.addAttribute("theirs", theirs).addAttribute("taken", named(fields, conflict.taken()))
                .addAttribute("contested", named(fields, conflict.contested())).addAttribute(BASED_ON, now.versions());
        return entry(now, conflict.merged(), removed, List.of(), actor, model);
    }

    private static List<FormField> named(List<FormField> fields, List<String> names) {
        return fields.stream().filter(field -> names.contains(field.name())).toList();
    }

    /**
     * Input that was not saved.
     *
     * @param removed names of the controls whose hidden values the form removes
     */
    String entry(FormSource base, ObjectNode values, Set<String> removed, List<Problem> problems, Actor actor,
            Model model) {
        VariantView draft = base.draft();
        fill(draft.type(), values, removed, problems, base.locale(), actor, model);
        if (!model.containsAttribute(BASED_ON)) {
            model.addAttribute(BASED_ON, base.versions());
        }
        addSourceTexts(draft, base.locale(), actor, model);
        if (!base.exists()) {
            model.addAttribute("other", draft);
            return VIEW;
        }
        model.addAttribute("entry", draft).addAttribute("revisions", revisions.latest(draft, REVISIONS))
                .addAttribute("uses", usages.of(draft.id(), USES + 1, actor)).addAttribute("maxUses", USES)
                .addAttribute("retention", retention);
        return VIEW;
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

    /**
     * Whether the form is older than the model. Its fields may have been renamed, or replaced by others of the same
     * names; input for fields that no longer exist is shown, not lost.
     */
    static boolean noteIfOutdated(Map<String, List<String>> withoutField, long modelVersion, Model model) {
        boolean outdated = !withoutField.isEmpty() || !Objects.equals(model.getAttribute(MODEL_VERSION), modelVersion);
        if (outdated) {
            model.addAttribute("withoutField", withoutField);
        }
        return outdated;
    }
}
