package dev.headrace.admin.schema;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.web.RefusedException;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Shows the model, and deletes types. */
@Controller
@RequestMapping("/admin/model")
class ModelPages {

    private final Types types;
    private final ChangeModel changeModel;

    ModelPages(Types types, ChangeModel changeModel) {
        this.types = types;
        this.changeModel = changeModel;
    }

    @GetMapping
    String types(Actor actor, Model model) {
        actor.require(Permission.changeModel);
        model.addAttribute("types", types.model().all()).addAttribute("locales", types.locales());
        return "schema/types";
    }

    @GetMapping("/{type}")
    String type(@PathVariable String type, Actor actor, Model model) {
        actor.require(Permission.changeModel);
        ContentType present = types.get(type);
        model.addAttribute("type", present).addAttribute("lines", FieldLine.of(present)).addAttribute("definition",
                SchemaFile.write(present));
        return "schema/type";
    }

    /** What would be deleted with a type; nothing can be if other types refer to it. */
    @GetMapping("/{type}/delete")
    String confirmDelete(@PathVariable String type, Actor actor, Model model) {
        ContentType present = types.get(type);
        model.addAttribute("type", present).addAttribute("tag", DefinitionWriter.tag(present));
        try {
            model.addAttribute("plan", changeModel.planDeletion(type, actor));
        } catch (RefusedException e) {
            model.addAttribute("refusal", e.getMessage());
        }
        return "schema/delete";
    }

    @PostMapping("/{type}/delete")
    String delete(@PathVariable String type, @RequestParam String tag,
            @RequestParam(defaultValue = "false") boolean force, Actor actor, RedirectAttributes redirect) {
        String label = types.get(type).label();
        UUID job;
        try {
            job = changeModel.delete(type, tag, force, actor);
        } catch (RefusedException e) {
            redirect.addFlashAttribute("warning", "Not deleted. " + e.getMessage());
            return "redirect:/admin/model/{type}/delete";
        }
        redirect.addFlashAttribute("notice", "The type “" + label + "” was deleted.").addFlashAttribute("job", job);
        return "redirect:/admin/model";
    }
}
