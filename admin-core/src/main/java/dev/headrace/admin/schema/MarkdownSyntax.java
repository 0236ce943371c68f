package dev.headrace.admin.schema;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;

/**
 * The Markdown that texts are written in: CommonMark with tables. Tables are limited, because each row gets all columns;
 * labels of links are, see {@link ShortLabels}. The parser itself limits how deep parts nest, and throws an
 * {@link IllegalArgumentException} when it has reached a limit.
 */
public final class MarkdownSyntax {

    private static final int MAX_CELLS = 20_000;

    /** For parsers and renderers. */
    public static final List<Extension> EXTENSIONS = List
            .of(TablesExtension.builder().maxCells(MAX_CELLS).build());

    private MarkdownSyntax() {}

    /** May take quadratic time for mixed emphasis. */
    public static Parser parser() {
        return Parser.builder().extensions(EXTENSIONS).inlineParserFactory(ShortLabels::parser).build();
    }
}
