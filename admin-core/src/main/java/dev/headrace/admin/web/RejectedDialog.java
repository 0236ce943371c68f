package dev.headrace.admin.web;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Input of a dialog that was rejected. A script on the page that follows opens the dialog again, with the input, and shows
 * the reason at the field. Without scripts, the page has only a warning.
 *
 * @param dialog id of its element
 * @param field name of the control
 * @param message why, as a sentence
 * @param values by the names of controls
 */
public record RejectedDialog(String dialog, String field, String message,
        Map<String, List<String>> values) implements Serializable {

    private static final String CSRF = "_csrf";

    public RejectedDialog(String dialog, String field, String message, MultiValueMap<String, String> parameters) {
        Map<String, List<String>> copies = new HashMap<>();
        parameters.forEach((name, each) -> {
            if (!name.equals(CSRF)) {
                copies.put(name, new ArrayList<>(each));
            }
        });
        this(dialog, field, message, copies);
    }

    /** @param otherwise what did not happen, such as "Not saved" */
    public void show(String otherwise, RedirectAttributes redirect) {
        redirect.addFlashAttribute("rejected", this).addFlashAttribute("warning", otherwise + ". " + message);
    }
}
