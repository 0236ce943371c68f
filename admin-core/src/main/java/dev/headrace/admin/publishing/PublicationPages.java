package dev.headrace.admin.publishing;

import dev.headrace.admin.content.Entries;
import dev.headrace.admin.content.Entry;
import dev.headrace.admin.publishing.Publications.Publication;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.staff.Actor;
import dev.headrace.admin.web.ConflictException;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.RefusedException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Publishing from an entry's page, and the part of that page which says what the public has of it. */
@Controller
@RequestMapping("/admin/content/{type}/{id}")
class PublicationPages {

    private final Types types;
    private final Entries entries;
    private final Publications publications;
    private final Projections projections;
    private final Receipts receipts;
    private final Publish publish;
    private final Unpublish unpublish;
    private final Clock clock;
    private final String edgeUrl;

    PublicationPages(Types types, Entries entries, Publications publications, Projections projections,
            Receipts receipts, Publish publish, Unpublish unpublish, Clock clock,
            @Value("${headrace.edge-url}") String edgeUrl) {
        this.types = types;
        this.entries = entries;
        this.publications = publications;
        this.projections = projections;
        this.receipts = receipts;
        this.publish = publish;
        this.unpublish = unpublish;
        this.clock = clock;
        this.edgeUrl = edgeUrl;
    }

    @PostMapping("/publish")
    String publish(@PathVariable String type, @PathVariable UUID id, @RequestParam int version, Actor actor,
            RedirectAttributes redirect) {
        String page = page(type, id);
        try {
            publish.publish(type, id, version, actor);
            return page;
        } catch (InvalidInputException e) {
            return page + "?incomplete";
        } catch (ConflictException e) {
            redirect.addFlashAttribute("warning", "Nothing was published. " + e.getMessage());
            return page;
        }
    }

    @PostMapping("/unpublish")
    String unpublish(@PathVariable String type, @PathVariable UUID id, Actor actor, RedirectAttributes redirect) {
        try {
            unpublish.unpublish(type, id, null, actor);
        } catch (RefusedException e) {
            redirect.addFlashAttribute("warning", e.getMessage());
        }
        return page(type, id);
    }

    @GetMapping("/publication")
    String publication(@PathVariable String type, @PathVariable UUID id, Model model) {
        Entry entry = entries.findByIdAndType(id, type)
                .orElseThrow(() -> new NotFoundException("There is no " + type + " with the id " + id + "."));
        model.addAttribute("entry", entry);
        receipts.latest(id).ifPresent(receipt -> model.addAttribute("progress",
                ReceiptProgress.of(receipt, projections.trouble(id).orElse(null), clock.instant())));
        publications.find(List.of(id)).values().forEach(publication -> model.addAttribute("document",
                documentPath(types.get(type), publication)));
        model.addAttribute("edgeUrl", edgeUrl);
        return "publishing/publication";
    }

    /** Where the edge serves it: by its slug, as readers find it, or else by its id. */
    private static String documentPath(ContentType type, Publication publication) {
        String name = type.slugField().map(field -> publication.fields().path(field.name()).asString(""))
                .filter(slug -> !slug.isEmpty()).orElse(publication.id().toString());
        return "/v1/content/" + type.name() + "/" + name;
    }

    private static String page(String type, UUID id) {
        return "redirect:/admin/content/" + type + "/" + id;
    }
}
