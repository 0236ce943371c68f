package dev.headrace.admin.schema;

import java.util.List;
import java.util.Set;
import org.commonmark.internal.InlineParserImpl;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.LinkProcessor;
import org.commonmark.parser.delimiter.DelimiterProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the labels of links only if they are as short as CommonMark requires. The library looks up any text in brackets,
 * and changes its case first, for which Java takes quadratic time with some letters: a minute for 50,000 sigmas.
 */
record ShortLabels(InlineParserContext context) implements InlineParserContext {

    private static final int MAX_LABEL = 999;

    static InlineParser parser(InlineParserContext context) {
        return new InlineParserImpl(new ShortLabels(context));
    }

    @Override
    public <D> @Nullable D getDefinition(Class<D> type, String label) {
        return label.length() > MAX_LABEL ? null : context.getDefinition(type, label);
    }

    @Override
    @Deprecated
    public @Nullable LinkReferenceDefinition getLinkReferenceDefinition(String label) {
        return label.length() > MAX_LABEL ? null : context.getLinkReferenceDefinition(label);
    }

    @Override
    public List<InlineContentParserFactory> getCustomInlineContentParserFactories() {
        return context.getCustomInlineContentParserFactories();
    }

    @Override
    public List<DelimiterProcessor> getCustomDelimiterProcessors() {
        return context.getCustomDelimiterProcessors();
    }

    @Override
    public List<LinkProcessor> getCustomLinkProcessors() {
        return context.getCustomLinkProcessors();
    }

    @Override
    public Set<Character> getCustomLinkMarkers() {
        return context.getCustomLinkMarkers();
    }

    @Override
    public int getMaxInlineNesting() {
        return context.getMaxInlineNesting();
    }
}
