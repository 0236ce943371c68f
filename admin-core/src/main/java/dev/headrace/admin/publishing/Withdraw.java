package dev.headrace.admin.publishing;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.activity.Action;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.content.ExpectedVersion;
import dev.headrace.admin.content.LockEntries;
import dev.headrace.admin.content.Variant;
import dev.headrace.admin.publishing.Receipts.NewReceipt;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.RefusedException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Withdraws a published variant, which stays readable with a notice, or reinstates it. */
@Service
class Withdraw {

    private final Types types;
    private final LockEntries lock;
    private final Publications publications;
    private final Marks marks;
    private final Receipts receipts;
    private final ActivityLog activity;
    private final Clock clock;

    Withdraw(Types types, LockEntries lock, Publications publications, Marks marks, Receipts receipts,
            ActivityLog activity, Clock clock) {
        this.types = types;
        this.lock = lock;
        this.publications = publications;
        this.marks = marks;
        this.receipts = receipts;
        this.activity = activity;
        this.clock = clock;
    }

    /** A published variant, and the version that its draft must have. */
    record Target(String type, UUID id, String locale, ExpectedVersion expected) {}

    /**
     * Withdraws a variant, or replaces the notice of a withdrawn one.
     *
     * @return the mark that identifies the receipt
     * @throws InvalidInputException if the notice is missing or invalid
     * @throws NotFoundException if there is no such entry, or the actor may not see it
     * @throws RefusedException if it is not published
     * @throws dev.headrace.admin.web.ConflictException if the draft has a different version
     */
    @Transactional
    long withdraw(Target target, @Nullable String notice, Actor actor) {
        String checked = Withdrawal.check(notice);
        return change(target, PublishingActions.WITHDRAW,
                JsonNodeFactory.instance.objectNode().put("notice", checked), actor,
                key -> publications.withdraw(key, checked, clock.instant()));
    }

    /**
     * Reinstates a withdrawn variant.
     *
     * @return the mark that identifies the receipt
     * @throws NotFoundException if there is no such entry, or the actor may not see it
     * @throws RefusedException if it is not published, or not withdrawn
     * @throws dev.headrace.admin.web.ConflictException if the draft has a different version
     */
    @Transactional
    long reinstate(Target target, Actor actor) {
        return change(target, PublishingActions.REINSTATE, null, actor, key -> {
            if (publications.reinstate(List.of(key)) == 0) {
                throw new RefusedException("The entry is not withdrawn.");
            }
        });
    }

    /** Changes a publication. */
    private interface ChangeOf {
        void apply(DocumentKey publication);
    }

    private long change(Target target, Action action, @Nullable ObjectNode after, Actor actor, ChangeOf change) {
        actor.require(Permission.publishContent);
        Model model = types.lockShared();
        ContentType type = model.type(target.type);
        Variant variant = lock.one(type, target.id, actor).variant(model.locales().check(target.locale)).orElseThrow(
                () -> new NotFoundException("The entry does not exist in the locale '" + target.locale + "'."));
        variant.mustHaveVersion(target.expected);
        int version = variant.publishedVersion()
                .orElseThrow(() -> new RefusedException("The entry is not published."));
        DocumentKey key = new DocumentKey(target.id, variant.locale());
        change.apply(key);
        activity.record(actor, action, variant.subject(type), null, after);
        long mark = Optional.ofNullable(
                marks.mark(model, List.of(new ChangedVariant(type, key)), RenderPriority.URGENT).get(key))
                .orElseThrow();
        Instant now = clock.instant();
        receipts.open(List.of(new NewReceipt(key, mark, ReceiptAction.publish, version)), now);
        return mark;
    }
}
