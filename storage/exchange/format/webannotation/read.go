package webannotation

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/loose"
	"assay.app/assay/storage/exchange/offset"
	"assay.app/assay/storage/exchange/peer"
)

// reader collects annotations by their targets. Their places are found at the end, because the text
// of a target may follow them.
type reader struct {
	batch   *peer.Batch
	unit    offset.Unit // what positions count in the format
	targets map[string]*target
	order   []*target
	counts  map[string]int      // remarks, with %d for the number
	units   map[string][]string // the names of the texts whose positions are not as usual, by what they count
}

func newReader(unit offset.Unit) *reader {
	return &reader{
		batch: &peer.Batch{}, unit: unit, targets: map[string]*target{}, counts: map[string]int{}, units: map[string][]string{},
	}
}

// target is a text with what is said of it.
type target struct {
	doc   *peer.Document
	parts []*part
}

// part is a mark with the part of the text that it is about.
type part struct {
	peer.Mark
	selection
}

// target returns the target for an article, if its id is known, or for an address.
func (r *reader) target(article model.ArticleID, source string) *target {
	key := cmp.Or(string(article), source)
	t := r.targets[key]
	if t == nil {
		t = &target{doc: &peer.Document{Name: source, Article: article}}
		if isWeb(source) {
			t.doc.Metadata.URL = source
		}
		r.order, r.targets[key] = append(r.order, t), t
	}
	return t
}

func isWeb(source string) bool {
	return strings.HasPrefix(source, "http://") || strings.HasPrefix(source, "https://")
}

// selection is what selectors select: a quote, a position, or neither.
type selection struct {
	quote, before, after string
	hasQuote             bool
	start, end           int
	hasPosition          bool
	other                bool // there are selectors of other types, such as paths in a web page
}

// selected reads selectors. Of a selector that refines another, only the quote counts, since its
// position is one in the other's part.
func selected(selectors loose.Value, depth int) (s selection) {
	for _, one := range selectors.List() {
		kinds := one.Get("type", "@type").Texts()
		switch has := func(kind string) bool { return slices.Contains(kinds, kind) || slices.Contains(kinds, "oa:"+kind) }; {
		case has("TextQuoteSelector") && one.Get("exact").IsText():
			s.quote, s.before, s.after = one.Get("exact").Text(), one.Get("prefix").Text(), one.Get("suffix").Text()
			s.hasQuote = s.quote != ""
		case has("TextPositionSelector"):
			s.position(one.Get("start"), one.Get("end"))
		case has("RangeSelector") && !one.Get("startSelector").Get("start").IsNull():
			s.position(one.Get("startSelector").Get("start"), one.Get("endSelector").Get("start"))
		default:
			s.other = true
		}
		if inner := one.Get("refinedBy"); !inner.IsNull() && depth > 0 {
			if finer := selected(inner, depth-1); finer.hasQuote {
				s.quote, s.before, s.after, s.hasQuote, s.hasPosition = finer.quote, finer.before, finer.after, true, false
			} else {
				s.other = true
			}
		}
	}
	return s
}

func (s *selection) position(start, end loose.Value) {
	from, ok := start.Int()
	to, fits := end.Int()
	if s.start, s.end, s.hasPosition = from, to, ok && fits; !s.hasPosition {
		s.other = true
	}
}

// finish finds the places of all marks and adds the documents to the batch.
func (r *reader) finish() error {
	r.join()
	for _, t := range r.order {
		if err := r.place(t); err != nil {
			return fmt.Errorf("%s: %w", t.doc.Name, err)
		}
	}
	for _, counted := range sorted(r.units) {
		names := r.units[counted]
		of := fmt.Sprintf("%q", names[0])
		if len(names) > 1 {
			of += fmt.Sprintf(" and %d more", len(names)-1)
		}
		r.batch.Remark("the positions in %s count %s, not %s", of, counted, r.unit)
	}
	for _, remark := range sorted(r.counts) {
		r.batch.Remark(remark, r.counts[remark])
	}
	return nil
}

// join moves marks on an address to the article that has it, if exactly one has.
func (r *reader) join() {
	byURL := map[string][]*target{}
	for _, t := range r.order {
		if t.doc.Text != "" && t.doc.Metadata.URL != "" {
			byURL[t.doc.Metadata.URL] = append(byURL[t.doc.Metadata.URL], t)
		}
	}
	r.order = slices.DeleteFunc(r.order, func(t *target) bool {
		same := byURL[t.doc.Metadata.URL]
		if t.doc.Text != "" || t.doc.Article != "" || len(same) != 1 {
			return false
		}
		same[0].parts = append(same[0].parts, t.parts...)
		return true
	})
}

// place finds the parts of a text, and adds documents to the batch: one with the text, and one for
// marks whose words the text lacks.
func (r *reader) place(t *target) error {
	lost := &peer.Document{Name: t.doc.Name, Article: t.doc.Article, Metadata: t.doc.Metadata}
	table := r.table(t)
	for _, p := range t.parts {
		p.Quote, p.Before, p.After = p.quote, p.before, p.after
		switch {
		case !p.hasQuote && !p.hasPosition, t.doc.Text == "" && !p.hasQuote:
			p.Whole, p.Quote = true, ""
			if p.other || p.hasPosition {
				r.counts["%d annotations select their parts by paths in a page or by positions alone, and were read as remarks on the whole text"]++
			}
		case t.doc.Text == "":
		default:
			found, err := r.span(t.doc.Text, table, p)
			if err != nil {
				return err
			}
			if !found {
				lost.Marks = append(lost.Marks, p.Mark)
				continue
			}
			p.Quote, p.Before, p.After = "", "", ""
		}
		t.doc.Marks = append(t.doc.Marks, p.Mark)
	}
	r.batch.Documents = append(r.batch.Documents, t.doc)
	if len(lost.Marks) > 0 {
		r.batch.Documents = append(r.batch.Documents, lost)
	}
	return nil
}

// table returns the table for the positions in a text, and nil if there are none.
func (r *reader) table(t *target) *offset.Table {
	var quoted []offset.Quoted
	for _, p := range t.parts {
		if p.hasPosition {
			quoted = append(quoted, offset.Quoted{Start: p.start, End: p.end, Text: p.quote})
		}
	}
	if t.doc.Text == "" || quoted == nil {
		return nil
	}
	usual := offset.Reading{Unit: r.unit}
	table := offset.Recognise(t.doc.Text, quoted, usual, offset.Reading{Unit: offset.CodePoints}, offset.Reading{Unit: offset.UTF16},
		offset.Reading{Unit: offset.CodePoints, OneEnd: true}, offset.Reading{Unit: offset.UTF16, OneEnd: true}, offset.Reading{Unit: offset.Bytes})
	if reading := table.Reading(); reading != usual {
		r.units[reading.String()] = append(r.units[reading.String()], t.doc.Name)
	}
	return table
}

// span sets the span of a part: the one at its position, unless the part has a quote that is
// elsewhere. It returns false if the text lacks the quote.
func (r *reader) span(text string, table *offset.Table, p *part) (bool, error) {
	if p.hasPosition {
		span, ok := table.Span(p.start, p.end)
		switch {
		case ok && (!p.hasQuote || offset.Same(span.Of(text), p.quote)):
			p.Span = span
			return true, nil
		case !ok && (!p.hasQuote || table.Len() < max(p.start, p.end)):
			return false, model.Damaged("%s: %d to %d is not in the text, which has %d %s", p.At, p.start, p.end, table.Len(), table.Reading().Unit)
		}
	}
	at := locate(text, &p.selection)
	if at < 0 {
		return false, nil
	}
	p.Span = model.Span{Start: at, End: at + len(p.quote)}
	return true, nil
}

// locate returns the byte offset at which the quote of a selection stands in a text: where the text
// before and after it fits best, then the first. It returns −1 if the text lacks it.
func locate(text string, s *selection) int {
	best, most := -1, -1
	for from, tries := 0, 0; tries < 1000; tries++ {
		n := strings.Index(text[from:], s.quote)
		if n < 0 {
			break
		}
		at := from + n
		fit := 0
		if strings.HasSuffix(text[:at], s.before) {
			fit++
		}
		if strings.HasPrefix(text[at+len(s.quote):], s.after) {
			fit++
		}
		if fit > most {
			best, most = at, fit
		}
		from = at + 1
	}
	return best
}

func sorted[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
