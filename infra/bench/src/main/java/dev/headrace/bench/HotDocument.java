package dev.headrace.bench;

import dev.headrace.bench.Documents.Document;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Random cached documents, with all features of the edge enabled. */
final class HotDocument implements Bench.Scenario {

    private static final int CONNECTIONS = 64;

    @Override
    public void run(Setup setup, Plan plan) throws Exception {
        List<Document> documents = Documents.write(setup).all();
        Path get = Documents.requests(setup, "get", documents.stream().map(each -> "GET\t" + each.path()).toList());
        Path conditional = Documents.requests(setup, "conditional",
                documents.stream().map(each -> "GET\t" + each.path() + "\tIf-None-Match: " + each.etag()).toList());

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
        comparison.add("edge, 200", edge, get);

        Load load = Load.find(setup.folder());
        comparison.run(load);
        comparison.print(System.out, load);
    }
}
