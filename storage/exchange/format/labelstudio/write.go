package labelstudio

import (
	"context"
	"io"
	"maps"
	"slices"
	"strconv"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/offset"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/schema"
)

// write writes a list of tasks, one article on a line.
func write(ctx context.Context, w io.Writer, c *peer.Corpus) error {
	before := "[\n"
	for task, err := range peer.Encoded(ctx, c, func() func(*peer.Page) ([]byte, error) { return new(encoder).task }) {
		if err != nil {
			return err
		}
		if _, err := io.WriteString(w, before); err != nil {
			return err
		}
		if _, err := w.Write(task); err != nil {
			return err
		}
		before = ",\n"
	}
	if before == "[\n" {
		_, err := io.WriteString(w, "[]\n")
		return err
	}
	_, err := io.WriteString(w, "\n]\n")
	return err
}

// encoder makes tasks.
type encoder struct {
	buf   []byte
	page  *peer.Page
	table *offset.Table
	first bool // the next result is the first of its annotation

	span       model.Span // the part that the next results are about
	region     string     // its id
	start, end int        // in UTF-16 code units
}

func (e *encoder) add(text string) { e.buf = append(e.buf, text...) }

func (e *encoder) text(text string) { e.buf = schema.AppendText(e.buf, text) }

func (e *encoder) texts(all []string) {
	e.add("[")
	for i, text := range all {
		if i > 0 {
			e.add(",")
		}
		e.text(text)
	}
	e.add("]")
}

// task returns an article as a task.
func (e *encoder) task(p *peer.Page) ([]byte, error) {
	e.buf, e.page, e.table = e.buf[:0], p, offset.NewTable(p.Text, offset.Reading{Unit: offset.UTF16})
	e.add(`{"data":{"article":`)
	e.text(string(p.ID))
	e.add(`,"file":`)
	e.text(p.File)
	for _, fact := range peer.Facts(&p.Metadata) {
		if *fact.Text != "" {
			e.add(`,"` + fact.Name + `":`)
			e.text(*fact.Text)
		}
	}
	e.add(`,"text":`)
	e.text(p.Text)
	e.add(`},"annotations":[`)
	for i, analyst := range analysts(p) {
		if i > 0 {
			e.add(",")
		}
		e.annotation(analyst)
	}
	e.add("]}")
	return slices.Clone(e.buf), nil
}

// analysts returns the names of those who said something of the article or of its parts, sorted.
func analysts(p *peer.Page) []string {
	names := map[string]bool{}
	note := func(of *peer.Unit) {
		for _, l := range of.Labels {
			names[l.Analyst] = true
		}
		for _, n := range of.Notes {
			names[n.Analyst] = true
		}
		for _, g := range of.Phrases {
			names[g.Analyst] = true
		}
		for _, g := range of.Grades {
			names[g.Analyst] = true
		}
		for _, a := range of.Attributions {
			names[a.Analyst] = true
		}
		for _, m := range of.Mentions {
			names[m.Analyst] = true
		}
	}
	note(&peer.Unit{Notes: p.Notes, Phrases: p.Phrases})
	for _, list := range [][]peer.Unit{p.Units, p.Detached} {
		for i := range list {
			note(&list[i])
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// annotation appends what one analyst said. Label Studio refuses annotations whose completed_by names
// nobody that it knows, so the analyst's name is a result.
func (e *encoder) annotation(analyst string) {
	e.add(`{"result":[`)
	e.first = true
	e.result("analyst", analystControl, "textarea", []string{analyst})
	e.result("article-note", articleNoteControl, "textarea", notes(e.page.Notes, analyst))
	e.result("article-phrase", articlePhraseControl, "textarea", phrases(e.page.Phrases, analyst))
	for _, list := range [][]peer.Unit{e.page.Units, e.page.Detached} {
		for i := range list {
			e.unit(&list[i], analyst)
		}
	}
	e.add("]}")
}

// unit appends what one analyst said of a sentence. Its results have one id and so are one region.
func (e *encoder) unit(u *peer.Unit, analyst string) {
	e.span, e.region = u.Span, ""
	for _, l := range u.Labels {
		if l.Analyst == analyst {
			e.part(labelControl, "labels", []string{string(l.Label)})
		}
	}
	e.part(phraseControl, "textarea", phrases(u.Phrases, analyst))
	e.part(noteControl, "textarea", notes(u.Notes, analyst))
	for _, g := range u.Grades {
		if g.Analyst == analyst {
			e.part(reliabilityControl, "choices", present(g.Grade.Source))
			e.part(credibilityControl, "choices", present(g.Grade.Information))
			e.part(basisControl, "textarea", present(g.Basis))
		}
	}
	for _, a := range u.Attributions {
		if a.Analyst == analyst {
			e.part(voiceControl, "textarea", present(a.Name))
			e.part(speechControl, "choices", present(string(a.Mode)))
			e.part(cueControl, "textarea", present(a.Cue))
			e.part(viaControl, "textarea", present(a.Via))
		}
	}
	for _, stance := range model.Stances() {
		var titles []string
		for _, m := range u.Mentions {
			if m.Analyst == analyst && m.Stance == stance {
				titles = append(titles, m.Title)
			}
		}
		e.part(string(stance), "textarea", titles)
	}
}

// part appends a result about the unit, if it has a value.
func (e *encoder) part(control, kind string, values []string) {
	if len(values) == 0 {
		return
	}
	if e.region == "" {
		e.region = strconv.Itoa(e.span.Start) + "-" + strconv.Itoa(e.span.End)
		e.start, e.end = e.table.Of(e.span.Start), e.table.Of(e.span.End)
	}
	e.begin(e.region, control, kind)
	e.add(`"start":`)
	e.buf = strconv.AppendInt(e.buf, int64(e.start), 10)
	e.add(`,"end":`)
	e.buf = strconv.AppendInt(e.buf, int64(e.end), 10)
	if kind != "textarea" { // the texts of a text area take the field with the text of the region
		e.add(`,"text":`)
		e.text(e.span.Of(e.page.Text))
	}
	e.add(",")
	e.values(kind, values)
}

// result appends a result about the whole text, if it has a value.
func (e *encoder) result(id, control, kind string, values []string) {
	if len(values) > 0 {
		e.begin(id, control, kind)
		e.values(kind, values)
	}
}

// begin appends the beginning of a result up to the fields of its value.
func (e *encoder) begin(id, control, kind string) {
	if !e.first {
		e.add(",")
	}
	e.first = false
	e.add(`{"id":"` + id + `","from_name":"` + control + `","to_name":"` + object + `","type":"` + kind + `","value":{`)
}

// values appends the values of a result and its end.
func (e *encoder) values(kind string, values []string) {
	if kind == "textarea" {
		kind = "text"
	}
	e.add(`"` + kind + `":`)
	e.texts(values)
	e.add("}}")
}

func present(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

func notes(all []model.Note, analyst string) (texts []string) {
	for _, n := range all {
		if n.Analyst == analyst {
			texts = append(texts, n.Text)
		}
	}
	return texts
}

func phrases(all []peer.Given, analyst string) (names []string) {
	for _, g := range all {
		if g.Analyst == analyst {
			names = append(names, g.Name)
		}
	}
	return names
}
