package dev.headrace.admin.contract;

import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.Types;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Clients of the edge for the current model, as source code. */
@RestController
@RequestMapping("/api/clients")
class ClientController {

    private static final String TEXT = "text/plain;charset=UTF-8";

    private final Types types;
    private final EdgeModel edgeModel;
    private final TypeScriptClient typeScript;
    private final PythonClient python;

    ClientController(Types types, EdgeModel edgeModel, TypeScriptClient typeScript, PythonClient python) {
        this.types = types;
        this.edgeModel = edgeModel;
        this.typeScript = typeScript;
        this.python = python;
    }

    @GetMapping(path = "/" + TypeScriptClient.FILE, produces = TEXT)
    String typeScript() {
        return typeScript.of(described());
    }

    @GetMapping(path = "/" + PythonClient.FILE, produces = TEXT)
    String python() {
        return python.of(described());
    }

    private DescribedModel described() {
        Model model = types.model();
        return DescribedModel.of(model, edgeModel.of(model));
    }
}
