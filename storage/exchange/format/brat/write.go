package brat

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/offset"
	"assay.app/assay/storage/exchange/peer"
)

// page is an article as it is written.
type page struct {
	name, text  string
	annotations []byte
	labels      []model.LabelKey // that the codebook does not have
	phrases     []model.Phrase   // that the project does not list
}

// write writes a collection: NAME.txt and NAME.ann for each article, and the configuration.
func write(ctx context.Context, to bundle.Folder, c *peer.Corpus) error {
	t := newTokens(&c.Project)
	book, phrases := slices.Clone(c.Project.Codebook), slices.Clone(c.Project.Phrases)
	pages := peer.Encoded(ctx, c, func() func(*peer.Page) (page, error) {
		e := &encoder{tokens: t}
		return func(p *peer.Page) (page, error) { return e.page(p), nil }
	})
	n := 0
	for p, err := range pages {
		if err != nil {
			return err
		}
		n++
		name := fmt.Sprintf("%06d%s", n, p.name)
		if err := file(to, name+".txt", p.text); err != nil {
			return err
		}
		if err := file(to, name+".ann", string(p.annotations)); err != nil {
			return err
		}
		for _, key := range p.labels {
			if book.Index(key) < 0 {
				book = append(book, model.Label{Key: key})
			}
		}
		for _, one := range p.phrases {
			if !slices.Contains(phrases, one) {
				phrases = append(phrases, one)
			}
		}
	}
	conf := &config{tokens: t, book: book, phrases: phrases, analysts: c.Project.Analysts}
	if err := file(to, configName, conf.types()); err != nil {
		return err
	}
	return file(to, visualName, conf.looks())
}

func file(to bundle.Folder, name, content string) error {
	w, err := to.Create(name)
	if err == nil {
		_, err = io.WriteString(w, content)
	}
	return err
}

// encoder makes the annotations of articles. Its identifiers begin at 1 in each article.
type encoder struct {
	*tokens
	out               []byte
	text              string
	table             *offset.Table
	spans, attributes int // how many there are
	notes             int
	unlisted          page
}

func (e *encoder) page(p *peer.Page) page {
	e.out, e.text, e.spans, e.attributes, e.notes, e.unlisted = e.out[:0], p.Text, 0, 0, 0, page{}
	e.table = offset.NewTable(p.Text, offset.Reading{Unit: offset.CodePoints})
	for _, list := range [][]peer.Unit{p.Units, p.Detached} {
		for i := range list {
			e.unit(&list[i])
		}
	}
	done := e.unlisted
	if done.name = strings.TrimRight(slug(p.Title(), 40), "-"); done.name != "" {
		done.name = "-" + done.name
	}
	done.text, done.annotations = p.Text, slices.Clone(e.out)
	return done
}

// said is what one analyst says of a sentence.
type said struct {
	analyst string
	label   model.LabelKey
	notes   []string
	grade   model.Grade
}

// unit writes a span for the label of each analyst, with the analyst's grade and first note, and one
// for each further note and phrase.
func (e *encoder) unit(u *peer.Unit) {
	if len(u.Labels)+len(u.Notes)+len(u.Grades)+len(u.Phrases) == 0 {
		return
	}
	var all []said
	by := func(analyst string) *said {
		for i := range all {
			if all[i].analyst == analyst {
				return &all[i]
			}
		}
		all = append(all, said{analyst: analyst})
		return &all[len(all)-1]
	}
	for _, a := range u.Labels {
		by(a.Analyst).label = a.Label
		if _, listed := e.labels[a.Label]; !listed {
			e.unlisted.labels = append(e.unlisted.labels, a.Label)
		}
	}
	for _, g := range u.Grades {
		by(g.Analyst).grade = g.Grade
	}
	for i := range u.Notes {
		s := by(u.Notes[i].Analyst)
		s.notes = append(s.notes, u.Notes[i].Text)
	}
	for _, s := range all {
		e.said(u.Span, s)
	}
	for _, g := range u.Phrases {
		if _, listed := e.phrases[g.Phrase]; !listed {
			e.unlisted.phrases = append(e.unlisted.phrases, model.Phrase{ID: g.Phrase, Name: g.Name})
		}
		e.span(e.phrase(g.Phrase), u.Span)
		e.attribute(analystAttribute, e.analyst(g.Analyst))
	}
}

func (e *encoder) said(at model.Span, s said) {
	kind := remarkType
	if s.label != "" {
		kind = e.label(s.label)
	}
	e.span(kind, at)
	e.attribute(analystAttribute, e.analyst(s.analyst))
	e.attribute(sourceAttribute, s.grade.Source)
	e.attribute(informationAttribute, s.grade.Information)
	for i, text := range s.notes {
		if i > 0 {
			e.span(remarkType, at)
			e.attribute(analystAttribute, e.analyst(s.analyst))
		}
		e.notes++
		e.out = strconv.AppendInt(append(e.out, '#'), int64(e.notes), 10)
		e.out = strconv.AppendInt(append(e.out, "\tAnnotatorNotes T"...), int64(e.spans), 10)
		e.out = append(appendNote(append(e.out, '\t'), text), '\n')
	}
}

// span writes a text-bound annotation. brat wants its parts on different lines to be spans of their
// own.
func (e *encoder) span(kind string, at model.Span) {
	e.spans++
	e.out = strconv.AppendInt(append(e.out, 'T'), int64(e.spans), 10)
	e.out = append(append(e.out, '\t'), kind...)
	parts := lines(e.text, at)
	for i, part := range parts {
		between := byte(' ')
		if i > 0 {
			between = ';'
		}
		e.out = strconv.AppendInt(append(e.out, between), int64(e.table.Of(part.Start)), 10)
		e.out = strconv.AppendInt(append(e.out, ' '), int64(e.table.Of(part.End)), 10)
	}
	between := byte('\t')
	for _, part := range parts {
		e.out = append(append(e.out, between), part.Of(e.text)...)
		between = ' '
	}
	e.out = append(e.out, '\n')
}

func (e *encoder) attribute(name, value string) {
	if value == "" {
		return
	}
	e.attributes++
	e.out = strconv.AppendInt(append(e.out, 'A'), int64(e.attributes), 10)
	e.out = append(append(e.out, '\t'), name...)
	e.out = strconv.AppendInt(append(e.out, " T"...), int64(e.spans), 10)
	e.out = append(append(append(e.out, ' '), value...), '\n')
}

// breaks reports whether brat's parser ends a line at a character.
func breaks(c rune) bool {
	switch c {
	case '\n', '\r', '\v', '\f', 0x1C, 0x1D, 0x1E, 0x85, 0x2028, 0x2029:
		return true
	}
	return false
}

// lines returns the parts of a span that are on different lines, without the line ends. A span that
// has nothing else is returned whole.
func lines(text string, at model.Span) []model.Span {
	var parts []model.Span
	start := at.Start
	add := func(end int) {
		if end > start {
			parts = append(parts, model.Span{Start: start, End: end})
		}
	}
	for i, c := range at.Of(text) {
		if breaks(c) {
			add(at.Start + i)
			start = at.Start + i + utf8.RuneLen(c)
		}
	}
	add(at.End)
	if parts == nil {
		return []model.Span{{Start: at.Start, End: at.Start}}
	}
	return parts
}

// appendNote appends a note as one line.
func appendNote(dst []byte, text string) []byte {
	for _, c := range text {
		switch {
		case c == '\\':
			dst = append(dst, `\\`...)
		case c == '\n':
			dst = append(dst, `\n`...)
		case breaks(c):
			dst = append(dst, ' ')
		default:
			dst = utf8.AppendRune(dst, c)
		}
	}
	return dst
}
