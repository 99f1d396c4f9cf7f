package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/intake/rehearse"
)

// rehearsed is one article as "import --dry-run --json" prints it.
type rehearsed struct {
	importedFile
	Format      string        `json:"format"`
	Encoding    string        `json:"encoding,omitempty"`
	RunnerUp    string        `json:"encodingRunnerUp,omitempty"` // where the encoding was guessed
	Title       string        `json:"title"`
	Outlet      string        `json:"outlet"`
	Byline      string        `json:"byline"`
	Dateline    string        `json:"dateline"`
	Published   string        `json:"published"`
	PublishedAt string        `json:"publishedAt"`
	Retrieved   string        `json:"retrieved"`
	Archive     string        `json:"archive"`
	Section     string        `json:"section"`
	Language    string        `json:"language"`
	URL         string        `json:"url,omitempty"`
	Sentences   int           `json:"sentences"`
	Opening     string        `json:"opening"`
	Asides      []setAside    `json:"asides"`
	Known       bool          `json:"known"`
	Similar     []similarFile `json:"similar"`
	Record      *model.Record `json:"record,omitempty"` // its place in a file with several
}

type setAside struct {
	Kind string `json:"kind"`
	Text string `json:"text"`
}

// printRehearsal reads what paths name and prints what would be imported.
func printRehearsal(r *reading, project string, paths []string, out io.Writer, asJSON bool) error {
	work := func(p *storage.Project) error {
		if err := r.headlinesIn(p); err != nil {
			return err
		}
		h, err := rehearse.New(r.ctx, p, func(int, int) {})
		if err != nil {
			return err
		}
		return printRehearsed(h, r, paths, out, asJSON)
	}
	if !exists(project) {
		return work(nil)
	}
	return view(project, work)
}

func printRehearsed(h *rehearse.Rehearsal, r *reading, paths []string, out io.Writer, asJSON bool) error {
	files, refused, err := r.find(r.ctx, paths)
	for _, refusal := range refused {
		r.refuse(refusal)
	}
	if err != nil {
		return err
	}
	tables := r.watchTables()
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	printf := func(w io.Writer, form string, args ...any) {
		if err == nil {
			_, err = fmt.Fprintf(w, form, args...)
		}
	}
	for article, readErr := range h.Each(r.ctx, files, r.opts, r.refuse) {
		if readErr != nil {
			return readErr
		}
		a := describe(article)
		switch r.read++; {
		case !asJSON:
			printf(table, "%s\t%s\t%s\t%s\t%s\t%s\n", a.Format, orDash(a.Language), orDash(a.Published), orDash(a.Outlet), heading(article.Article), a.remark())
		case r.read == 1:
			printf(out, "{\n  \"articles\": [\n    %s", compactJSON(a))
		default:
			printf(out, ",\n    %s", compactJSON(a))
		}
		if err != nil {
			return err
		}
	}
	switch {
	case !asJSON:
		return table.Flush()
	case r.read == 0:
		printf(out, "{\n  \"articles\": []")
	default:
		printf(out, "\n  ]")
	}
	printf(out, ",\n  \"tables\": %s,\n  \"refused\": %s\n}\n", compactJSON(tables.list()), compactJSON(refusedFiles(r.refused)))
	return err
}

// remark is what the table says of duplicates.
func (a rehearsed) remark() string {
	switch {
	case a.Known:
		return "already there"
	case len(a.Similar) > 0:
		return a.Similar[0].remark()
	}
	return ""
}

// describe gives an article as it is printed.
func describe(article rehearse.Article) rehearsed {
	doc, m := article.Document, article.Metadata
	a := rehearsed{
		importedFile: importedFile{ID: doc.ID, File: doc.ImportPath}, Format: "text", Encoding: doc.Encoding, RunnerUp: doc.RunnerUp,
		Title: m.Title, Outlet: m.Outlet, Byline: m.Byline, Dateline: m.Dateline, Published: m.Published,
		PublishedAt: m.PublishedAt, Retrieved: m.Retrieved, Archive: m.Archive, Section: m.Section,
		Language: m.Language, URL: m.URL, Sentences: article.Sentences(), Opening: strings.Join(article.Opening(), " "), Asides: []setAside{},
		Known: article.Known || article.Twin != "", Similar: similarFiles(article.Similar, 0),
	}
	if doc.Source != (model.Source{}) {
		a.Format, a.Encoding = doc.Source.Format, doc.Source.Encoding
	}
	if r := doc.Source.Record; r.N > 0 {
		a.Record = &r
	}
	for _, u := range article.Asides() {
		a.Asides = append(a.Asides, setAside{Kind: u.Kind.String(), Text: u.Span.Of(doc.Text)})
	}
	return a
}
