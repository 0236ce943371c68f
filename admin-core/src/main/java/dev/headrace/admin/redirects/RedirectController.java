package dev.headrace.admin.redirects;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.headrace.admin.access.Actor;
import dev.headrace.admin.redirects.EditRedirects.Effect;
import dev.headrace.admin.redirects.StoredRedirects.Row;
import dev.headrace.admin.web.Between;
import dev.headrace.admin.web.EntityTags;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.Page;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** API of redirects. */
@RestController
@RequestMapping("/api/redirects")
class RedirectController {

    private final StoredRedirects redirects;
    private final EditRedirects edit;

    RedirectController(StoredRedirects redirects, EditRedirects edit) {
        this.redirects = redirects;
        this.edit = edit;
    }

    /** A redirect to save; without a status it is permanent. */
    record NewRedirect(@Nullable String path, @Nullable String to, @Nullable Integer status) {}

    /**
     * JSON form of a redirect.
     *
     * @param version its entity tag, without quotes
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(String path, @Nullable String to, int status, Instant updatedAt, String updatedBy, String version) {

        static View of(Row row) {
            return new View(row.redirect().path(), row.redirect().to(), row.redirect().status(), row.updatedAt(),
                    row.updatedBy(), row.version());
        }
    }

    @GetMapping
    Page<View> list(@RequestParam(defaultValue = "") String q, @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = Page.DEFAULT_SIZE) @Between(min = 1, max = Page.MAX_SIZE) int size) {
        if (after != null && !after.startsWith("/")) {
            throw new InvalidInputException("/after", "must be the 'next' of a page of the same list");
        }
        return Page.of(redirects.list(q, after, size + 1), size, row -> row.redirect().path()).map(View::of);
    }

    @PutMapping
    ResponseEntity<View> put(@RequestBody NewRedirect body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Actor actor) {
        Redirect redirect = Redirect.parse(body.path(), body.to(), body.status());
        boolean created = edit.put(redirect, EntityTags.parse(ifMatch), actor);
        Row saved = redirects.find(redirect.path()).orElseThrow(() -> EditRedirects.notFound(redirect.path()));
        return ResponseEntity.status(created ? HttpStatus.CREATED : HttpStatus.OK).eTag(saved.version())
                .body(View.of(saved));
    }

    @DeleteMapping
    ResponseEntity<Void> delete(@RequestParam String path,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Actor actor) {
        edit.delete(path, EntityTags.parse(ifMatch), actor);
        return ResponseEntity.noContent().build();
    }

    @PostMapping(path = "/import", consumes = "text/csv")
    Effect importAll(@RequestParam(defaultValue = "false") boolean dryRun, @RequestBody String body, Actor actor) {
        return edit.importAll(RedirectFile.read(body), dryRun, actor);
    }
}
