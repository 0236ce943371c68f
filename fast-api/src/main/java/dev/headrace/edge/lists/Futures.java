package dev.headrace.edge.lists;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Waits for several results. */
public final class Futures {

    private Futures() {}

    /** All results, in the same order. */
    public static <T> CompletableFuture<List<T>> all(Stream<CompletableFuture<T>> futures) {
        List<CompletableFuture<T>> parts = futures.toList();
        return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
                .thenApply(_ -> parts.stream().map(CompletableFuture::join).toList());
    }
}
