package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
)

// foundPrinter prints what is found, an article at a time, so that the first is
// there before the last is found.
type foundPrinter interface {
	found(search.Found) error
	end(storage.SearchResult) error
}

// printer gives what prints in the way that was asked for.
func (s *searching) printer(p *storage.Project, out *bufio.Writer) foundPrinter {
	switch {
	case s.asJSON:
		return &foundJSON{project: p, out: out, query: s.typed}
	case s.label != "" || s.exports():
		return silent{}
	}
	return foundText{p, out}
}

// silent prints nothing.
type silent struct{}

func (silent) found(search.Found) error       { return nil }
func (silent) end(storage.SearchResult) error { return nil }

// foundText prints sentences as "show" does.
type foundText struct {
	project *storage.Project
	out     *bufio.Writer
}

func (f foundText) end(storage.SearchResult) error { return nil }

func (f foundText) found(found search.Found) error {
	var b strings.Builder
	if found.Article == "" {
		for _, hit := range found.Notes {
			fmt.Fprintf(&b, "outlet %s\n", oneLine(hit.Note.Target.Outlet))
			if hit.Note.ID != "" {
				writeNotes(&b, []model.Note{hit.Note})
			}
		}
	} else {
		doc, err := f.project.Document(found.Article)
		if err != nil {
			return err
		}
		writeFound(&b, doc, found)
	}
	if _, err := f.out.WriteString(b.String()); err != nil {
		return err
	}
	return f.out.Flush()
}

func writeFound(b *strings.Builder, doc *model.Document, found search.Found) {
	m := doc.Metadata
	fmt.Fprintf(b, "%s  %s  %s  %s\n", doc.ID, orDash(m.Published), orDash(m.Outlet), heading(doc.Article))
	var hits search.Hits
	hits.Add(found)
	told := map[string]bool{}
	index := 0
	for _, u := range doc.Units {
		name := "(" + u.Kind.String() + ")"
		if u.Kind == model.UnitSentence {
			name = fmt.Sprint(index)
			index++
		}
		if !hits.Has(doc.ID, u.Span) {
			continue
		}
		fmt.Fprintf(b, "%5s  [%s] %s\n", name, u.Span, oneLine(u.Span.Of(doc.Text)))
		for _, a := range doc.Annotations[u.Span] {
			fmt.Fprintf(b, "       = %s (%s)\n", oneLine(string(a.Label)), oneLine(a.Analyst))
		}
		notes := doc.NotesOn(model.OnSentence(doc.ID, u.Span))
		writeNotes(b, notes)
		for _, n := range notes {
			told[n.ID] = true
		}
	}
	for _, hit := range found.Notes {
		if !told[hit.Note.ID] {
			writeNotes(b, []model.Note{hit.Note})
		}
	}
}

// foundJSON prints one object, as it is found.
type foundJSON struct {
	project *storage.Project
	out     *bufio.Writer
	query   string
	any     bool
}

// foundArticle is an article as "search --json" prints it.
type foundArticle struct {
	ID          model.ArticleID `json:"id"`
	Heading     string          `json:"heading"`
	Title       string          `json:"title"`
	Outlet      string          `json:"outlet"`
	Published   string          `json:"published"`
	PublishedAt string          `json:"publishedAt"`
	Section     string          `json:"section"`
	URL         string          `json:"url"`
	Sentences   []foundUnit     `json:"sentences"`
}

// foundUnit is a sentence or an aside as it stands in a set, with what matched.
type foundUnit struct {
	ID          string          `json:"id,omitempty"`
	Kind        string          `json:"kind,omitempty"`
	Index       *int            `json:"index,omitempty"`
	Paragraph   int             `json:"paragraph"`
	Span        json.RawMessage `json:"span"`
	Text        string          `json:"text"`
	Marks       [][2]int        `json:"marks"`
	Annotations json.RawMessage `json:"annotations,omitempty"`
	Notes       json.RawMessage `json:"notes,omitempty"`
}

func (f *foundJSON) found(found search.Found) error {
	if len(found.Sentences) == 0 {
		return nil
	}
	doc, err := f.project.Document(found.Article)
	if err != nil {
		return err
	}
	article, err := foundIn(doc, found)
	if err != nil {
		return err
	}
	before := ",\n    "
	if !f.any {
		before, f.any = "{\n  \"found\": [\n    ", true
	}
	return f.write(before, article, "    ")
}

// foundIn gives what was found in an article, as it stands in a set.
func foundIn(doc *model.Document, found search.Found) (foundArticle, error) {
	m := doc.Metadata
	out := foundArticle{ID: doc.ID, Heading: doc.Heading(), Title: m.Title, Outlet: m.Outlet, Published: m.Published, PublishedAt: m.PublishedAt, Section: m.Section, URL: m.URL}
	var hits search.Hits
	hits.Add(found)
	raw, err := exchange.MarshalFound(doc, &hits)
	if err != nil {
		return out, err
	}
	if err := json.Unmarshal(raw, &out.Sentences); err != nil {
		return out, err
	}
	marks := map[string][][2]int{}
	for _, s := range found.Sentences {
		list := [][2]int{}
		for _, mark := range s.Marks {
			list = append(list, [2]int{mark.Start, mark.End})
		}
		marks[s.Text] = list // the same text has the same marks
	}
	for i := range out.Sentences {
		out.Sentences[i].Marks = marks[out.Sentences[i].Text]
	}
	return out, nil
}

func (f *foundJSON) end(r storage.SearchResult) error {
	before := "\n  ],\n  "
	if !f.any {
		before = "{\n  \"found\": [],\n  "
	}
	fields := []struct {
		name  string
		value any
	}{{"query", f.query}, {"typos", r.Relaxed}, {"sentences", r.Sentences}, {"articles", r.Articles}, {"total", r.Total}}
	for i, field := range fields {
		if i > 0 {
			before = ",\n  "
		}
		if err := f.write(before+`"`+field.name+`": `, field.value, "  "); err != nil {
			return err
		}
	}
	_, err := f.out.WriteString("\n}\n")
	return err
}

// write writes a value behind some text, with its lines indented.
func (f *foundJSON) write(before string, value any, indent string) error {
	var one bytes.Buffer
	if err := exchange.WriteJSON(&one, value); err != nil {
		return err
	}
	_, err := f.out.WriteString(before)
	if err == nil {
		_, err = f.out.Write(bytes.ReplaceAll(bytes.TrimSuffix(one.Bytes(), []byte("\n")), []byte("\n"), []byte("\n"+indent)))
	}
	return err
}

// How much of a query shows before and behind what is wrong in it.
const (
	caretBefore = 40 // characters
	caretBehind = 20
)

// caret gives two lines: the query, and carets under what is wrong with it, at
// the bytes [at,end). Only the surroundings of that are shown of a long query.
func caret(query string, at, end int) []string {
	at = min(at, len(query))
	end = max(at, min(end, len(query)))
	before, wrong, behind := []rune(visible(query[:at])), []rune(visible(query[at:end])), []rune(visible(query[end:]))
	if n := len(before) - caretBefore; n > 0 {
		before = append([]rune{'…'}, before[n:]...)
	}
	if len(wrong) > caretBefore {
		wrong, behind = append(slices.Clip(wrong[:caretBefore]), '…'), nil
	}
	if len(behind) > caretBehind {
		behind = append(slices.Clip(behind[:caretBehind]), '…')
	}
	return []string{
		string(before) + string(wrong) + string(behind),
		strings.Repeat(" ", columnsOf(before)) + strings.Repeat("^", max(1, columnsOf(wrong))),
	}
}

// columnsOf is how many columns of a terminal a text takes.
func columnsOf(text []rune) int {
	n := 0
	for _, r := range text {
		switch kind := width.LookupRune(r).Kind(); {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case kind == width.EastAsianWide, kind == width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}
