package dev.headrace.edge.interact;

import dev.headrace.edge.http.ClientAddress;
import dev.headrace.edge.http.EmptyBody;
import dev.headrace.edge.http.Endpoint;
import dev.headrace.edge.http.PathValues;
import dev.headrace.edge.http.Query;
import dev.headrace.edge.http.Replies;
import dev.headrace.edge.read.LiveModel;
import dev.headrace.model.PublishedModel.Interactions;
import dev.headrace.model.Target;
import io.undertow.server.HttpServerExchange;
import java.util.List;

/** {@code POST /v1/content/{type}/{id}/views} */
public final class CountViewHandler implements Endpoint {

    private final LiveModel model;
    private final Admission admission;
    private final ClientAddress clientAddress;
    private final Views views;

    public CountViewHandler(LiveModel model, Admission admission, ClientAddress clientAddress, Views views) {
        this.model = model;
        this.admission = admission;
        this.clientAddress = clientAddress;
        this.views = views;
    }

    @Override
    public void handle(HttpServerExchange exchange, PathValues path) {
        String type = path.get(0);
        Interactions interactions = model.type(type).interactions();
        Query.of(exchange, List.of());
        admission.anybody(clientAddress.of(exchange));
        if (!interactions.views()) {
            throw Refusals.forbidden("Views of documents of type '" + type + "' are not counted.");
        }
        Target target = Target.of(type, path.get(1)).orElseThrow(Refusals::gone);
        EmptyBody.then(exchange,
                () -> Replies.when(views.count(target, interactions), exchange, WriteReply.INSTANCE));
    }
}
