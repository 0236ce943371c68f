package dev.headrace.admin.content;

import dev.headrace.admin.schema.Types;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** Model attributes of all requests of an entry's form. */
@ControllerAdvice(assignableTypes = {EntryPages.class, ConflictPages.class, ElementPages.class})
class FormAttributes {

    private final Types types;

    FormAttributes(Types types) {
        this.types = types;
    }

    /** Read first, so that no form is older than the model version in it. */
    @ModelAttribute
    void addModelVersion(Model model) {
        model.addAttribute(FormPage.MODEL_VERSION, types.version());
    }

    /** The requested locale, or the default one. */
    @ModelAttribute("locale")
    String locale(@RequestParam(required = false) @Nullable String locale) {
        return types.locales().check(locale);
    }
}
