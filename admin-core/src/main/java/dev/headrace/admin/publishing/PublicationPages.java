package dev.headrace.admin.publishing;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.content.EntryReads;
import dev.headrace.admin.content.VariantView;
import dev.headrace.admin.content.ExpectedVersion;
import dev.headrace.admin.publishing.Change.Remove;
import dev.headrace.admin.web.ConflictException;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.RefusedException;
import dev.headrace.admin.web.RejectedDialog;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Publishes and unpublishes from an entry's page, and shows its publication in one locale. */
@Controller
@RequestMapping("/admin/content/{type}/{id}")
class PublicationPages {

    private final EntryReads reads;
    private final Endings endings;
    private final PublicationState state;
    private final Receipts receipts;
    private final ReceiptStreams streams;
    private final PublishLocales locales;
    private final Publish publish;
    private final Unpublish unpublish;
    private final Withdraw withdraw;
    private final PublishingSettings settings;
    private final Clock clock;

    PublicationPages(EntryReads reads, Endings endings, PublicationState state, Receipts receipts,
            ReceiptStreams streams,
            PublishLocales locales, Publish publish, Unpublish unpublish, Withdraw withdraw,
            PublishingSettings settings, Clock clock) {
        this.reads = reads;
        this.endings = endings;
        this.state = state;
        this.receipts = receipts;
        this.streams = streams;
        this.locales = locales;
        this.publish = publish;
        this.unpublish = unpublish;
        this.withdraw = withdraw;
        this.settings = settings;
        this.clock = clock;
    }

    @PostMapping("/publish")
    String publish(@PathVariable String type, @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String locale, @RequestParam int version, Actor actor,
            RedirectAttributes redirect) {
        String checked = page(type, id, locale, redirect);
        return published(redirect, () -> {
            publish.one(type, id, checked, ExpectedVersion.of(version), actor);
            warnOfAbsentReferences(List.of(reads.variant(type, id, checked, actor)), redirect);
        });
    }

    @PostMapping("/publish-all")
    String publishAll(@PathVariable String type, @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String locale, @RequestParam int version, Actor actor,
            RedirectAttributes redirect) {
        String checked = page(type, id, locale, redirect);
        return published(redirect, () -> {
            PublishLocales.Published published = locales.publishAll(type, id, checked, ExpectedVersion.of(version),
                    actor);
            List<String> tags = published.marks().keySet().stream().map(DocumentKey::locale).toList();
            redirect.addFlashAttribute("notice", "Published in " + String.join(", ", tags) + ".")
                    .addFlashAttribute("skipped", List.copyOf(published.skipped().keySet()));
            warnOfAbsentReferences(tags.stream().map(tag -> reads.variant(type, id, tag, actor)).toList(), redirect);
        });
    }

    /** Publishes, and leads to the entry's page, which says why nothing was published. */
    private static String published(RedirectAttributes redirect, Runnable publication) {
        try {
            publication.run();
        } catch (InvalidInputException e) {
            redirect.addAttribute("incomplete", "");
        } catch (ConflictException | RefusedException e) {
            redirect.addFlashAttribute("warning", "Not published. " + e.getMessage());
        }
        return "redirect:/admin/content/{type}/{id}";
    }

    /** Readers get a document without the references to entries that they cannot get. */
    private void warnOfAbsentReferences(List<VariantView> published, RedirectAttributes redirect) {
        List<String> fields = published.stream().flatMap(variant -> state.absentReferences(variant).stream()).distinct()
                .toList();
        if (!fields.isEmpty()) {
            redirect.addFlashAttribute("warning", "Published without the references to entries that are unpublished,"
                    + " in the trash or deleted: " + String.join(", ", fields) + ".");
        }
    }

    /**
     * Unpublishes.
     *
     * @param as a name of {@link Ending.Kind}; empty for "not found"
     * @param to only read for a redirect; may also be the address of the page of an entry
     */
    @PostMapping("/unpublish")
    String unpublish(@PathVariable String type, @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String locale,
            @RequestParam(required = false) Ending.@Nullable Kind as,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam MultiValueMap<String, String> parameters, Actor actor, RedirectAttributes redirect) {
        String checked = page(type, id, locale, redirect);
        try {
            unpublish.one(new Remove(type, id, checked, ExpectedVersion.ANY, Ending.ofPage(as, to)), actor);
            redirect.addFlashAttribute("notice", "Unpublished.");
        } catch (InvalidInputException e) {
            new RejectedDialog("unpublish", "to", "The target " + e.problems().getFirst().message() + ".", parameters)
                    .show("Not unpublished", redirect);
        } catch (RefusedException e) {
            redirect.addFlashAttribute("warning", e.getMessage());
        }
        return "redirect:/admin/content/{type}/{id}";
    }

    @PostMapping("/withdraw")
    String withdraw(@PathVariable String type, @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String locale,
            @RequestParam(required = false) @Nullable String notice,
            @RequestParam MultiValueMap<String, String> parameters, Actor actor, RedirectAttributes redirect) {
        String checked = page(type, id, locale, redirect);
        try {
            withdraw.withdraw(new Withdraw.Target(type, id, checked, ExpectedVersion.ANY), notice, actor);
            redirect.addFlashAttribute("notice", "Withdrawn.");
        } catch (InvalidInputException e) {
            new RejectedDialog("withdraw", "notice", "The notice " + e.problems().getFirst().message() + ".",
                    parameters).show("Not withdrawn", redirect);
        } catch (RefusedException e) {
            redirect.addFlashAttribute("warning", e.getMessage());
        }
        return "redirect:/admin/content/{type}/{id}";
    }

    @PostMapping("/reinstate")
    String reinstate(@PathVariable String type, @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String locale, Actor actor, RedirectAttributes redirect) {
        String checked = page(type, id, locale, redirect);
        try {
            withdraw.reinstate(new Withdraw.Target(type, id, checked, ExpectedVersion.ANY), actor);
            redirect.addFlashAttribute("notice", "Reinstated.");
        } catch (RefusedException e) {
            redirect.addFlashAttribute("warning", e.getMessage());
        }
        return "redirect:/admin/content/{type}/{id}";
    }

    @GetMapping("/publication")
    String publication(@PathVariable String type, @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String locale, Actor actor, Model model) {
        VariantView variant = reads.variant(type, id, locale, actor);
        receipts.latest(variant).ifPresent(receipt -> model.addAttribute("progress",
                ReceiptProgress.of(receipt, receipts.failure(variant).orElse(null), clock.instant())));
        state.path(variant).ifPresent(path -> model.addAttribute("document", path));
        state.withdrawal(variant).ifPresent(withdrawal -> model.addAttribute("withdrawal", withdrawal));
        model.addAttribute("ending", endings.of(variant)).addAttribute("entry", variant).addAttribute("edgeUrl",
                settings.edgeUrl());
        return "publishing/publication";
    }

    /** An event for each change of the latest receipt; the stream ends when it is complete. */
    @GetMapping(path = "/publication/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events(@PathVariable String type, @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String locale, Actor actor) {
        return streams.open(reads.variant(type, id, locale, actor));
    }

    /** Redirects to the page of the entry in the locale. */
    private String page(String type, UUID id, @Nullable String locale, RedirectAttributes redirect) {
        String checked = locales.check(locale);
        redirect.addAttribute("type", type).addAttribute("id", id);
        if (!checked.equals(locales.check(null))) {
            redirect.addAttribute("locale", checked);
        }
        return checked;
    }
}
