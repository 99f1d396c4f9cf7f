package parquet

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/peer"
)

// exampleRow is a sentence with the facts about its article, as a model is trained on it.
type exampleRow struct {
	Sentence  string `parquet:"sentence"`
	Article   string `parquet:"article,dict"`
	Index     int32  `parquet:"index"`
	Paragraph int32  `parquet:"paragraph"`
	Text      string `parquet:"text"`
	Label     *int64 `parquet:"label"`
	Labels    []said `parquet:"labels,list"`
	Phrases   []said `parquet:"phrases,list"`
	Notes     []said `parquet:"notes,list"`
	Title     string `parquet:"title,optional,dict"`
	Outlet    string `parquet:"outlet,optional,dict"`
	Published string `parquet:"published,optional,dict"`
	URL       string `parquet:"url,optional,dict"`
	Language  string `parquet:"language,optional,dict"`
}

// said is a label, a phrase or a note of an analyst.
type said struct {
	Analyst string `parquet:"analyst"`
	Value   string `parquet:"value"`
}

func (r exampleRow) size() int { return 150 + len(r.Text) }

// examplesOf returns the sentences of an article.
func examplesOf(c *peer.Corpus, p *peer.Page) (rows []exampleRow) {
	m := p.Metadata
	published := m.PublishedAt
	if published == "" {
		published = m.Published
	}
	for i := range p.Units {
		u := &p.Units[i]
		if !u.IsSentence() {
			continue
		}
		row := exampleRow{
			Sentence: u.ID, Article: string(p.ID), Index: int32(u.Index), Paragraph: int32(u.Paragraph), Text: u.Span.Of(p.Text),
			Title: m.Title, Outlet: m.Outlet, Published: published, URL: m.URL, Language: m.Language,
		}
		for _, a := range u.Labels {
			row.Labels = append(row.Labels, said{a.Analyst, string(a.Label)})
		}
		for _, g := range u.Phrases {
			row.Phrases = append(row.Phrases, said{g.Analyst, g.Name})
		}
		for _, n := range u.Notes {
			row.Notes = append(row.Notes, said{n.Analyst, n.Text})
		}
		if at := classOf(c.Project.Codebook, u.Label(c.Analyst)); at >= 0 {
			n := int64(at)
			row.Label = &n
		}
		rows = append(rows, row)
	}
	return rows
}

// classOf returns the number of a label among the classes, or −1.
func classOf(book model.Codebook, key model.LabelKey) int {
	return slices.IndexFunc(book, func(l model.Label) bool { return l.Key == key })
}

// writeDataset writes a folder as the library datasets and the hub of Hugging Face read it: tables in
// data, and a README.md whose head describes them.
func writeDataset(ctx context.Context, to bundle.Folder, c *peer.Corpus) error {
	w := newWriter(c)
	w.sentences, w.examples = nil, newTable("sentences", c.Project.Generator, exampleRow.size, parquet.SkipPageBounds("text"))
	defer w.close()
	if err := w.project(ctx); err != nil {
		return err
	}
	if err := w.copyTo(to, func(table string) string { return "data/" + table + ext }); err != nil {
		return err
	}
	out, err := to.Create("README.md")
	if err != nil {
		return err
	}
	_, err = out.Write([]byte(w.card()))
	return err
}

// card returns the README.md of a data set.
func (w *writer) card() string {
	var b strings.Builder
	name := w.corpus.Project.Name
	fmt.Fprintf(&b, "---\npretty_name: %s\ntags:\n- news\n- assay\n", quoted(name))
	if len(w.corpus.Project.Codebook) > 0 {
		b.WriteString("task_categories:\n- text-classification\n")
	}
	b.WriteString("configs:\n")
	files := w.files()
	slices.SortStableFunc(files, func(a, b file) int { return first(a) - first(b) })
	for i, f := range files {
		fmt.Fprintf(&b, "- config_name: %s\n  data_files:\n  - split: train\n    path: data/%s%s\n", f.title(), f.title(), ext)
		if i == 0 {
			b.WriteString("  default: true\n")
		}
	}
	b.WriteString("dataset_info:\n")
	for _, f := range files {
		fmt.Fprintf(&b, "- config_name: %s\n  features:\n", f.title())
		for _, field := range f.schema().Fields() {
			w.feature(&b, "  ", f, field)
		}
	}
	fmt.Fprintf(&b, "---\n\n# %s\n\n", strings.Join(strings.Fields(name), " "))
	b.WriteString(about(w.corpus))
	return b.String()
}

// first returns a number that sorts the sentences before the other tables.
func first(f file) int {
	if f.title() == "sentences" {
		return 0
	}
	return 1
}

// quoted returns a text as a double-quoted scalar of YAML, of which strings in JSON are a part.
func quoted(text string) string {
	out, _ := json.Marshal(text) // a string can always be encoded
	return string(out)
}

// feature appends the description of a column, as the library datasets writes it.
func (w *writer) feature(b *strings.Builder, indent string, of file, field parquet.Field) {
	fmt.Fprintf(b, "%s- name: %s\n", indent, field.Name())
	indent += "  "
	switch {
	case of.title() == "sentences" && field.Name() == "label":
		fmt.Fprintf(b, "%sdtype:\n%s  class_label:\n%s    names:\n", indent, indent, indent)
		for i, l := range w.corpus.Project.Codebook {
			fmt.Fprintf(b, "%s      '%d': %s\n", indent, i, quoted(string(l.Key)))
		}
	case field.Leaf():
		fmt.Fprintf(b, "%sdtype: %s\n", indent, dtype(field))
	default:
		element := field.Fields()[0].Fields()[0]
		if element.Leaf() {
			fmt.Fprintf(b, "%slist: %s\n", indent, dtype(element))
			return
		}
		fmt.Fprintf(b, "%slist:\n", indent)
		for _, inner := range element.Fields() {
			w.feature(b, indent, of, inner)
		}
	}
}

// dtype returns the name that the library datasets has for the type of a column.
func dtype(field parquet.Field) string {
	switch kind := field.Type().Kind(); {
	case isMoment(field):
		return "timestamp[us, tz=UTC]"
	case isDate(field):
		return "date32"
	case kind == parquet.Boolean:
		return "bool"
	case kind == parquet.Int32:
		return "int32"
	case kind == parquet.Int64:
		return "int64"
	default:
		return "string"
	}
}

func isMoment(field parquet.Field) bool {
	logical := field.Type().LogicalType()
	if logical == nil {
		return false
	}
	_, is := logical.Value.(*format.TimestampType)
	return is
}

func isDate(field parquet.Field) bool {
	logical := field.Type().LogicalType()
	if logical == nil {
		return false
	}
	_, is := logical.Value.(*format.DateType)
	return is
}

// about describes the data set for people.
func about(c *peer.Corpus) string {
	text := `Sentences of news articles with the labels, notes and phrases that analysts gave them, exported from
Assay.

- ` + "`sentences`" + ` has one row for each sentence. `
	if c.Analyst == "" {
		text += "`label` is empty, because nobody has labelled a sentence."
	} else {
		text += "`label` is the label by " + code(c.Analyst) + "; `labels` has those of all analysts."
	}
	return text + `
- ` + "`articles`" + ` has the whole texts, with title, outlet, dates and address. Their copyright is that of the outlets.
- ` + "`annotations`, `statements`, `mentions`, `codebook`, `judgements` and `citations`" + ` are further tables.
`
}

// code returns a text as code in Markdown, on one line.
func code(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	return "`" + strings.ReplaceAll(text, "`", "'") + "`"
}
