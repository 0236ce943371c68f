package dev.headrace.edge.live;

import dev.headrace.edge.http.Endpoint;
import dev.headrace.edge.http.HeaderNames;
import dev.headrace.edge.http.PathValues;
import dev.headrace.edge.http.Query;
import dev.headrace.edge.http.ResponseStream;
import dev.headrace.edge.model.LiveModel;
import dev.headrace.model.ReadParameter;
import io.undertow.server.HttpServerExchange;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/changes} */
final class ChangesHandler implements Endpoint {

    private static final String EVENTS = "text/event-stream";
    private static final List<String> PARAMETERS = List.of(ChangeFilter.TYPES, ReadParameter.LOCALE,
            ReadParameter.AFTER);

    private final LiveModel model;
    private final RecentChanges recent;
    private final CatchUp catchUp;
    private final Streams streams;
    private final StreamCounts counts;

    ChangesHandler(LiveModel model, RecentChanges recent, CatchUp catchUp, Streams streams, StreamCounts counts) {
        this.model = model;
        this.recent = recent;
        this.catchUp = catchUp;
        this.streams = streams;
        this.counts = counts;
    }

    @Override
    public void handle(HttpServerExchange exchange, PathValues path) {
        Query query = Query.of(exchange, PARAMETERS);
        ChangeFilter filter = ChangeFilter.of(query, model.current());
        SyncToken after = SyncRequest.after(query);
        String last = exchange.getRequestHeaders().getFirst(HeaderNames.LAST_EVENT_ID);
        var _ = recent.head();
        streams.admit();
        ResponseStream.open(exchange, response -> begin(response, filter, after, last));
    }

    /** @param last where a client resumes that has lost its connection; its other parameters are those of the first request */
    private void begin(ResponseStream response, ChangeFilter filter, @Nullable SyncToken after,
            @Nullable String last) {
        Executor thread = response.thread();
        EventStream stream = new EventStream(response, filter, recent, catchUp, counts);
        response.onClose(() -> streams.remove(thread, stream));
        response.start(EVENTS);
        if (response.isClosed()) {
            return;
        }
        streams.add(thread, stream);
        if (last != null) {
            stream.resume(SyncToken.parse(last));
        } else if (after != null) {
            stream.resume(Optional.of(after));
        } else {
            stream.begin();
        }
    }
}
