package webannotation

import (
	"strconv"
	"time"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/offset"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/schema"
)

// around is how many UTF-16 code units of the text before and after a quote are written, as
// Hypothesis does.
const around = 32

// writer appends JSON to a buffer.
type writer struct {
	buf   []byte
	page  *peer.Page
	table *offset.Table
}

// about begins the annotations of a page.
func (w *writer) about(p *peer.Page, unit offset.Unit) {
	w.buf, w.page, w.table = w.buf[:0], p, offset.NewTable(p.Text, offset.Reading{Unit: unit})
}

func (w *writer) add(text string) { w.buf = append(w.buf, text...) }

func (w *writer) text(text string) { w.buf = schema.AppendText(w.buf, text) }

// field appends a field with a text, and the comma before it.
func (w *writer) field(name, text string) {
	w.add(`,"`)
	w.add(name)
	w.add(`":`)
	w.text(text)
}

// filled appends a field unless its text is empty.
func (w *writer) filled(name, text string) {
	if text != "" {
		w.field(name, text)
	}
}

func (w *writer) texts(all []string) {
	w.add("[")
	for i, text := range all {
		if i > 0 {
			w.add(",")
		}
		w.text(text)
	}
	w.add("]")
}

// time appends a field with a time unless it is zero.
func (w *writer) time(name string, at time.Time) {
	if !at.IsZero() {
		w.add(`,"` + name + `":"`)
		w.buf = at.UTC().AppendFormat(w.buf, time.RFC3339Nano)
		w.add(`"`)
	}
}

// selectors appends the list of selectors of a part of the page's text.
func (w *writer) selectors(span model.Span) {
	text := w.page.Text
	w.add(`"selector":[{"type":"TextQuoteSelector","exact":`)
	w.text(span.Of(text))
	w.field("prefix", before(text[:span.Start]))
	w.field("suffix", after(text[span.End:]))
	w.add(`},{"type":"TextPositionSelector","start":`)
	w.buf = strconv.AppendInt(w.buf, int64(w.table.Of(span.Start)), 10)
	w.add(`,"end":`)
	w.buf = strconv.AppendInt(w.buf, int64(w.table.Of(span.End)), 10)
	w.add("}]")
}

// before returns the end of a text, at most around UTF-16 code units.
func before(text string) string {
	at, left := len(text), around
	for at > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:at])
		if left -= width(r); left < 0 {
			break
		}
		at -= size
	}
	return text[at:]
}

// after returns the beginning of a text, at most around UTF-16 code units.
func after(text string) string {
	left := around
	for at, r := range text {
		if left -= width(r); left < 0 {
			return text[:at]
		}
	}
	return text
}

func width(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}

// said is what one analyst said of a sentence or an article. Notes are apart.
type said struct {
	labels       []model.Annotation
	phrases      []peer.Given
	grades       []peer.Graded
	attributions []peer.Attribution
	mentions     []peer.Mention
}

func (s *said) empty() bool {
	return len(s.labels)+len(s.phrases)+len(s.grades)+len(s.attributions)+len(s.mentions) == 0
}

// time returns the time of the label, or zero.
func (s *said) time() (at time.Time) {
	for _, l := range s.labels {
		at = l.At
	}
	return at
}

// byAnalyst calls do for each analyst who said something of a unit but notes, in the order of names.
func byAnalyst(u *peer.Unit, do func(analyst string, s *said)) {
	var s said
	for l, p, g, a, m := 0, 0, 0, 0, 0; ; {
		name, any := "", false
		least := func(next string) {
			if !any || next < name {
				name, any = next, true
			}
		}
		if l < len(u.Labels) {
			least(u.Labels[l].Analyst)
		}
		if p < len(u.Phrases) {
			least(u.Phrases[p].Analyst)
		}
		if g < len(u.Grades) {
			least(u.Grades[g].Analyst)
		}
		if a < len(u.Attributions) {
			least(u.Attributions[a].Analyst)
		}
		if m < len(u.Mentions) {
			least(u.Mentions[m].Analyst)
		}
		if !any {
			return
		}
		s.labels, l = of(u.Labels, l, name, func(x *model.Annotation) string { return x.Analyst })
		s.phrases, p = of(u.Phrases, p, name, func(x *peer.Given) string { return x.Analyst })
		s.grades, g = of(u.Grades, g, name, func(x *peer.Graded) string { return x.Analyst })
		s.attributions, a = of(u.Attributions, a, name, func(x *peer.Attribution) string { return x.Analyst })
		s.mentions, m = of(u.Mentions, m, name, func(x *peer.Mention) string { return x.Analyst })
		do(name, &s)
	}
}

// of returns the things from an index that are of an analyst, and the index of the next one.
func of[T any](all []T, from int, analyst string, by func(*T) string) ([]T, int) {
	end := from
	for end < len(all) && by(&all[end]) == analyst {
		end++
	}
	return all[from:end], end
}
