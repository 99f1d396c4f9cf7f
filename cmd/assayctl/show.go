package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
)

func newShow() *cobra.Command {
	var project string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "show --project P.assay ARTICLE",
		Short: "Show an article's sentences, labels and notes",
		Long: `Show one article: what is known about it, its sentences with their index, span
in bytes, labels and notes, and what is set aside.

With --json it prints one object: id, heading, the metadata as in "list",
file, sha256, encoding, source, importedAt, and length, paragraphs, sentences, asides,
detached and notes as they stand in an annotation set.`,
		Args: takes("ARTICLE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return view(project, func(p *storage.Project) error {
				doc, err := openArticle(p, args[0])
				if err != nil {
					return err
				}
				if asJSON {
					return showJSON(cmd.OutOrStdout(), doc)
				}
				return showText(cmd.OutOrStdout(), doc)
			})
		},
	}
	projectFlag(cmd, &project)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// shown is an article as "show --json" prints it.
type shown struct {
	ID          model.ArticleID `json:"id"`
	Heading     string          `json:"heading"`
	Title       string          `json:"title"`
	Outlet      string          `json:"outlet"`
	Byline      string          `json:"byline"`
	Dateline    string          `json:"dateline"`
	Published   string          `json:"published"`
	PublishedAt string          `json:"publishedAt"`
	Retrieved   string          `json:"retrieved"`
	Archive     string          `json:"archive"`
	Section     string          `json:"section"`
	URL         string          `json:"url"`
	Language    string          `json:"language"`
	File        string          `json:"file"`
	SHA256      string          `json:"sha256"`
	Encoding    string          `json:"encoding"`
	Source      json.RawMessage `json:"source,omitempty"`
	ImportedAt  time.Time       `json:"importedAt"`
	Length      json.RawMessage `json:"length"`
	Paragraphs  json.RawMessage `json:"paragraphs"`
	Sentences   json.RawMessage `json:"sentences"`
	Asides      json.RawMessage `json:"asides"`
	Detached    json.RawMessage `json:"detached,omitempty"`
	Notes       json.RawMessage `json:"notes"`
}

func showJSON(w io.Writer, doc *model.Document) error {
	inSet, err := exchange.MarshalArticle(doc)
	if err != nil {
		return err
	}
	var s shown
	if err := json.Unmarshal(inSet, &s); err != nil {
		return err
	}
	m := doc.Metadata
	s.Heading, s.Title, s.Outlet, s.Byline = doc.Heading(), m.Title, m.Outlet, m.Byline
	s.Dateline, s.Published, s.URL, s.Language = m.Dateline, m.Published, m.URL, m.Language
	s.PublishedAt, s.Retrieved, s.Archive, s.Section = m.PublishedAt, m.Retrieved, m.Archive, m.Section
	return exchange.WriteJSON(w, s)
}

func showText(w io.Writer, doc *model.Document) error {
	var b strings.Builder
	m := doc.Metadata
	fmt.Fprintf(&b, "%s\n", heading(doc.Article))
	for _, field := range [][2]string{
		{"id", string(doc.ID)},
		{"outlet", m.Outlet},
		{"byline", m.Byline},
		{"dateline", m.Dateline},
		{"published", cmp.Or(m.PublishedAt, m.Published)},
		{"section", m.Section},
		{"url", m.URL},
		{"language", m.Language},
		{"retrieved", m.Retrieved},
		{"archive", m.Archive},
		{"file", baseName(doc.ImportPath)},
		{"record", recordLine(doc.Source.Record)},
	} {
		if field[1] != "" {
			fmt.Fprintf(&b, "  %-10s %s\n", field[0], oneLine(field[1]))
		}
	}
	writeNotes(&b, doc.NotesOn(model.OnArticle(doc.ID)))
	index, paragraph := 0, -1
	for _, u := range doc.Units {
		if u.Paragraph != paragraph {
			b.WriteByte('\n')
			paragraph = u.Paragraph
		}
		name := "(" + u.Kind.String() + ")"
		if u.Kind == model.UnitSentence {
			name = fmt.Sprint(index)
			index++
		}
		fmt.Fprintf(&b, "%5s  [%s] %s\n", name, u.Span, oneLine(u.Span.Of(doc.Text)))
		for _, a := range doc.Annotations[u.Span] {
			fmt.Fprintf(&b, "       = %s (%s)\n", oneLine(string(a.Label)), oneLine(a.Analyst))
		}
		writeNotes(&b, doc.NotesOn(model.OnSentence(doc.ID, u.Span)))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// recordLine returns the place of an article in its file, for people.
func recordLine(r model.Record) string {
	if r.N == 0 {
		return ""
	}
	line := fmt.Sprint(r.N)
	if r.Of > 0 {
		line += fmt.Sprintf(" of %d", r.Of)
	}
	if r.End > 0 {
		line += fmt.Sprintf(", bytes %d to %d", r.Start, r.End)
	}
	if r.ID != "" {
		line += ", " + r.ID
	}
	return line
}

func writeNotes(b *strings.Builder, notes []model.Note) {
	for _, n := range notes {
		grade := ""
		if !n.Grade.IsZero() {
			grade = " [" + n.Grade.String() + "]"
		}
		fmt.Fprintf(b, "       *%s %s (%s)\n", grade, oneLine(n.Text), oneLine(n.Analyst))
	}
}
