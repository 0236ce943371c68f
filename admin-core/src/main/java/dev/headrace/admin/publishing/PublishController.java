package dev.headrace.admin.publishing;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.headrace.admin.access.Actor;
import dev.headrace.admin.content.EntryReads;
import dev.headrace.admin.content.ExpectedVersion;
import dev.headrace.admin.content.VariantView;
import dev.headrace.admin.publishing.Change.Remove;
import dev.headrace.admin.schema.Locales;
import dev.headrace.admin.web.InvalidInputException.Problem;
import dev.headrace.admin.web.NotFoundException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Publishing API. Calls return the receipt: with {@code 200} if it completes within the wait time, else {@code 202}.
 */
@RestController
@RequestMapping("/api/entries/{type}/{id}")
class PublishController {

    private final EntryReads reads;
    private final PublishLocales locales;
    private final Publish publish;
    private final Unpublish unpublish;
    private final Withdraw withdraw;
    private final PublicationState state;
    private final Endings endings;
    private final Receipts receipts;
    private final PublishingSettings settings;

    PublishController(EntryReads reads, PublishLocales locales, Publish publish, Unpublish unpublish, Withdraw withdraw,
            PublicationState state, Endings endings, Receipts receipts, PublishingSettings settings) {
        this.reads = reads;
        this.locales = locales;
        this.publish = publish;
        this.unpublish = unpublish;
        this.withdraw = withdraw;
        this.state = state;
        this.endings = endings;
        this.receipts = receipts;
        this.settings = settings;
    }

    /**
     * The receipts of several locales.
     *
     * @param skipped what prevents the publication in each incomplete locale; omitted if none was skipped
     */
    record ReceiptsView(Map<String, ReceiptView> receipts,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, List<Problem>> skipped) {}

    @PostMapping("/publish")
    ResponseEntity<?> publish(@PathVariable String type, @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String locale,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Actor actor)
            throws InterruptedException {
        String checked = locales.checkOrAll(locale);
        if (checked.equals(Locales.ALL)) {
            PublishLocales.Published published = locales.publishAll(type, id, ifMatch, actor);
            return answerAll(type, published.marks(), published.skipped(), actor);
        }
        long mark = publish.one(type, id, checked, ExpectedVersion.parse(ifMatch), actor);
        return answer(reads.variant(type, id, checked, actor), mark);
    }

    /**
     * What readers get for an entry that is unpublished.
     *
     * @param as null for "not found"
     * @param to the id of an entry or an address, only for a redirect
     */
    record NewEnding(Ending.@Nullable Kind as, @Nullable String to) {}

    @PostMapping("/unpublish")
    ResponseEntity<?> unpublish(@PathVariable String type, @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String locale,
            @RequestBody(required = false) @Nullable NewEnding body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Actor actor)
            throws InterruptedException {
        String checked = locales.checkOrAll(locale);
        Ending ending = body == null ? Ending.notFound() : Ending.parse(body.as(), body.to());
        if (checked.equals(Locales.ALL)) {
            return answerAll(type, locales.unpublishAll(type, id, ending, ifMatch, actor), Map.of(), actor);
        }
        long mark = unpublish.one(new Remove(type, id, checked, ExpectedVersion.parse(ifMatch), ending), actor);
        return answer(reads.variant(type, id, checked, actor), mark);
    }

    /** A notice for readers. */
    record NewNotice(@Nullable String notice) {}

    @PostMapping("/withdraw")
    ResponseEntity<?> withdraw(@PathVariable String type, @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String locale, @RequestBody NewNotice body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Actor actor)
            throws InterruptedException {
        String checked = locales.check(locale);
        long mark = withdraw.withdraw(new Withdraw.Target(type, id, checked, ExpectedVersion.parse(ifMatch)),
                body.notice(), actor);
        return answer(reads.variant(type, id, checked, actor), mark);
    }

    @PostMapping("/reinstate")
    ResponseEntity<?> reinstate(@PathVariable String type, @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String locale,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Actor actor)
            throws InterruptedException {
        String checked = locales.check(locale);
        long mark = withdraw.reinstate(new Withdraw.Target(type, id, checked, ExpectedVersion.parse(ifMatch)), actor);
        return answer(reads.variant(type, id, checked, actor), mark);
    }

    /**
     * What readers get.
     *
     * @param path of the document at the edge; omitted if the variant is not published
     * @param as how it was unpublished; omitted if it is published, or readers get "not found"
     * @param to where readers are redirected
     * @param withdrawn omitted if it is not withdrawn
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PublicationView(@Nullable String path, Ending.@Nullable Kind as, @Nullable String to,
            @Nullable Withdrawal withdrawn) {}

    @GetMapping("/publication")
    PublicationView publication(@PathVariable String type, @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String locale, Actor actor) {
        VariantView variant = reads.variant(type, id, locale, actor);
        Ending ending = endings.of(variant);
        return new PublicationView(state.path(variant).orElse(null), ending.kind(), ending.to(),
                state.withdrawal(variant).orElse(null));
    }

    @GetMapping("/receipt")
    ReceiptView receipt(@PathVariable String type, @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String locale, Actor actor) {
        VariantView variant = reads.variant(type, id, locale, actor);
        return receipts.latest(variant).map(ReceiptView::of).orElseThrow(() -> new NotFoundException(
                "This " + type + " has no receipt for the locale '" + variant.locale()
                        + "': it was never published there, or the receipt has expired."));
    }

    private ResponseEntity<?> answer(VariantView variant, long mark) throws InterruptedException {
        Receipt receipt = receipts.await(variant, mark, settings.maxWait());
        return ResponseEntity.status(status(receipt.complete())).body(ReceiptView.of(receipt));
    }

    private ResponseEntity<?> answerAll(String type, Map<DocumentKey, Long> marks,
            Map<String, List<Problem>> skipped, Actor actor) throws InterruptedException {
        Map<String, ReceiptView> views = new LinkedHashMap<>();
        boolean complete = true;
        long end = System.nanoTime() + settings.maxWait().toNanos();
        for (Map.Entry<DocumentKey, Long> mark : marks.entrySet()) {
            VariantView variant = reads.variant(type, mark.getKey().entryId(), mark.getKey().locale(), actor);
            Receipt receipt = receipts.await(variant, mark.getValue(),
                    Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            complete &= receipt.complete();
            views.put(receipt.locale(), ReceiptView.of(receipt));
        }
        return ResponseEntity.status(status(complete)).body(new ReceiptsView(views, skipped));
    }

    private static HttpStatus status(boolean complete) {
        return complete ? HttpStatus.OK : HttpStatus.ACCEPTED;
    }
}
