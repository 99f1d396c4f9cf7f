package main

import (
	"fmt"
	"io"
	"math"
	"strings"
	"text/tabwriter"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/intake"
)

// rehearsed is one article as "import --dry-run --json" prints it.
type rehearsed struct {
	importedFile
	Format    string        `json:"format"`
	Encoding  string        `json:"encoding,omitempty"`
	Title     string        `json:"title"`
	Outlet    string        `json:"outlet"`
	Byline    string        `json:"byline"`
	Dateline  string        `json:"dateline"`
	Published string        `json:"published"`
	Language  string        `json:"language"`
	URL       string        `json:"url,omitempty"`
	Sentences int           `json:"sentences"`
	Opening   string        `json:"opening"`
	Asides    []setAside    `json:"asides"`
	Known     bool          `json:"known"`
	Similar   []similarFile `json:"similar"`
}

type setAside struct {
	Kind string `json:"kind"`
	Text string `json:"text"`
}

type similarFile struct {
	importedFile
	Alike float64 `json:"alike"`
}

// rehearsal says what an import would do.
type rehearsal struct {
	project *storage.Project // nil when there is none yet
	seen    map[model.ArticleID]bool
	alikes  intake.Alikes
}

// rehearse reads what paths name and prints what would be imported.
func rehearse(r *reading, project string, paths []string, out io.Writer, asJSON bool) error {
	h := &rehearsal{seen: map[model.ArticleID]bool{}}
	work := func(p *storage.Project) error {
		h.project = p
		if err := h.remember(r); err != nil {
			return err
		}
		return h.print(r, paths, out, asJSON)
	}
	if !exists(project) {
		return work(nil)
	}
	return view(project, work)
}

// remember takes the texts that the project has already.
func (h *rehearsal) remember(r *reading) error {
	if h.project == nil {
		return nil
	}
	for a, err := range h.project.Articles() {
		if err == nil {
			err = r.ctx.Err()
		}
		if err != nil {
			return err
		}
		if a.Removed {
			continue
		}
		doc, err := h.project.Document(a.ID)
		if err != nil {
			return err
		}
		h.alikes.Add(a.ID, a.ImportPath, doc.Text)
	}
	return nil
}

func (h *rehearsal) print(r *reading, paths []string, out io.Writer, asJSON bool) error {
	docs, err := r.documents(paths)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	printf := func(w io.Writer, form string, args ...any) {
		if err == nil {
			_, err = fmt.Fprintf(w, form, args...)
		}
	}
	n := 0
	for doc := range docs {
		var a rehearsed
		if a, err = h.rehearsed(doc); err != nil {
			return err
		}
		switch n++; {
		case !asJSON:
			printf(table, "%s\t%s\t%s\t%s\t%s\t%s\n", a.Format, orDash(a.Language), orDash(a.Published), orDash(a.Outlet), heading(doc.Article), a.remark())
		case n == 1:
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
	case n == 0:
		printf(out, "{\n  \"articles\": []")
	default:
		printf(out, "\n  ]")
	}
	printf(out, ",\n  \"refused\": %s\n}\n", compactJSON(refusedFiles(r.refused)))
	return err
}

// remark is what the table says of duplicates.
func (a rehearsed) remark() string {
	switch {
	case a.Known:
		return "already there"
	case len(a.Similar) > 0:
		return fmt.Sprintf("%.0f %% like %s", 100*a.Similar[0].Alike, baseName(a.Similar[0].File))
	}
	return ""
}

// openingBytes bounds how much of an article is shown.
const openingBytes = 600

func (h *rehearsal) rehearsed(doc *model.Document) (rehearsed, error) {
	m := doc.Metadata
	a := rehearsed{
		importedFile: importedFile{ID: doc.ID, File: doc.ImportPath}, Format: "text", Encoding: doc.Encoding,
		Title: m.Title, Outlet: m.Outlet, Byline: m.Byline, Dateline: m.Dateline, Published: m.Published,
		Language: m.Language, URL: m.URL, Asides: []setAside{}, Known: h.seen[doc.ID], Similar: []similarFile{},
	}
	if doc.Source != (model.Source{}) {
		a.Format, a.Encoding = doc.Source.Format, doc.Source.Encoding
	}
	var opening strings.Builder
	for _, u := range doc.Units {
		text := u.Span.Of(doc.Text)
		if u.Kind != model.UnitSentence {
			a.Asides = append(a.Asides, setAside{Kind: u.Kind.String(), Text: text})
			continue
		}
		a.Sentences++
		if room := openingBytes - opening.Len(); room > 0 {
			opening.WriteString(strings.ToValidUTF8(text[:min(len(text), room)], "") + " ")
		}
	}
	a.Opening = strings.TrimSpace(opening.String())
	if h.project != nil && !a.Known {
		var err error
		if a.Known, err = h.project.Has(doc.ID); err != nil {
			return a, err
		}
	}
	h.seen[doc.ID] = true
	for _, s := range h.alikes.Add(doc.ID, doc.ImportPath, doc.Text) {
		a.Similar = append(a.Similar, similarFile{importedFile{ID: s.ID, File: s.File}, math.Round(100*s.Alike) / 100})
	}
	return a, nil
}
