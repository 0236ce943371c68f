package dev.headrace.admin.publishing;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.content.ExpectedVersion;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Form action for discarding a draft. */
@Controller
class DiscardPage {

    private final DiscardDraft discard;

    DiscardPage(DiscardDraft discard) {
        this.discard = discard;
    }

    @PostMapping("/admin/content/{type}/{id}/discard")
    String discard(@PathVariable String type, @PathVariable UUID id, @RequestParam String locale,
            @RequestParam int version, Actor actor, RedirectAttributes redirect) {
        discard.discard(type, id, locale, ExpectedVersion.of(version), actor);
        redirect.addFlashAttribute("notice", "Draft discarded. The draft is now the published version.");
        redirect.addAttribute("locale", locale);
        return "redirect:/admin/content/" + type + "/" + id;
    }
}
