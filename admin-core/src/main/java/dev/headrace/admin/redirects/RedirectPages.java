package dev.headrace.admin.redirects;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.redirects.EditRedirects.Effect;
import dev.headrace.admin.redirects.StoredRedirects.Row;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.Page;
import dev.headrace.admin.web.RefusedException;
import dev.headrace.admin.web.RejectedDialog;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of redirects, with forms to save, delete and import them. */
@Controller
@RequestMapping("/admin/redirects")
class RedirectPages {

    private static final int LINES = 50;
    private static final String NEW = "new-redirect";
    private static final String NOT_SAVED = "Not saved";
    private static final String LIST = "redirect:/admin/redirects";

    private final StoredRedirects redirects;
    private final EditRedirects edit;

    RedirectPages(StoredRedirects redirects, EditRedirects edit) {
        this.redirects = redirects;
        this.edit = edit;
    }

    /** A redirect in the list, with what readers get instead if it leads on to others. */
    record Line(Row row, @Nullable Redirect last) {

        static Line of(Row row, RedirectEnds ends) {
            Redirect last = ends.end(row.redirect());
            return new Line(row, last.equals(row.redirect()) ? null : last);
        }
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "") String q, @RequestParam(required = false) @Nullable String after,
            Model model) {
        RedirectTable table = new RedirectTable(redirects.all());
        RedirectEnds ends = table.ends();
        Page<Row> page = Page.of(redirects.list(q, after, LINES + 1), LINES, row -> row.redirect().path());
        model.addAttribute("q", q).addAttribute("after", after).addAttribute("next", page.next())
                .addAttribute("total", table.size())
                .addAttribute("lines", page.items().stream().map(row -> Line.of(row, ends)).toList());
        return "redirects/redirects";
    }

    @PostMapping
    String put(@RequestParam(required = false) @Nullable String path,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable Integer status,
            @RequestParam MultiValueMap<String, String> parameters, Actor actor, RedirectAttributes redirect) {
        try {
            edit.put(Redirect.parse(path, status != null && status == Redirect.GONE ? null : to, status),
                    Optional.empty(), actor);
            redirect.addFlashAttribute("notice", "Saved.");
        } catch (InvalidInputException e) {
            Problem first = e.problems().getFirst();
            boolean isTarget = first.pointer().equals("/to");
            new RejectedDialog(NEW, isTarget ? "to" : "path",
                    (isTarget ? "The target " : "The path ") + first.message() + ".", parameters)
                    .show(NOT_SAVED, redirect);
        } catch (RefusedException e) {
            new RejectedDialog(NEW, "to", String.valueOf(e.getMessage()), parameters).show(NOT_SAVED, redirect);
        }
        return LIST;
    }

    @PostMapping("/delete")
    String delete(@RequestParam String path, Actor actor, RedirectAttributes redirect) {
        try {
            edit.delete(path, Optional.empty(), actor);
            redirect.addFlashAttribute("notice", "Deleted.");
        } catch (NotFoundException | InvalidInputException e) {
            redirect.addFlashAttribute("warning", e.getMessage());
        }
        return LIST;
    }

    @GetMapping("/import")
    String importForm() {
        return "redirects/import";
    }

    @PostMapping("/import")
    String importAll(@RequestParam(defaultValue = "") String csv, @RequestParam(defaultValue = "true") boolean dryRun,
            Actor actor, Model model, RedirectAttributes redirect) {
        model.addAttribute("csv", csv);
        try {
            Effect effect = edit.importAll(RedirectFile.read(csv), dryRun, actor);
            if (!dryRun) {
                redirect.addFlashAttribute("notice", "Imported: " + effect.created() + " created, " + effect.changed()
                        + " changed, " + effect.unchanged() + " unchanged.");
                return LIST;
            }
            model.addAttribute("effect", effect);
        } catch (InvalidInputException e) {
            model.addAttribute("problems", e.problems());
        } catch (RefusedException e) {
            model.addAttribute("problems", List.of(new Problem("", String.valueOf(e.getMessage()))));
        }
        return "redirects/import";
    }
}
