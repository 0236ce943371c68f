package dev.headrace.admin.schema;

import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** The words that readers of a Markdown text see: without markup, addresses of links and HTML tags. */
final class MarkdownText extends AbstractVisitor {

    private static final Parser PARSER = MarkdownSyntax.parser();
    private static final Pattern TAG = Pattern.compile("<[^<>]*>");

    private final StringBuilder text = new StringBuilder();

    private MarkdownText() {}

    /** @param markdown short enough for a parser that may take quadratic time */
    static String plain(String markdown) {
        try {
            MarkdownText visitor = new MarkdownText();
            PARSER.parse(markdown).accept(visitor);
            return visitor.text.toString().strip();
        } catch (IllegalArgumentException e) {
            // The parser's way to say that it has reached a limit.
            return markdown;
        }
    }

    @Override
    public void visit(Text node) {
        text.append(node.getLiteral());
    }

    @Override
    public void visit(Code node) {
        text.append(node.getLiteral());
    }

    @Override
    public void visit(FencedCodeBlock node) {
        text.append(node.getLiteral()).append('\n');
    }

    @Override
    public void visit(IndentedCodeBlock node) {
        text.append(node.getLiteral()).append('\n');
    }

    @Override
    public void visit(HtmlBlock node) {
        text.append(TAG.matcher(node.getLiteral()).replaceAll(" ")).append('\n');
    }

    @Override
    public void visit(SoftLineBreak node) {
        text.append('\n');
    }

    @Override
    public void visit(HardLineBreak node) {
        text.append('\n');
    }

    @Override
    protected void visitChildren(Node parent) {
        super.visitChildren(parent);
        if (parent instanceof TableCell) {
            text.append(' ');
        } else if (parent instanceof Block) {
            text.append('\n');
        }
    }
}
