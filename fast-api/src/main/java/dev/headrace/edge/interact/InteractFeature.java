package dev.headrace.edge.interact;

import dev.headrace.edge.auth.Authenticator;
import dev.headrace.edge.feature.Feature;
import dev.headrace.edge.http.ClientAddress;
import dev.headrace.edge.http.Routes;
import dev.headrace.edge.limit.RateLimiter;
import dev.headrace.edge.model.LiveModel;
import dev.headrace.edge.queue.Shipper;
import dev.headrace.edge.redis.Contents;
import dev.headrace.edge.redis.Store;
import dev.headrace.edge.tallies.Tallies;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes by users, from the request to the outbox: routes of all kinds, and receipts. */
public final class InteractFeature implements Feature {

    private final List<InteractionKind> kinds;
    private final LiveModel model;
    private final Admission admission;
    private final ClientAddress address;
    private final Store store;
    private final AcceptWrite acceptWrite;
    private final SummingWindow window;

    /** @throws IllegalArgumentException if two kinds have the same name */
    public InteractFeature(List<InteractionKind> kinds, LiveModel model, Tallies tallies, Store store,
            Contents contents, Shipper shipper, Authenticator authenticator, ClientAddress address,
            InteractionSettings settings,
            Clock clock) {
        Set<String> names = new HashSet<>();
        kinds.stream().map(InteractionKind::name).filter(name -> !names.add(name)).findAny().ifPresent(name -> {
            throw new IllegalArgumentException("duplicate interaction kind: " + name);
        });
        this.kinds = List.copyOf(kinds);
        this.model = model;
        this.admission = new Admission(authenticator, new RateLimiter(settings.userRate(), System::nanoTime),
                new RateLimiter(settings.addressRate(), System::nanoTime));
        this.address = address;
        this.store = store;
        this.acceptWrite = new AcceptWrite(store, contents, shipper, tallies, settings, clock);
        this.window = new SummingWindow(acceptWrite, store, settings.viewWindow());
    }

    @Override
    public void addRoutes(Routes api) {
        kinds.forEach(kind -> kind.routes().forEach(route -> add(api, kind, route)));
        api.get("/v1/receipts/{eventId}", new GetReceiptHandler(store));
    }

    private void add(Routes routes, InteractionKind kind, InteractionKind.Route route) {
        var handler = new WriteHandler(kind, route.method(), model, admission, address, acceptWrite, window);
        var _ = switch (route.method()) {
            case POST -> routes.post(route.path(), handler);
            case PUT -> routes.put(route.path(), handler);
            case DELETE -> routes.delete(route.path(), handler);
        };
    }

    /** Accepts the writes that are still buffered. */
    @Override
    public void close() {
        window.close();
    }
}
