package dev.headrace.admin.contract;

import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.Types;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** What programs can learn from the core about the edge's API. */
@RestController
class DescriptionController {

    private final Types types;
    private final EdgeModel edgeModel;
    private final EdgeDescription description;

    DescriptionController(Types types, EdgeModel edgeModel, EdgeDescription description) {
        this.types = types;
        this.edgeModel = edgeModel;
        this.description = description;
    }

    /** The same as at the edge, even while it is unavailable. */
    @GetMapping(path = "/api/edge/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ObjectNode edge() {
        Model model = types.model();
        return description.of(model, edgeModel.of(model));
    }
}
