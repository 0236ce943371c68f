package dev.headrace.admin.schema;

import dev.headrace.admin.staff.Actor;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** The model for programs: as one YAML file, and type by type. */
@RestController
@RequestMapping("/api")
class SchemaController {

    private static final String YAML = "application/yaml";

    private final Types types;
    private final ChangeModel changeModel;

    SchemaController(Types types, ChangeModel changeModel) {
        this.types = types;
        this.changeModel = changeModel;
    }

    /** What a change consists of. */
    record Plan(List<Step> steps) {

        record Step(String kind, String type, String field, String effect, boolean destructive) {}

        static Plan of(SchemaPlan plan) {
            return new Plan(plan.steps().stream().map(step -> new Step(step.kind(), step.type(), step.field(),
                    step.effect(), step.destructive())).toList());
        }
    }

    @GetMapping(path = "/schema", produces = YAML)
    String schema() {
        return SchemaFile.write(types.list());
    }

    @PostMapping(path = "/schema/diff", consumes = YAML, produces = MediaType.APPLICATION_JSON_VALUE)
    Plan diff(@RequestBody String yaml, @RequestParam(defaultValue = "false") boolean prune) {
        return Plan.of(changeModel.plan(yaml, prune));
    }

    @PostMapping(path = "/schema/apply", consumes = YAML, produces = MediaType.APPLICATION_JSON_VALUE)
    Plan apply(@RequestBody String yaml, @RequestParam(defaultValue = "false") boolean prune,
            @RequestParam(defaultValue = "false") boolean allowDestructive, Actor actor) {
        return Plan.of(changeModel.apply(yaml, prune, allowDestructive, actor));
    }

    @GetMapping("/types")
    List<ObjectNode> list() {
        return types.list().stream().map(SchemaController::named).toList();
    }

    @PostMapping("/types")
    ResponseEntity<ObjectNode> create(@RequestBody ObjectNode body, Actor actor) {
        String name = body.path("type").asString("");
        body.remove("type");
        return answer(HttpStatus.CREATED, changeModel.add(name, body, actor));
    }

    @GetMapping("/types/{type}")
    ResponseEntity<ObjectNode> get(@PathVariable String type) {
        return answer(HttpStatus.OK, types.get(type));
    }

    @PutMapping("/types/{type}")
    ResponseEntity<ObjectNode> put(@PathVariable String type, @RequestBody ObjectNode body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestParam(defaultValue = "false") boolean allowDestructive, Actor actor) {
        body.remove("type");
        return answer(HttpStatus.OK, changeModel.replace(type, body, ifMatch, allowDestructive, actor));
    }

    private static ResponseEntity<ObjectNode> answer(HttpStatus status, ContentType type) {
        return ResponseEntity.status(status).eTag(DefinitionWriter.tag(type)).body(named(type));
    }

    /** The definition with the type's name in it. */
    private static ObjectNode named(ContentType type) {
        return DefinitionWriter.write(type).put("type", type.name());
    }
}
