package dev.headrace.admin.content;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.content.SaveEntry.Saved;
import dev.headrace.admin.finding.Status;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.schema.Values;
import dev.headrace.admin.web.ConflictException;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.RefusedException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
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

/** The form that edits an entry in one locale: opens and saves it. */
@Controller
@RequestMapping("/admin/content/{type}")
class EntryPages {

    private final Types types;
    private final EntryReads reads;
    private final FormSources sources;
    private final PublicationObstacles obstacles;
    private final SaveEntry saveEntry;
    private final FormPage page;

    EntryPages(Types types, EntryReads reads, FormSources sources, PublicationObstacles obstacles, SaveEntry saveEntry,
            FormPage page) {
        this.types = types;
        this.reads = reads;
        this.sources = sources;
        this.obstacles = obstacles;
        this.saveEntry = saveEntry;
        this.page = page;
    }

    /** The action after saving a draft. */
    enum Then {
        stay, publish, publishAll
    }

    @GetMapping("/new")
    String blank(@PathVariable String type, @ModelAttribute("locale") String locale, Actor actor, Model model) {
        ContentType contentType = types.get(type);
        return page.blank(contentType, Values.show(contentType, Values.defaults(contentType)), List.of(), locale, actor,
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
        if (FormPage.noteIfOutdated(sent.withoutField(contentType), modelVersion, model)) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return page.blank(contentType, FormTree.merged(defaults, values), List.of(), locale, actor, model);
        }
        try {
            return saved(type, saveEntry.create(type, locale, values, null, actor), then, redirect);
        } catch (InvalidInputException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page.blank(contentType, FormTree.merged(defaults, values), e.problems(), locale, actor, model);
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
        return page.draft(base, base.unfit(), actor, model);
    }

    /** The form of a draft that could not be published, with the reasons. */
    @GetMapping(path = "/{id}", params = "incomplete")
    String incomplete(@PathVariable String type, @PathVariable UUID id, @ModelAttribute("locale") String locale,
            Actor actor, Model model) {
        FormSource base = FormSource.existing(reads.variant(type, id, locale, actor));
        return page.draft(base, obstacles.of(base.draft().type(), base.draft().fields()), actor, model);
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
        ObjectNode mine = FormTree.merged(base.values(), values);
        SaveEntry.BasedOn basedOn = new SaveEntry.BasedOn(baseVersion, source, sourceVersion);
        model.addAttribute(FormPage.BASED_ON, basedOn);
        if (FormPage.noteIfOutdated(sent.withoutField(contentType), modelVersion, model)) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return page.entry(base, mine, sent.removed(), List.of(), actor, model);
        }
        try {
            return saved(type, saveEntry.changeFrom(basedOn, type, id, locale, values, actor), then, redirect);
        } catch (InvalidInputException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page.entry(base, mine, sent.removed(), e.problems(), actor, model);
        } catch (ConflictException e) {
            response.setStatus(HttpStatus.CONFLICT.value());
            FormSource now = sources.current(type, id, locale, actor);
            EditConflict conflict = sources.conflict(now, sent, basedOn, actor);
            return page.conflict(now, conflict, sent.removed(), actor, model);
        } catch (RefusedException e) {
            FormSource now = sources.current(type, id, locale, actor);
            if (now.draft().status() != Status.trashed) {
                throw e;
            }
            response.setStatus(HttpStatus.CONFLICT.value());
            model.addAttribute("typed", true);
            return page.entry(now, mine, sent.removed(), List.of(), actor, model);
        }
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
}
