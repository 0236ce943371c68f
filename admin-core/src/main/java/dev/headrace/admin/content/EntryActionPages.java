package dev.headrace.admin.content;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.RefusedException;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Entry actions of the form, except saving, publishing and restoring revisions. */
@Controller
@RequestMapping("/admin/content/{type}/{id}")
class EntryActionPages {

    private final Types types;
    private final EntryReads reads;
    private final TrashEntries trash;
    private final UntrashEntries untrash;
    private final PurgeEntries purge;
    private final DuplicateEntry duplicate;
    private final CopyLocale copyLocale;

    EntryActionPages(Types types, EntryReads reads, TrashEntries trash, UntrashEntries untrash, PurgeEntries purge,
            DuplicateEntry duplicate, CopyLocale copyLocale) {
        this.types = types;
        this.reads = reads;
        this.trash = trash;
        this.untrash = untrash;
        this.purge = purge;
        this.duplicate = duplicate;
        this.copyLocale = copyLocale;
    }

    @PostMapping("/trash")
    String trash(@PathVariable String type, @PathVariable UUID id, @RequestParam(defaultValue = "false") boolean force,
            Actor actor, RedirectAttributes redirect) {
        try {
            trash.trash(type, List.of(id), force, actor);
        } catch (ReferencedException e) {
            return referenced("Not trashed: ", e, type, id, actor, redirect);
        }
        redirect.addFlashAttribute("notice", "Moved to the trash.");
        return "redirect:/admin/content/" + type;
    }

    /** Returns to the form, which reads the referring entries itself: flash attributes are stored in the session. */
    private String referenced(String refusal, ReferencedException e, String type, UUID id, Actor actor,
            RedirectAttributes redirect) {
        redirect.addFlashAttribute("referenced", true);
        redirect.addFlashAttribute("warning", refusal + (e.referrers().isEmpty()
                ? "entries that you cannot see refer to this one."
                : "other entries refer to this one."));
        return page(type, id, reads.firstLocale(type, id, actor), redirect);
    }

    @PostMapping("/untrash")
    String untrash(@PathVariable String type, @PathVariable UUID id, Actor actor, RedirectAttributes redirect) {
        untrash.untrash(type, List.of(id), actor);
        redirect.addFlashAttribute("notice", "Restored from the trash. It is not published.");
        return page(type, id, reads.firstLocale(type, id, actor), redirect);
    }

    @PostMapping("/purge")
    String purge(@PathVariable String type, @PathVariable UUID id, @RequestParam(defaultValue = "false") boolean force,
            Actor actor, RedirectAttributes redirect) {
        try {
            purge.purge(type, List.of(id), force, actor);
        } catch (ReferencedException e) {
            return referenced("Not deleted: ", e, type, id, actor, redirect);
        }
        redirect.addFlashAttribute("notice", "Permanently deleted.");
        return "redirect:/admin/content/" + type + "?status=trashed";
    }

    @PostMapping("/duplicate")
    String duplicate(@PathVariable String type, @PathVariable UUID id, Actor actor, RedirectAttributes redirect) {
        UUID copy = duplicate.duplicate(type, id, actor);
        redirect.addFlashAttribute("notice", "Entry duplicated. You are editing the copy.");
        return page(type, copy, reads.firstLocale(type, copy, actor), redirect);
    }

    @PostMapping("/copy")
    String copy(@PathVariable String type, @PathVariable UUID id, @RequestParam String from,
            @RequestParam String locale,
            Actor actor, RedirectAttributes redirect) {
        if (reads.find(type, id, locale, actor).isPresent()) {
            throw new RefusedException("The entry already exists in this locale.");
        }
        copyLocale.copy(type, id, from, locale, ExpectedVersion.of(0), actor);
        redirect.addFlashAttribute("notice", "Copied from " + from + ".");
        return page(type, id, locale, redirect);
    }

    private String page(String type, UUID id, String locale, RedirectAttributes redirect) {
        if (types.locales().several()) {
            redirect.addAttribute("locale", locale);
        }
        return "redirect:/admin/content/" + type + "/" + id;
    }
}
