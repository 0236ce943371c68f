package dev.headrace.admin.publishing;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.headrace.admin.content.Entries;
import dev.headrace.admin.publishing.Receipts.Receipt;
import dev.headrace.admin.staff.Actor;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.VersionTag;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Publishing for programs: the answer is the receipt, as far as it is complete within a moment. */
@RestController
@RequestMapping("/api/entries/{type}/{id}")
class PublishController {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofMillis(5);

    private final Entries entries;
    private final Publish publish;
    private final Unpublish unpublish;
    private final Receipts receipts;

    PublishController(Entries entries, Publish publish, Unpublish unpublish, Receipts receipts) {
        this.entries = entries;
        this.publish = publish;
        this.unpublish = unpublish;
        this.receipts = receipts;
    }

    /**
     * A receipt as the API shows it.
     *
     * @param live whether edges run, and all of them serve it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReceiptView(String action, int version, boolean live, @Nullable Long millis, Instant requestedAt,
            @Nullable Instant renderedAt, @Nullable Instant storedAt, @Nullable Instant seenAt, @Nullable Integer edges,
            int dependents) {

        static ReceiptView of(Receipt receipt) {
            return new ReceiptView(receipt.action(), receipt.version(), receipt.seenAt() != null, receipt.millis(),
                    receipt.requestedAt().toInstant(), instant(receipt.renderedAt()), instant(receipt.storedAt()),
                    instant(receipt.seenAt()), receipt.edges(), receipt.dependents());
        }

        private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
            return time == null ? null : time.toInstant();
        }
    }

    @PostMapping("/publish")
    ResponseEntity<ReceiptView> publish(@PathVariable String type, @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Actor actor)
            throws InterruptedException {
        return awaitReceipt(id, publish.publish(type, id, VersionTag.parse(ifMatch), actor));
    }

    @PostMapping("/unpublish")
    ResponseEntity<ReceiptView> unpublish(@PathVariable String type, @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Actor actor)
            throws InterruptedException {
        return awaitReceipt(id, unpublish.unpublish(type, id, VersionTag.parse(ifMatch), actor));
    }

    @GetMapping("/receipt")
    ReceiptView receipt(@PathVariable String type, @PathVariable UUID id) {
        return entries.findByIdAndType(id, type).flatMap(entry -> receipts.latest(entry.id())).map(ReceiptView::of)
                .orElseThrow(() -> new NotFoundException(
                        "There is no publication of a " + type + " with the id " + id + "."));
    }

    private ResponseEntity<ReceiptView> awaitReceipt(UUID id, long mark) throws InterruptedException {
        Receipt receipt = receipts.find(id, mark).orElseThrow();
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!receipt.complete() && System.nanoTime() < end) {
            Thread.sleep(LOOK);
            receipt = receipts.find(id, mark).orElseThrow();
        }
        return ResponseEntity.status(receipt.complete() ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .body(ReceiptView.of(receipt));
    }
}
