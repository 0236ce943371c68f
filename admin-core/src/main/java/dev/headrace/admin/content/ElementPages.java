package dev.headrace.admin.content;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.schema.Block;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.NotFoundException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** New elements of lists in the form of an entry. */
@Controller
@RequestMapping("/admin/content/{type}/elements")
class ElementPages {

    private final Types types;
    private final EntryForm forms;

    ElementPages(Types types, EntryForm forms) {
        this.types = types;
        this.forms = forms;
    }

    /**
     * A new list element for the form.
     *
     * @param within whether the list is localized
     * @param marked whether the list is marked as shared by all locales
     */
    @GetMapping
    String element(@PathVariable String type, @ModelAttribute("locale") String locale, @RequestParam String field,
            @RequestParam String control, @RequestParam(defaultValue = "") String block,
            @RequestParam(defaultValue = "false") boolean within, @RequestParam(defaultValue = "false") boolean marked,
            Actor actor, Model model) {
        ContentType contentType = types.get(type);
        Field list = EntryForm.find(contentType, field)
                .filter(found -> found.many() && !found.isReference()
                        && ReferencePicker.CONTROL.matcher(control).matches())
                .orElseThrow(() -> new NotFoundException("'" + field + "' is not a list of '" + type + "'."));
        model.addAttribute("locales", types.locales()).addAttribute("within", within).addAttribute("marked", marked)
                .addAttribute("type", contentType)
                .addAttribute("element", forms.blankElement(list, block(list, block), field, control, locale, actor));
        return "content/widgets :: element(element=${element})";
    }

    private static @Nullable Block block(Field list, String name) {
        return list.blocks().map(blocks -> Optional.ofNullable(blocks.get(name))
                .orElseThrow(() -> new NotFoundException("There is no block type '" + name + "'."))).orElse(null);
    }
}
