package dev.headrace.admin.publishing;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.content.ExpectedVersion;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** API for discarding drafts. */
@RestController
class DiscardController {

    private final DiscardDraft discard;

    DiscardController(DiscardDraft discard) {
        this.discard = discard;
    }

    @PostMapping("/api/entries/{type}/{id}/discard")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(@PathVariable String type, @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String locale,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Actor actor) {
        discard.discard(type, id, locale, ExpectedVersion.parse(ifMatch), actor);
    }
}
