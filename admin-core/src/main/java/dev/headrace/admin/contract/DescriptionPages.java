package dev.headrace.admin.contract;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The page on which the descriptions of the APIs can be browsed. */
@Controller
class DescriptionPages {

    @GetMapping("/admin/api")
    String description() {
        return "contract/api";
    }
}
