package format

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"assay.app/assay/model"
)

var (
	mdHeading = regexp.MustCompile(`(?m)^#{1,6} [^\s#]`)
	mdLink    = regexp.MustCompile(`\]\((?:https?://|/|#|mailto:|\.)[^\s)]*\)`)
	mdStrong  = regexp.MustCompile(`(?:^|[\s(])(?:\*\*|__)[^\s*_][^*_\n]*(?:\*\*|__)`)
	mdQuote   = regexp.MustCompile(`(?m)^> \S`)
	mdFence   = regexp.MustCompile("(?m)^```")
	mdTable   = regexp.MustCompile(`(?m)^\|?(?: *:?-{2,}:? *\|)+(?: *:?-{2,}:? *)?\r?$`)
	mdFront   = regexp.MustCompile(`\A---\r?\n(?:[A-Za-z_]+:.*\r?\n|[ \t-].*\r?\n)+---\r?\n`)
	mdField   = regexp.MustCompile(`(?m)^([A-Za-z_]+):[ \t]*(.*?)[ \t\r]*$`)
)

// isMarkdown reports whether a text has marks of two kinds, or begins with the
// fields that go before Markdown. One kind alone comes up in plain texts: a
// line with a number sign, a row of asterisks.
func isMarkdown(s string) bool {
	front := head(s, 16<<10)
	if strings.HasPrefix(front, "---") && mdFront.MatchString(front) {
		return bearable(s)
	}
	kinds := 0
	for _, mark := range []struct {
		needs string // what the form cannot do without; far quicker to look for
		form  *regexp.Regexp
	}{{"# ", mdHeading}, {"](", mdLink}, {"**", mdStrong}, {"__", mdStrong}, {"\n> ", mdQuote}, {"```", mdFence}, {"--|", mdTable}, {"-- |", mdTable}} {
		if (strings.Contains(front, mark.needs) || strings.HasPrefix(front, "> ")) && mark.form.MatchString(front) {
			kinds++
		}
	}
	return kinds > 1 && bearable(s)
}

// maxMarking bounds the squares of how many marks the paragraphs have, in all.
// The parser's work grows with them: this is some seconds of it.
const maxMarking = 4e7

// maxTree is how much memory, in bytes, the tree of a text in Markdown may take.
const maxTree = 96 << 20

// What a mark, a line and a cell of a table take in the tree, in bytes.
const (
	markBytes = 150
	lineBytes = 200
	cellBytes = 350
)

// bearable reports whether a text can be read as Markdown in reasonable time and
// memory. A thousand links in a paragraph can; a hundred thousand brackets cannot.
func bearable(s string) bool {
	work, tree := marking(s)
	return work <= maxMarking && tree <= maxTree
}

// marking returns the squares of how many marks the paragraphs have, in all, and
// how many bytes the tree of the text takes.
func marking(s string) (work float64, tree int) {
	marks := 0
	for i := range len(s) {
		switch s[i] {
		case '[', '*', '_', '<', '>', '`', '~', '-', '+':
			tree += markBytes
			marks++
		case '|':
			tree += cellBytes
		case '\n':
			tree += lineBytes
			if i+1 < len(s) && (s[i+1] == '\n' || s[i+1] == '\r') {
				work, marks = work+float64(marks)*float64(marks), 0
			}
		}
	}
	return work + float64(marks)*float64(marks), tree
}

// readMarkdown takes the marks off. Fields before the text are what it says of
// itself, under the names that columns of tables have.
func readMarkdown(in Input, opts Options) (texts []Text, encoding string, err error) {
	_, tree := marking(in.Text)
	err = opts.within(int64(tree+len(in.Text)), func() error {
		text, err := markdownText(in.Text)
		texts = []Text{text}
		return err
	})
	return texts, in.Encoding, err
}

func markdownText(source string) (Text, error) {
	var meta model.Metadata
	if front := mdFront.FindString(source); front != "" {
		source = source[len(front):]
		meta = frontMatter(front)
	}
	m := &marked{source: []byte(source)}
	doc := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough)).Parser().Parse(text.NewReader(m.source))
	if err := ast.Walk(doc, m.visit); err != nil {
		return Text{}, err
	}
	if meta.Title == "" {
		meta.Title = m.title
	}
	return Text{Text: headed(meta.Title, m.out.text()), Metadata: meta}, nil
}

func frontMatter(front string) model.Metadata {
	var names, row []string
	for _, field := range mdField.FindAllStringSubmatch(front, -1) {
		names, row = append(names, field[1]), append(row, strings.Trim(field[2], `"'[]`))
	}
	m, err := guess(names, Columns{})
	if err != nil {
		return model.Metadata{}
	}
	m["text"] = -1
	return m.article(func(i int) string { return row[i] }, "", dating{}, Options{}).Metadata
}

// marked writes the text of a Markdown document.
type marked struct {
	source []byte
	out    paragraphs
	title  string // the first heading of the first level
}

func (m *marked) visit(n ast.Node, entering bool) (ast.WalkStatus, error) {
	switch n := n.(type) {
	case *ast.Text:
		if entering {
			m.out.write(string(n.Value(m.source)))
			if n.SoftLineBreak() || n.HardLineBreak() {
				m.out.write(" ")
			}
		}
	case *ast.String:
		if entering {
			m.out.write(string(n.Value))
		}
	case *ast.AutoLink:
		if entering {
			m.out.write(string(n.Label(m.source)))
		}
	case *ast.Image, *ast.RawHTML, *ast.HTMLBlock:
		return ast.WalkSkipChildren, nil
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		if entering {
			m.code(n)
		}
		return ast.WalkSkipChildren, nil
	case *ast.Heading:
		if !entering && n.Level == 1 && m.title == "" {
			m.title = m.out.line()
		}
		m.out.end()
	case *extast.TableCell:
		m.out.write(" ")
	default:
		if n.Type() == ast.TypeBlock {
			m.out.end()
		}
	}
	return ast.WalkContinue, nil
}

// code writes a block of code, which is a paragraph too.
func (m *marked) code(n ast.Node) {
	m.out.end()
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		m.out.write(string(line.Value(m.source)))
	}
	m.out.end()
}
