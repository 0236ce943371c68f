package dev.headrace.edge.interact;

import dev.headrace.edge.auth.Principal;
import dev.headrace.edge.http.ClientAddress;
import dev.headrace.edge.http.Endpoint;
import dev.headrace.edge.http.HeaderNames;
import dev.headrace.edge.http.JsonBody;
import dev.headrace.edge.http.PathValues;
import dev.headrace.edge.http.Query;
import dev.headrace.edge.http.Replies;
import dev.headrace.edge.model.LiveModel;
import dev.headrace.model.PublishedModel.Interactions;
import dev.headrace.model.EntryId;
import dev.headrace.model.Target;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Handles the requests of a kind's route. */
final class WriteHandler implements Endpoint {

    private final InteractionKind kind;
    private final InteractionKind.Method method;
    private final LiveModel model;
    private final Admission admission;
    private final ClientAddress clientAddress;
    private final AcceptWrite acceptWrite;
    private final SummingWindow window;

    WriteHandler(InteractionKind kind, InteractionKind.Method method, LiveModel model, Admission admission,
            ClientAddress clientAddress, AcceptWrite acceptWrite, SummingWindow window) {
        this.kind = kind;
        this.method = method;
        this.model = model;
        this.admission = admission;
        this.clientAddress = clientAddress;
        this.acceptWrite = acceptWrite;
        this.window = window;
    }

    @Override
    public void handle(HttpServerExchange exchange, PathValues path) {
        Interactions interactions = model.type(path.get(0)).interactions();
        Query.of(exchange, List.of());
        String address = clientAddress.of(exchange);
        switch (kind.writers()) {
            case ANYBODY -> {
                admission.anybody(address);
                readAndAccept(exchange, path, interactions, null);
            }
            case USERS -> {
                CompletableFuture<Principal> user = admission
                        .user(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION), address);
                Replies.when(user, exchange,
                        (admitted, principal) -> readAndAccept(admitted, path, interactions, principal.subject()));
            }
        }
    }

    private void readAndAccept(HttpServerExchange exchange, PathValues path, Interactions interactions,
            @Nullable String actor) {
        if (!EntryId.isId(path.get(1))) {
            throw Rejections.noId(path.get(1));
        }
        Target target = new Target(path.get(0), path.get(1));
        JsonBody.read(exchange, kind.body(), (read, body) -> Replies.when(
                accept(new WriteRequest(method, target, interactions, path, actor, body),
                        read.getRequestHeaders().getFirst(HeaderNames.IDEMPOTENCY_KEY)),
                read, WriteReply.INSTANCE));
    }

    private CompletableFuture<Accepted> accept(WriteRequest request, @Nullable String idempotencyKey) {
        return switch (kind.write(request)) {
            case Write.Single single -> acceptWrite.accept(kind.name(), request, single, idempotencyKey);
            case Write.Summed summed -> window.add(kind.name(), request, summed);
        };
    }
}
