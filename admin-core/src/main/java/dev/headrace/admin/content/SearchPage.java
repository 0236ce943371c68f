package dev.headrace.admin.content;

import dev.headrace.admin.schema.Types;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Search over all types: what drops down below the search field, and a page of it. */
@Controller
@RequestMapping("/admin/search")
class SearchPage {

    private static final int DROPPED_DOWN = 8;
    private static final int ON_PAGE = 50;

    private final Types types;
    private final EntryLists lists;

    SearchPage(Types types, EntryLists lists) {
        this.types = types;
        this.lists = lists;
    }

    @GetMapping
    String page(@RequestParam(defaultValue = "") String q, Model model) {
        fill(q, ON_PAGE, model);
        return "content/search";
    }

    @GetMapping(headers = "HX-Request")
    String dropDown(@RequestParam(defaultValue = "") String q, Model model) {
        fill(q, DROPPED_DOWN, model);
        return "content/search :: found";
    }

    private void fill(String q, int limit, Model model) {
        List<EntryLists.Row> found = q.isBlank()
                ? List.of()
                : lists.suggestions(List.copyOf(types.all().keySet()), q, limit);
        model.addAttribute("q", q).addAttribute("found", found).addAttribute("types", types.all());
    }
}
