package dev.headrace.admin.operations;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.activity.Actions;
import dev.headrace.admin.activity.Activity;
import dev.headrace.admin.activity.ActivityFilter;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.web.Page;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The page that lists activities; its URL contains the filters. */
@Controller
class ActivityPage {

    private static final String PATH = "/admin/operations/activity";
    private static final int LINES = 50;
    private static final int ACTORS = 500;

    private final ActivityLog log;
    private final ActivityLines lines;
    private final Actions actions;

    ActivityPage(ActivityLog log, ActivityLines lines, Actions actions) {
        this.log = log;
        this.lines = lines;
        this.actions = actions;
    }

    @GetMapping(PATH)
    String page(@RequestParam(defaultValue = "") String actor, @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String subject, @RequestParam(required = false) @Nullable Long before,
            Actor caller, Model model) {
        caller.require(Permission.viewOperations);
        List<Activity> found = log.find(ActivityFilter.of(actor, action, subject, before), LINES + 1, caller);
        Page<Activity> page = Page.of(found, LINES, Activity::id);
        model.addAttribute("actor", actor).addAttribute("action", action).addAttribute("subject", subject)
                .addAttribute("actors", log.actors(ACTORS, caller)).addAttribute("groups", actions.groups())
                .addAttribute("subjects", actions.subjects())
                .addAttribute("lines", lines.of(page.items(), caller)).addAttribute("isFirst", before == null)
                .addAttribute("newest", path(actor, action, subject, ""))
                .addAttribute("older", page.next() == null ? null : path(actor, action, subject, page.next()));
        return "operations/activity";
    }

    private static String path(String actor, String action, String subject, String before) {
        UriComponentsBuilder path = UriComponentsBuilder.fromPath(PATH);
        add(path, "actor", actor);
        add(path, "action", action);
        add(path, "subject", subject);
        add(path, "before", before);
        return path.encode().toUriString();
    }

    private static void add(UriComponentsBuilder path, String name, String value) {
        if (!value.isBlank()) {
            path.queryParam(name, "{" + name + "}").uriVariables(Map.of(name, value));
        }
    }
}
