package dev.headrace.admin.content;

import dev.headrace.admin.access.Actor;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Settles conflicts in the form of an entry, which {@link EntryPages} shows when somebody else saved it first. */
@Controller
@RequestMapping("/admin/content/{type}")
class ConflictPages {

    private final FormSources sources;
    private final FormPage page;

    ConflictPages(FormSources sources, FormPage page) {
        this.sources = sources;
        this.page = page;
    }

    /**
     * Replaces one contested field by the other person's value and keeps all others as entered. Merges again if the
     * entry was saved once more since the conflict was shown.
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
        FormTree sent = FormTree.of(parameters);
        FormPage.noteIfOutdated(sent.withoutField(now.draft().type()), modelVersion, model);
        EditConflict conflict = sources.conflict(now, sent, new SaveEntry.BasedOn(baseVersion, source, sourceVersion),
                actor);
        Set<String> removed = sent.removed().stream().filter(control -> !FormTree.isWithin(take, control))
                .collect(Collectors.toSet());
        return page.conflict(now, conflict.and(contested).take(take, now.values()), removed, actor, model);
    }
}
