package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage/exchange/layout"
)

// json prints the changes as one list, one at a time, so that a long history is not
// held in memory. Unlike in other lists, every field is on its own line.
func (l *history) json(ctx context.Context, w io.Writer) error {
	list := output.NewList(w)
	err := l.each(ctx, func(c edit.Change, undone bool) error {
		var data bytes.Buffer
		enc := json.NewEncoder(&data)
		enc.SetEscapeHTML(false)
		enc.SetIndent("  ", "  ")
		if err := enc.Encode(record.ChangeOf(c, undone)); err != nil {
			return err
		}
		list.Raw(layout.Escape(bytes.TrimRight(data.Bytes(), "\n")))
		return list.Err()
	})
	if err != nil {
		return err
	}
	return list.End()
}

// editLine returns an edit as one line. files maps each article to the name of its
// file.
func editLine(e edit.Edit, files map[model.ArticleID]string) string {
	about := ""
	if id := e.About(); id != "" {
		about = fmt.Sprintf("%s (%s)", id, output.OrDash(files[id]))
	}
	switch e := e.(type) {
	case edit.Record:
		return fmt.Sprintf("%s [%s] %s → %s, for %s", about, e.Sentence, labelText(e.Before), labelText(e.After), output.OrDash(e.Analyst))
	case edit.Record:
		switch t := e.Target(); {
		case t.Outlet != "":
			about = "outlet " + output.OneLine(t.Outlet)
		case t.Sentence != nil:
			about += fmt.Sprintf(" [%s]", *t.Sentence)
		}
		return fmt.Sprintf("%s note %s → %s", about, noteText(e.Before), noteText(e.After))
	case edit.Metadata:
		return about + " " + strings.Join(corrections(e), "; ")
	case edit.Units:
		return fmt.Sprintf("%s %s → %s", about, unitsText(e.Before), unitsText(e.After))
	case edit.Presence:
		if e.After {
			return about + " added to the corpus"
		}
		return about + " removed from the corpus"
	}
	return fmt.Sprintf("%s %T", about, e)
}

func labelText(a *model.Annotation) string {
	if a == nil {
		return "none"
	}
	return output.OrDash(string(a.Label))
}

func noteText(n *model.Note) string {
	if n == nil {
		return "none"
	}
	return fmt.Sprintf("%q%s", output.OneLine(model.Excerpt(n.Text)), output.Grade(*n))
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
			out = append(out, fmt.Sprintf("%s %q → %q", f.name, output.OneLine(f.before), output.OneLine(f.after)))
		}
	}
	return out
}

func unitsText(units []model.Unit) string {
	var out []string
	for _, u := range units {
		out = append(out, fmt.Sprintf("%s [%s]", u.Kind, u.Span))
	}
	return strings.Join(out, ", ")
}
