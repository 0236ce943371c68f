package dev.headrace.admin.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.headrace.admin.access.Actor;
import dev.headrace.admin.jobs.StartedJob;
import dev.headrace.admin.schema.ChangeModel.Applied;
import dev.headrace.admin.schema.ChangeModel.Replaced;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.Page;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
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

/** The API of the model: as one YAML file, and by type. */
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

    /**
     * The steps of a change.
     *
     * @param job the job that adapts stored values; absent if there is none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Plan(List<Step> steps, @Nullable UUID job) {

        record Step(String kind, String type, String field, String effect, boolean destructive) {}

        static Plan of(SchemaPlan plan, @Nullable UUID job) {
            return new Plan(plan.steps().stream().map(step -> new Step(step.kind(), step.type(), step.field(),
                    step.effect(), step.destructive())).toList(), job);
        }
    }

    @GetMapping(path = "/schema", produces = YAML)
    String schema() {
        return SchemaFile.write(types.model());
    }

    /** @param yaml an empty file is a model without types, like one that consists of comments */
    @PostMapping(path = "/schema/diff", consumes = YAML, produces = MediaType.APPLICATION_JSON_VALUE)
    Plan diff(@RequestBody Optional<String> yaml, @RequestParam(defaultValue = "false") boolean prune,
            Actor actor) {
        return Plan.of(changeModel.plan(yaml.orElse(""), prune, actor), null);
    }

    @PostMapping(path = "/schema/apply", consumes = YAML, produces = MediaType.APPLICATION_JSON_VALUE)
    Plan apply(@RequestBody Optional<String> yaml,
            @RequestParam(defaultValue = "false") boolean prune,
            @RequestParam(defaultValue = "false") boolean allowDestructive, Actor actor) {
        if (prune && yaml.orElse("").isBlank()) {
            // More likely a truncated file than the wish to delete all types.
            throw new InvalidInputException("", "The model is empty");
        }
        Applied applied = changeModel.apply(yaml.orElse(""), prune, allowDestructive, actor);
        return Plan.of(applied.plan(), applied.job());
    }

    /** A model is small enough for one page. */
    @GetMapping("/types")
    Page<ObjectNode> list() {
        return new Page<>(types.model().all().stream().map(SchemaController::named).toList(), null);
    }

    @PostMapping("/types")
    ResponseEntity<ObjectNode> create(@RequestBody ObjectNode body, Actor actor) {
        String name = body.path("type").asString("");
        body.remove("type");
        return answer(HttpStatus.CREATED, changeModel.add(name, body, actor), null);
    }

    @GetMapping("/types/{type}")
    ResponseEntity<ObjectNode> get(@PathVariable String type) {
        return answer(HttpStatus.OK, types.get(type), null);
    }

    @PutMapping("/types/{type}")
    ResponseEntity<ObjectNode> put(@PathVariable String type, @RequestBody ObjectNode body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestParam(defaultValue = "false") boolean allowDestructive, Actor actor) {
        body.remove("type");
        body.remove("job");
        Replaced replaced = changeModel.replace(type, body, ifMatch, allowDestructive, actor);
        return answer(HttpStatus.OK, replaced.type(), replaced.job());
    }

    /** Returns {@code 202} with the job if a job deletes the entries. */
    @DeleteMapping("/types/{type}")
    ResponseEntity<StartedJob> delete(@PathVariable String type,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestParam(defaultValue = "false") boolean force, Actor actor) {
        UUID job = changeModel.delete(type, ifMatch, force, actor);
        return job == null ? ResponseEntity.noContent().build() : ResponseEntity.accepted().body(new StartedJob(job));
    }

    private static ResponseEntity<ObjectNode> answer(HttpStatus status, ContentType type, @Nullable UUID job) {
        ObjectNode body = named(type);
        if (job != null) {
            body.put("job", job.toString());
        }
        return ResponseEntity.status(status).eTag(DefinitionWriter.tag(type)).body(body);
    }

    /** The definition, including the type's name. */
    private static ObjectNode named(ContentType type) {
        return DefinitionWriter.write(type).put("type", type.name());
    }
}
