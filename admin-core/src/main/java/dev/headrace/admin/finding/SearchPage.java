package dev.headrace.admin.finding;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.schema.Types;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Search over all types: the suggestions below the search field, and a page of results. */
@Controller
@RequestMapping("/admin/search")
class SearchPage {

    private static final int SUGGESTIONS = 8;
    private static final int RESULTS = 50;

    private final Types types;
    private final Suggestions suggestions;

    SearchPage(Types types, Suggestions suggestions) {
        this.types = types;
        this.suggestions = suggestions;
    }

    @GetMapping
    String page(@RequestParam(defaultValue = "") String q, Actor actor, Model model) {
        fill(q, RESULTS, actor, model);
        return "finding/search";
    }

    @GetMapping(headers = "HX-Request")
    String suggestions(@RequestParam(defaultValue = "") String q, Actor actor, Model model) {
        fill(q, SUGGESTIONS, actor, model);
        return "finding/search :: found";
    }

    private void fill(String q, int limit, Actor actor, Model model) {
        List<Suggestion> found = q.isBlank()
                ? List.of()
                : suggestions.matching(types.model().all(), q, limit, actor);
        model.addAttribute("q", q).addAttribute("found", found).addAttribute("types", types.all());
    }
}
