package dev.headrace.admin.finding;

import dev.headrace.admin.access.Actor;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of entries of one type: the whole page, or only its table for htmx requests. */
@Controller
@RequestMapping("/admin/content/{type}")
class EntryListPage {

    private final ListPage list;

    EntryListPage(ListPage list) {
        this.list = list;
    }

    @GetMapping
    String page(@PathVariable String type, @RequestParam MultiValueMap<String, String> parameters, Actor actor,
            Model model) {
        list.fill(ListState.of(type, parameters), actor, model);
        model.addAttribute("part", false);
        return "finding/list";
    }

    @GetMapping(headers = "HX-Request")
    String table(@PathVariable String type, @RequestParam MultiValueMap<String, String> parameters, Actor actor,
            Model model, HttpServletResponse response) {
        ListState state = ListState.of(type, parameters);
        list.fill(state, actor, model);
        response.setHeader("HX-Push-Url", state.path());
        model.addAttribute("part", true);
        return "finding/list :: results";
    }
}
