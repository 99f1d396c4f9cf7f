package format

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"assay.app/assay/model"
	"assay.app/assay/model/pattern"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/table"
)

var (
	mdHeading = pattern.Compile(`(?m)^#{1,6} [^\s#]`)
	mdLink    = pattern.Compile(`\]\((?:https?://|/|#|mailto:|\.)[^\s)]*\)`)
	mdStrong  = pattern.Compile(`(?:^|[\s(])(?:\*\*|__)[^\s*_][^*_\n]*(?:\*\*|__)`)
	mdQuote   = pattern.Compile(`(?m)^> \S`)
	mdFence   = pattern.Compile("(?m)^```")
	mdTable   = pattern.Compile(`(?m)^\|?(?: *:?-{2,}:? *\|)+(?: *:?-{2,}:? *)?\r?$`)
	mdFront   = pattern.Compile(`\A---\r?\n(?:[A-Za-z_]+:.*\r?\n|[ \t-].*\r?\n)+---\r?\n`)
	mdField   = pattern.Compile(`(?m)^([A-Za-z_]+):[ \t]*(.*?)[ \t\r]*$`)
)

// isMarkdown reports whether a text looks like Markdown and is bearable. Its first
// 16 KiB must begin with front matter, or have at least two kinds of Markdown
// syntax; one kind alone may occur in plain text.
func isMarkdown(s string) bool {
	front := article.Head(s, 16<<10)
	if strings.HasPrefix(front, "---") && mdFront.MatchString(front) {
		return bearable(s)
	}
	kinds := 0
	for _, mark := range []struct {
		needs string // checked before form, because it is faster
		form  *pattern.Pattern
	}{{"# ", mdHeading}, {"](", mdLink}, {"**", mdStrong}, {"__", mdStrong}, {"\n> ", mdQuote}, {"```", mdFence}, {"--|", mdTable}, {"-- |", mdTable}} {
		if (strings.Contains(front, mark.needs) || strings.HasPrefix(front, "> ")) && mark.form.MatchString(front) {
			kinds++
		}
	}
	return kinds > 1 && bearable(s)
}

// maxMarking is the maximum work, as estimated by marking, for parsing a text.
const maxMarking = 4e7

// maxTree is the maximum estimated size of the tree of a Markdown text, in bytes.
const maxTree = 96 << 20

// The estimated memory of a markup character, a line and a table cell in the tree,
// in bytes.
const (
	markBytes = 150
	lineBytes = 200
	cellBytes = 350
)

// bearable reports whether the estimates for a text are within maxMarking and
// maxTree.
func bearable(s string) bool {
	work, tree := marking(s)
	return work <= maxMarking && tree <= maxTree
}

// marking estimates the work and the memory for parsing a text. work is the sum,
// over all paragraphs, of the squared number of markup characters; tree is in
// bytes.
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

// readMarkdown returns the text of a Markdown file without its markup. It reads
// metadata from the front matter, if any.
func readMarkdown(in article.Input, opts article.Options) (texts []article.Text, encoding string, err error) {
	_, tree := marking(in.Text)
	err = opts.Within(int64(tree+len(in.Text)), func() error {
		text, err := markdownText(in.Text)
		texts = []article.Text{text}
		return err
	})
	return texts, in.Encoding, err
}

func markdownText(source string) (article.Text, error) {
	var meta model.Metadata
	if front := mdFront.FindString(source); front != "" {
		source = source[len(front):]
		meta = frontMatter(front)
	}
	m := &marked{source: []byte(source)}
	doc := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough)).Parser().Parse(text.NewReader(m.source))
	if err := ast.Walk(doc, m.visit); err != nil {
		return article.Text{}, err
	}
	if meta.Title == "" {
		meta.Title = m.title
	}
	return article.Text{Text: article.WithTitle(meta.Title, m.out.Text()), Metadata: meta}, nil
}

func frontMatter(front string) model.Metadata {
	var names, row []string
	for _, field := range mdField.FindAllStringSubmatch(front, -1) {
		names, row = append(names, field[1]), append(row, strings.Trim(field[2], `"'[]`))
	}
	m, err := table.Guess(names, article.Columns{})
	if err != nil {
		return model.Metadata{}
	}
	m["text"] = -1
	return m.Article(func(i int) string { return row[i] }, "", table.Dating{}, article.Options{}).Metadata
}

type marked struct {
	source []byte
	out    article.Paragraphs
	title  string // the first non-empty heading of level 1
}

func (m *marked) visit(n ast.Node, entering bool) (ast.WalkStatus, error) {
	switch n := n.(type) {
	case *ast.Text:
		if entering {
			m.out.Write(string(n.Value(m.source)))
			if n.SoftLineBreak() || n.HardLineBreak() {
				m.out.Write(" ")
			}
		}
	case *ast.String:
		if entering {
			m.out.Write(string(n.Value))
		}
	case *ast.AutoLink:
		if entering {
			m.out.Write(string(n.Label(m.source)))
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
			m.title = m.out.Line()
		}
		m.out.End()
	case *extast.TableCell:
		m.out.Write(" ")
	default:
		if n.Type() == ast.TypeBlock {
			m.out.End()
		}
	}
	return ast.WalkContinue, nil
}

// code writes a code block as a paragraph.
func (m *marked) code(n ast.Node) {
	m.out.End()
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		m.out.Write(string(line.Value(m.source)))
	}
	m.out.End()
}
