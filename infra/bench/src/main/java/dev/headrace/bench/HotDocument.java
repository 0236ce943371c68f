package dev.headrace.bench;

import dev.headrace.bench.Documents.Document;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Random cached documents, with all features of the edge enabled. */
final class HotDocument implements Bench.Scenario {

    private static final int CONNECTIONS = 64;

    /** What a browser sends, except what asks for compression. */
    private static final String BROWSER_FIELDS = "\tUser-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101"
            + " Firefox/144.0\tAccept: */*\tAccept-Language: en-GB,en;q=0.7,de;q=0.3\tConnection: keep-alive"
            + "\tSec-Fetch-Dest: empty\tSec-Fetch-Mode: cors\tSec-Fetch-Site: same-origin\tPriority: u=4";

    @Override
    public void run(Setup setup, Plan plan) throws Exception {
        List<Document> documents = Documents.write(setup).all();
        Path get = requests(setup, "get", documents, Document::path, _ -> "");
        Path bySlug = requests(setup, "slugs", documents, Document::slugPath, _ -> "");
        Path conditional = requests(setup, "conditional", documents, Document::path,
                each -> "\tIf-None-Match: " + each.etag());
        Path compressed = requests(setup, "compressed", documents, Document::path,
                _ -> "\tAccept-Encoding: gzip, deflate, br, zstd");

        Comparison comparison = new Comparison("hot document, 10,000 of about 1.5 KB", CONNECTIONS, plan);
        comparison.add("bare Undertow, map of direct buffers", setup.bare("bare near cache", "near-cache"),
                get);
        comparison.add("bare Undertow, 5 constant bytes", setup.bare("bare constant", "constant"), get);
        Optional<Nginx> nginx = Nginx.find();
        if (nginx.isPresent()) {
            comparison.add("NGINX + Lua, shared dict", setup.nginx("nginx hot", nginx.get(), "hot.conf"), get);
        }
        Subject edge = setup.edge(Map.of());
        comparison.add("edge, 304", edge, conditional);
        comparison.add("edge, compressed", edge, compressed);
        comparison.add("edge, by slug", edge, bySlug);
        comparison.add("edge, 200", edge, get);

        Load load = Load.find(setup.folder());
        comparison.run(load);
        comparison.print(System.out, load);
    }

    private static Path requests(Setup setup, String name, List<Document> documents, Function<Document, String> path,
            Function<Document, String> more) throws IOException {
        return Documents.requests(setup, name, documents.stream()
                .map(each -> "GET\t" + path.apply(each) + BROWSER_FIELDS + more.apply(each)).toList());
    }
}
