package dev.headrace.admin.content;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.content.Revisions.Revision;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.schema.Values;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.Page;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.node.ObjectNode;

/** Pages for the revisions of an entry in a locale. */
@Controller
@RequestMapping("/admin/content/{type}/{id}/revisions")
class RevisionPages {

    private static final int PAGE_SIZE = 50;

    private final Types types;
    private final EntryReads reads;
    private final EntryForm forms;
    private final Revisions revisions;
    private final RestoreRevision restore;

    RevisionPages(Types types, EntryReads reads, EntryForm forms, Revisions revisions, RestoreRevision restore) {
        this.types = types;
        this.reads = reads;
        this.forms = forms;
        this.revisions = revisions;
        this.restore = restore;
    }

    /** @param before lists only those with smaller numbers; null for the newest */
    @GetMapping
    String list(@PathVariable String type, @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String locale,
            @RequestParam(required = false) @Nullable Integer before, Actor actor, Model model) {
        VariantView entry = reads.variant(type, id, locale, actor);
        Page<Revision> page = Page.of(
                revisions.before(before == null ? Integer.MAX_VALUE : before, entry, PAGE_SIZE + 1), PAGE_SIZE,
                Revision::number);
        model.addAttribute("type", entry.type()).addAttribute("entry", entry).addAttribute("revisions", page.items())
                .addAttribute("isFirst", before == null)
                .addAttribute("older", page.next());
        return "content/revisions";
    }

    /**
     * A revision next to another one.
     *
     * @param with the other one; null for the current draft
     */
    @GetMapping("/{number}")
    String revision(@PathVariable String type, @PathVariable UUID id, @PathVariable int number,
            @RequestParam(required = false) @Nullable String locale,
            @RequestParam(required = false) @Nullable Integer with, Actor actor, Model model) {
        VariantView entry = reads.variant(type, id, locale, actor);
        Revision revision = revisions.find(entry, number).orElseThrow(() -> missing(number));
        ObjectNode stored = revisions.fields(entry, number).orElseThrow();
        ObjectNode other = with == null
                ? entry.fields()
                : revisions.fields(entry, with).orElseThrow(() -> missing(with));
        model.addAttribute("with", with).addAttribute("others",
                toCompare(entry).filter(each -> each.number() != number).toList());
        model.addAttribute("revision", revision).addAttribute("omitted", revisions.omittedBlocks(entry, number));
        model.addAttribute("type", entry.type()).addAttribute("entry", entry).addAttribute("number", number)
                .addAttribute("fields",
                        forms.shown(entry.type(), Values.show(entry.type(), stored), entry.locale(), actor))
                .addAttribute("present",
                        forms.shown(entry.type(), Values.show(entry.type(), other), entry.locale(), actor));
        return "content/revision";
    }

    /** The latest ones, and the published one. */
    private Stream<Revision> toCompare(VariantView entry) {
        List<Revision> latest = revisions.latest(entry, PAGE_SIZE);
        return Stream.concat(latest.stream(), Optional.ofNullable(entry.publishedVersion())
                .filter(published -> latest.stream().noneMatch(each -> each.number() == published))
                .flatMap(published -> revisions.find(entry, published)).stream());
    }

    private static NotFoundException missing(int number) {
        return new NotFoundException("There is no revision " + number + ".");
    }

    @PostMapping("/{number}/restore")
    String restore(@PathVariable String type, @PathVariable UUID id, @PathVariable int number,
            @RequestParam String locale, @RequestParam int version, Actor actor, RedirectAttributes redirect) {
        restore.restore(type, id, locale, number, ExpectedVersion.of(version), actor);
        redirect.addFlashAttribute("notice", "Revision " + number + " restored as the draft.");
        if (types.locales().several()) {
            redirect.addAttribute("locale", locale);
        }
        return "redirect:/admin/content/" + type + "/" + id;
    }
}
