package dev.headrace.admin.finding;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.Total;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of entries of one type: the whole page, or only its table for htmx requests. */
@Controller
@RequestMapping("/admin/content/{type}")
class EntryListPage {

    private final Types types;
    private final EntryLists lists;
    private final TrashRetention retention;

    EntryListPage(Types types, EntryLists lists, TrashRetention retention) {
        this.types = types;
        this.lists = lists;
        this.retention = retention;
    }

    @ModelAttribute("state")
    ListState state(@PathVariable String type, @RequestParam(required = false) @Nullable String locale,
            @RequestParam(defaultValue = "") String q, @RequestParam(required = false) @Nullable Status status,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(defaultValue = "false") boolean untranslated,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "" + ListState.DEFAULT_SIZE) int size) {
        return new ListState(type, locale, q, status, sort, untranslated, page, size);
    }

    @GetMapping
    String page(@ModelAttribute("state") ListState state, Actor actor, Model model) {
        fill(state, actor, model);
        model.addAttribute("part", false);
        return "finding/list";
    }

    @GetMapping(headers = "HX-Request")
    String table(@ModelAttribute("state") ListState state, Actor actor, Model model, HttpServletResponse response) {
        fill(state, actor, model);
        response.setHeader("HX-Push-Url", state.path());
        model.addAttribute("part", true);
        return "finding/list :: results";
    }

    private void fill(ListState state, Actor actor, Model model) {
        ContentType type = types.get(state.type());
        String locale = types.locales().check(state.locale());
        Optional<String> source = types.locales().tags().stream().filter(tag -> !tag.equals(locale)).findFirst();
        EntryLists.Page page = page(type, state, locale, source, actor);
        Total total = page.total();
        boolean more = page.rows().size() == state.size()
                && (!total.exact() || state.page() * state.size() < total.counted());
        boolean last = (state.page() + 1) * state.size() > EntryQuery.MAX_NUMBERED;
        model.addAttribute("type", type).addAttribute("rows", page.rows()).addAttribute("total", total)
                .addAttribute("more", more && !last).addAttribute("cut", more && last)
                .addAttribute("statuses", Status.values()).addAttribute("locale", locale)
                .addAttribute("locales", types.locales()).addAttribute("source", source.orElse(""))
                .addAttribute("retention", retention);
        if (page.rows().isEmpty() && !state.filtered() && !state.untranslated() && source.isPresent()) {
            model.addAttribute("missing",
                    lists.untranslated(type, state.onPage(1).query(locale), source.get(), actor).total());
        }
    }

    private EntryLists.Page page(ContentType type, ListState state, String locale, Optional<String> source,
            Actor actor) {
        if (state.untranslated() && source.isPresent()) {
            return lists.untranslated(type, state.query(locale), source.get(), actor);
        }
        return state.ranked()
                ? lists.titlesFirst(type, state.query(locale), actor)
                : lists.page(type, state.query(locale), actor);
    }
}
