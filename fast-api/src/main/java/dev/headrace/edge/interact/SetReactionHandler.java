package dev.headrace.edge.interact;

import dev.headrace.edge.http.ClientAddress;
import dev.headrace.edge.http.EmptyBody;
import dev.headrace.edge.http.Endpoint;
import dev.headrace.edge.http.Fields;
import dev.headrace.edge.http.PathValues;
import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.http.Query;
import dev.headrace.edge.http.Replies;
import dev.headrace.edge.interact.Reactions.Change;
import dev.headrace.edge.read.LiveModel;
import dev.headrace.model.PublishedModel.Interactions;
import dev.headrace.model.Target;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.time.Clock;
import java.util.List;

/** {@code PUT} and {@code DELETE /v1/content/{type}/{id}/reactions/{reaction}} */
public final class SetReactionHandler implements Endpoint {

    private final LiveModel model;
    private final Admission admission;
    private final ClientAddress clientAddress;
    private final Reactions reactions;
    private final Clock clock;

    public SetReactionHandler(LiveModel model, Admission admission, ClientAddress clientAddress, Reactions reactions,
            Clock clock) {
        this.model = model;
        this.admission = admission;
        this.clientAddress = clientAddress;
        this.reactions = reactions;
        this.clock = clock;
    }

    @Override
    public void handle(HttpServerExchange exchange, PathValues path) {
        String type = path.get(0);
        Interactions interactions = model.type(type).interactions();
        Query.of(exchange, List.of());
        var user = admission.user(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION),
                clientAddress.of(exchange));
        Replies.when(user, exchange, (admitted, principal) -> {
            checkReaction(interactions, type, path.get(2));
            Target target = Target.of(type, path.get(1)).orElseThrow(Refusals::gone);
            Change change = new Change(target, path.get(2),
                    admitted.getRequestMethod().equals(Methods.PUT),
                    IdempotencyKey.of(admitted.getRequestHeaders().getFirst(Fields.IDEMPOTENCY_KEY), clock.instant()));
            EmptyBody.then(admitted, () -> Replies.when(reactions.accept(principal, change, interactions), admitted,
                    WriteReply.INSTANCE));
        });
    }

    private static void checkReaction(Interactions interactions, String type, String reaction) {
        if (interactions.reactions().isEmpty()) {
            throw Refusals.forbidden("Documents of type '" + type + "' take no reactions.");
        }
        if (!interactions.reactions().contains(reaction)) {
            throw new ProblemException(Problem.notFound("There is no such reaction; there are: "
                    + String.join(", ", interactions.reactions()) + "."));
        }
    }
}
