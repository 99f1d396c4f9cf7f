package refi

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/codebook"
	"assay.app/assay/storage/exchange/offset"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/recode"
)

// counts counts what is left out, in the order in which it was first met.
type counts struct {
	names []string
	of    map[string]int
}

func (c *counts) add(what string, n int) {
	if c.of == nil {
		c.of = map[string]int{}
	}
	if c.of[what] == 0 {
		c.names = append(c.names, what)
	}
	c.of[what] += n
}

// batch returns what the project holds.
func (p *project) batch(ctx context.Context) (*peer.Batch, error) {
	b := &peer.Batch{Codes: entries(p.codes)}
	meant := map[string]*codebook.Code{}
	for i := range p.codes {
		meant[p.codes[i].GUID] = &p.codes[i]
	}
	p.distribute()
	for _, s := range p.sources {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		doc, err := p.document(b, s, meant)
		if err != nil {
			return nil, fmt.Errorf("source %s (%.80q): %w", s.guid, s.name, err)
		}
		if doc.Text == "" {
			p.remarks.add("empty texts", 1)
			continue
		}
		b.Documents = append(b.Documents, doc)
	}
	if err := p.rest(b); err != nil {
		return nil, err
	}
	for _, what := range p.remarks.names {
		b.Remark("left out: %s (%d)", what, p.remarks.of[what])
	}
	return b, nil
}

// distribute hands what cases say of sources and selections to these.
func (p *project) distribute() {
	sources := map[string]*source{}
	for _, s := range p.sources {
		sources[s.guid] = s
	}
	for _, c := range p.cases {
		used := false
		if c.values[reliability]+c.values[credibility] != "" {
			for _, guid := range c.selections {
				if s := p.selections[guid]; s != nil {
					s.grades = append(s.grades, c)
					used = true
				}
			}
		}
		for _, guid := range c.sources {
			if s := sources[guid]; s != nil && len(c.values) > 0 {
				for name, text := range c.values {
					s.values[name] = text
				}
				used = true
			}
		}
		if !used {
			p.remarks.add("cases", 1)
		}
	}
}

// document returns a source with everything that is said of it.
func (p *project) document(b *peer.Batch, s *source, meant map[string]*codebook.Code) (*peer.Document, error) {
	text, err := p.textOf(s)
	if err != nil {
		return nil, err
	}
	doc := &peer.Document{Name: s.name, Text: text}
	p.describe(doc, s)
	table := p.table(b, s, text)
	for _, one := range s.selections {
		span, ok := table.Span(one.start, one.end)
		if !ok {
			return nil, model.Damaged("selection %s is at %d to %d, but the text has %d characters", one.guid, one.start, one.end, table.Len())
		}
		at := peer.Mark{At: "selection " + one.guid, Span: span}
		marks, err := p.marks(at, &one.said, one.codings, meant)
		if err != nil {
			return nil, err
		}
		for _, c := range one.grades {
			m := at
			m.Analyst, m.Basis = c.values[analyst], c.values[basis]
			m.Grade = model.Grade{Source: c.values[reliability], Information: c.values[credibility]}
			m.Time, _ = time.Parse(time.RFC3339, c.values[graded])
			marks = append(marks, m)
		}
		doc.Marks = append(doc.Marks, marks...)
	}
	marks, err := p.marks(peer.Mark{At: "the whole text", Whole: true}, &s.said, s.codings, meant)
	doc.Marks = append(doc.Marks, marks...)
	return doc, err
}

// describe sets what is known of a document.
func (p *project) describe(doc *peer.Document, s *source) {
	doc.Metadata.Title = s.name
	if p.own {
		doc.Metadata.Title = ""
	}
	for _, name := range slices.Sorted(maps.Keys(s.values)) {
		text := s.values[name]
		switch f, known := factCalled(name); {
		case name == articleID:
			doc.Article = model.ArticleID(text)
		case name == fileName:
			doc.Name = text
		case known:
			*f.field(&doc.Metadata) = text
		case p.own && strings.HasPrefix(name, reliability+" ("): // for other programs only
		default:
			p.remarks.add("values of other variables", 1)
		}
	}
}

// table returns the reading of the offsets of a source's selections. The specification counts code
// points and calls the end the last character; programs mean the one after it, count CR LF as one or
// two, and NVivo counts UTF-16 units. So the reading follows from the texts that selections name, or
// else from the bounds of words.
func (p *project) table(b *peer.Batch, s *source, text string) *offset.Table {
	usual := offset.Reading{Unit: offset.CodePoints}
	readings := []offset.Reading{usual}
	if !p.own {
		if strings.Contains(text, "\r\n") {
			readings = append(readings, offset.Reading{Unit: offset.CodePoints, OneEnd: true})
		}
		if strings.ContainsFunc(text, func(c rune) bool { return c > 0xFFFF }) {
			for _, r := range slices.Clone(readings) {
				r.Unit = offset.UTF16
				readings = append(readings, r)
			}
		}
		for _, r := range slices.Clone(readings) {
			r.Inclusive = true
			readings = append(readings, r)
		}
	}
	spans := make([]offset.Quoted, 0, len(s.selections))
	for _, one := range s.selections {
		q := offset.Quoted{Start: one.start, End: one.end, Text: one.name}
		if strings.HasSuffix(q.Text, "…") || strings.HasSuffix(q.Text, "...") {
			q.Text = "" // it is cut
		}
		spans = append(spans, q)
	}
	table := offset.Best(text, spans, readings...)
	if chosen := table.Reading(); chosen != usual {
		b.Remark("the offsets of %q count %s, not %s", cmp.Or(s.name, s.guid), chosen, usual)
	}
	return table
}

// marks returns what each user says of something: labels, phrases and notes.
func (p *project) marks(at peer.Mark, of *said, codings []coding, meant map[string]*codebook.Code) (marks []peer.Mark, err error) {
	by := func(user string) *peer.Mark {
		for i := range marks {
			if marks[i].Analyst == user {
				return &marks[i]
			}
		}
		one := at
		one.Analyst = user
		marks = append(marks, one)
		return &marks[len(marks)-1]
	}
	for _, c := range codings {
		user := cmp.Or(c.user, of.user)
		code := meant[c.code]
		switch {
		case code == nil && p.caseGUIDs[c.code]:
			p.remarks.add("codings with cases", 1)
			continue
		case code == nil:
			return nil, model.Damaged("%s: a coding refers to the code %.40q, which the file does not have", at.At, c.code)
		}
		m := by(user)
		if code.Phrase {
			m.Phrases = append(m.Phrases, code.Name)
		} else {
			m.Labels = append(m.Labels, labelled(code))
			if when := c.at; when.After(m.Time) {
				m.Time = when
			}
		}
		if err := p.attach(c.notes, user, by); err != nil {
			return nil, err
		}
	}
	if text := strings.TrimSpace(of.description); text != "" {
		m := by(of.user)
		m.Notes = append(m.Notes, peer.Note{Text: of.description, Time: of.at})
	}
	return marks, p.attach(of.notes, of.user, by)
}

// attach adds notes to the marks of their users.
func (p *project) attach(guids []string, user string, by func(string) *peer.Mark) error {
	for _, guid := range guids {
		n := p.notes[guid]
		if n == nil {
			p.remarks.add("references to notes that are not in the file", 1)
			continue
		}
		one, err := p.noted(n)
		if err != nil {
			return err
		}
		m := by(cmp.Or(n.user, user))
		m.Notes = append(m.Notes, one)
	}
	return nil
}

// noted returns a note. The title of a note of another program stands above its text.
func (p *project) noted(n *note) (peer.Note, error) {
	n.used = true
	text, err := p.textOf(&n.source)
	if err != nil {
		return peer.Note{}, fmt.Errorf("note %s (%.80q): %w", n.guid, n.name, err)
	}
	title := strings.TrimSpace(n.name)
	if !p.own && title != "" && !strings.HasPrefix(text, strings.TrimRight(title, ".…")) {
		text = title + "\n" + text
	}
	return peer.Note{ID: n.values[noteID], Text: text, Time: n.at}, nil
}

// rest adds the notes on outlets, and counts those that belong to nothing.
func (p *project) rest(b *peer.Batch) error {
	for _, n := range p.noteOrder {
		switch outlet := n.values[outletFact]; {
		case n.used:
		case outlet != "":
			one, err := p.noted(n)
			if err != nil {
				return err
			}
			b.Outlets = append(b.Outlets, peer.Mark{At: "note " + n.guid, Outlet: outlet, Analyst: n.user, Notes: []peer.Note{one}})
		default:
			p.remarks.add("notes that belong to no text", 1)
		}
	}
	return nil
}

// textOf returns the text of a source, which stands in the document or in a file of its own.
func (p *project) textOf(s *source) (string, error) {
	if s.inline || s.path == "" {
		return s.content, nil
	}
	name, found := p.fileOf(s.path)
	if !found {
		return "", model.Damaged("its text is in %.200q, which is not in the file", s.path)
	}
	data, err := p.files.Read(name)
	if err != nil {
		return "", err
	}
	r, _, _, err := recode.UTF8(bytes.NewReader(data))
	if err != nil {
		return "", fmt.Errorf("%s: %w: %w", name, model.ErrDamaged, err)
	}
	text, err := io.ReadAll(r)
	if err != nil || !utf8.Valid(text) {
		return "", model.Damaged("%s is not in UTF-8", name)
	}
	return string(text), nil
}

// fileOf returns the name of the file for a path, ignoring case. Paths of sources inside of the
// archive begin with "internal://"; a path that leads elsewhere is looked for by its last part.
func (p *project) fileOf(at string) (string, bool) {
	want := path.Base(strings.ReplaceAll(at, `\`, "/"))
	if inside, ok := strings.CutPrefix(at, "internal://"); ok {
		want = "sources/" + inside
	}
	for _, name := range p.files.Names() {
		if strings.EqualFold(name, want) || path.Base(want) == want && strings.EqualFold(path.Base(name), want) {
			return name, true
		}
	}
	return "", false
}
