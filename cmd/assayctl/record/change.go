package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage/exchange"
)

// How "log" writes a change: a line of text for each edit, and as JSON.

// editLine writes an edit in one line. Files gives the names of articles.
func editLine(e edit.Edit, files map[model.ArticleID]string) string {
	about := ""
	if id := edit.ArticleOf(e); id != "" {
		about = fmt.Sprintf("%s (%s)", id, orDash(files[id]))
	}
	switch e := e.(type) {
	case edit.Annotation:
		return fmt.Sprintf("%s [%s] %s → %s, as %s", about, e.Sentence, labelWord(e.Before), labelWord(e.After), orDash(e.Analyst))
	case edit.NoteText:
		switch t := e.Target(); {
		case t.Outlet != "":
			about = "outlet " + oneLine(t.Outlet)
		case t.Sentence != nil:
			about += fmt.Sprintf(" [%s]", *t.Sentence)
		}
		return fmt.Sprintf("%s note %s → %s", about, noteWord(e.Before), noteWord(e.After))
	case edit.Metadata:
		return about + " " + strings.Join(corrections(e), "; ")
	case edit.Units:
		return fmt.Sprintf("%s %s → %s", about, unitsWord(e.Before), unitsWord(e.After))
	case edit.Presence:
		if e.After {
			return about + " is in the corpus"
		}
		return about + " is out of the corpus"
	}
	return fmt.Sprintf("%s %T", about, e)
}

func labelWord(a *model.Annotation) string {
	if a == nil {
		return "none"
	}
	return orDash(string(a.Label))
}

func noteWord(n *model.Note) string {
	if n == nil {
		return "none"
	}
	grade := ""
	if !n.Grade.IsZero() {
		grade = " [" + n.Grade.String() + "]"
	}
	return fmt.Sprintf("%q%s", oneLine(model.Excerpt(n.Text)), grade)
}

func corrections(e edit.Metadata) []string {
	var out []string
	a, b := e.Before, e.After
	for _, f := range []struct{ name, before, after string }{
		{"title", a.Title, b.Title},
		{"outlet", a.Outlet, b.Outlet},
		{"byline", a.Byline, b.Byline},
		{"dateline", a.Dateline, b.Dateline},
		{"published", a.Published, b.Published},
		{"url", a.URL, b.URL},
		{"language", a.Language, b.Language},
		{"publishedAt", a.PublishedAt, b.PublishedAt},
		{"retrieved", a.Retrieved, b.Retrieved},
		{"archive", a.Archive, b.Archive},
		{"section", a.Section, b.Section},
	} {
		if f.before != f.after {
			out = append(out, fmt.Sprintf("%s %q → %q", f.name, oneLine(f.before), oneLine(f.after)))
		}
	}
	return out
}

func unitsWord(units []model.Unit) string {
	var out []string
	for _, u := range units {
		out = append(out, fmt.Sprintf("%s [%s]", u.Kind, u.Span))
	}
	return strings.Join(out, ", ")
}

// loggedChange is a change as "log --json" prints it.
type loggedChange struct {
	ID      uint64       `json:"id"`
	Time    time.Time    `json:"time"`
	Analyst string       `json:"analyst"`
	Verb    edit.Verb    `json:"verb"`
	Batch   string       `json:"batch"`
	Undone  bool         `json:"undone"`
	Undoes  []uint64     `json:"undoes"`
	Redoes  []uint64     `json:"redoes"`
	Edits   []loggedEdit `json:"edits"`
}

// loggedEdit is an edit; what it is not about is left out.
type loggedEdit struct {
	Kind    string          `json:"kind"`
	Article model.ArticleID `json:"article,omitempty"`
	Outlet  string          `json:"outlet,omitempty"`
	Span    *loggedSpan     `json:"span,omitempty"`
	Analyst string          `json:"analyst,omitempty"`
	Note    string          `json:"note,omitempty"` // its id
	Before  any             `json:"before"`
	After   any             `json:"after"`
}

type loggedSpan struct {
	Bytes [2]int `json:"bytes"`
}

type loggedLabel struct {
	Label model.LabelKey `json:"label"`
	Time  time.Time      `json:"time"`
}

type loggedNote struct {
	Text    string      `json:"text"`
	Grade   loggedGrade `json:"grade"`
	Analyst string      `json:"analyst"`
	Created time.Time   `json:"created"`
	Updated time.Time   `json:"updated"`
}

type loggedGrade struct {
	Source      string `json:"source"`
	Information string `json:"information"`
}

type loggedMetadata struct {
	Title     string `json:"title"`
	Outlet    string `json:"outlet"`
	Byline    string `json:"byline"`
	Dateline  string `json:"dateline"`
	Published string `json:"published"`
	URL       string `json:"url"`
	Language  string `json:"language"`

	PublishedAt string `json:"publishedAt"`
	Retrieved   string `json:"retrieved"`
	Archive     string `json:"archive"`
	Section     string `json:"section"`
}

type loggedUnit struct {
	Kind      string     `json:"kind"`
	Span      loggedSpan `json:"span"`
	Paragraph int        `json:"paragraph"`
}

// json writes the changes as one list, an object at a time, so that a history
// of any length takes no memory.
func (l *history) json(ctx context.Context, w io.Writer) error {
	begin := "[\n  "
	err := l.each(ctx, func(c edit.Change, undone bool) error {
		var data bytes.Buffer
		enc := json.NewEncoder(&data)
		enc.SetEscapeHTML(false)
		enc.SetIndent("  ", "  ")
		if err := enc.Encode(loggedChangeOf(c, undone)); err != nil {
			return err
		}
		_, err := fmt.Fprintf(w, "%s%s", begin, exchange.EscapeJSON(bytes.TrimRight(data.Bytes(), "\n")))
		begin = ",\n  "
		return err
	})
	if err != nil {
		return err
	}
	if begin == "[\n  " {
		_, err = io.WriteString(w, "[]\n")
	} else {
		_, err = io.WriteString(w, "\n]\n")
	}
	return err
}

func loggedChangeOf(c edit.Change, undone bool) loggedChange {
	out := loggedChange{
		ID: c.ID, Time: c.At, Analyst: c.Analyst, Verb: c.Verb, Batch: c.Batch, Undone: undone,
		Undoes: append([]uint64{}, c.Undoes...), Redoes: append([]uint64{}, c.Redoes...), Edits: []loggedEdit{},
	}
	for _, e := range c.Edits {
		out.Edits = append(out.Edits, loggedEditOf(e))
	}
	return out
}

func loggedEditOf(e edit.Edit) loggedEdit {
	out := loggedEdit{Article: edit.ArticleOf(e)}
	switch e := e.(type) {
	case edit.Annotation:
		out.Kind, out.Analyst, out.Span = "annotation", e.Analyst, spanOf(e.Sentence)
		out.Before, out.After = labelOf(e.Before), labelOf(e.After)
	case edit.NoteText:
		t := e.Target()
		out.Kind, out.Note, out.Outlet = "note", e.ID(), t.Outlet
		if t.Sentence != nil {
			out.Span = spanOf(*t.Sentence)
		}
		out.Before, out.After = noteOf(e.Before), noteOf(e.After)
	case edit.Metadata:
		out.Kind, out.Before, out.After = "metadata", loggedMetadata(e.Before), loggedMetadata(e.After)
	case edit.Units:
		out.Kind, out.Before, out.After = "units", unitsOf(e.Before), unitsOf(e.After)
	case edit.Presence:
		out.Kind, out.Before, out.After = "presence", e.Before, e.After
	}
	return out
}

func spanOf(s model.Span) *loggedSpan { return &loggedSpan{[2]int{s.Start, s.End}} }

func labelOf(a *model.Annotation) *loggedLabel {
	if a == nil {
		return nil
	}
	return &loggedLabel{a.Label, a.At}
}

func noteOf(n *model.Note) *loggedNote {
	if n == nil {
		return nil
	}
	return &loggedNote{n.Text, loggedGrade(n.Grade), n.Analyst, n.Created, n.Updated}
}

func unitsOf(units []model.Unit) []loggedUnit {
	out := []loggedUnit{}
	for _, u := range units {
		out = append(out, loggedUnit{u.Kind.String(), *spanOf(u.Span), u.Paragraph})
	}
	return out
}
