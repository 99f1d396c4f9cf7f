package rehearse

import (
	"strings"

	"assay.app/assay/model/draft"
	"assay.app/assay/storage/intake/format/article"
)

// maxSimilar is the maximum number of similar articles listed for a draft.
const maxSimilar = 3

// draftOf returns the draft of an article, without its file and encoding.
func draftOf(a Article) *draft.Article {
	d := &draft.Article{
		Path: a.ImportPath, Article: a.Article, Within: a.Within, RunnerUp: a.RunnerUp, Known: a.Known,
		Sentences: a.Sentences(), Divided: a.Metadata.Language, Opening: strings.Join(a.Opening(), "\n"),
		Similar: a.Similar[:min(len(a.Similar), maxSimilar)], Offer: a.Offer,
	}
	for _, u := range a.Asides() {
		d.Asides = append(d.Asides, draft.Aside{Kind: u.Kind, Text: shortened(u.Span.Of(a.Text)), Span: u.Span})
	}
	return d
}

// tableOf returns the draft of a table, without its file.
func tableOf(path string, t article.Table) *draft.Table {
	out := &draft.Table{Path: path, Key: t.Key, Names: t.Names, First: t.First, Columns: map[string]string{}, DateOrder: t.DateOrder}
	if t.Columns.Dates != "" {
		out.Columns[draft.Dates] = t.Columns.Dates
	}
	for _, field := range article.Fields() {
		if column := t.Columns.Column(field); column != "" {
			out.Columns[field] = column
		}
	}
	return out
}

// shortened collapses the white space in a line and cuts the line after 300 bytes. An
// ellipsis marks the cut.
func shortened(text string) string {
	return shortenedTo(strings.Join(strings.Fields(text), " "), 300)
}

// shortenedTo cuts a line after a number of bytes, before a word if the words are not
// very long. An ellipsis marks the cut.
func shortenedTo(line string, most int) string {
	if len(line) <= most {
		return line
	}
	short := strings.ToValidUTF8(line[:most], "")
	if at := strings.LastIndexByte(short, ' '); at > most/2 && line[len(short)] != ' ' {
		short = short[:at]
	}
	return strings.TrimSpace(short) + cut
}
