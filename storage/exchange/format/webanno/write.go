package webanno

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"
	"unicode"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/offset"
	"assay.app/assay/storage/exchange/peer"
)

// write writes a file for each article.
func write(ctx context.Context, to bundle.Folder, c *peer.Corpus) error {
	type table struct {
		name string
		text []byte
	}
	tables := peer.Encoded(ctx, c, func() func(*peer.Page) (table, error) {
		e := &encoder{layers: layers()}
		return func(p *peer.Page) (table, error) { return table{slug(p.Title()), slices.Clone(e.page(p))}, nil }
	})
	n := 0
	for one, err := range tables {
		if err != nil {
			return err
		}
		n++
		w, err := to.Create(fmt.Sprintf("%06d%s.tsv", n, one.name))
		if err == nil {
			_, err = w.Write(one.text)
		}
		if err != nil {
			return err
		}
	}
	if n > 0 {
		return nil
	}
	w, err := to.Create("empty.tsv")
	if err == nil {
		_, err = w.Write([]byte(formatLine + "3.3\n\n\n"))
	}
	return err
}

// slug returns the letters and digits of ASCII of a title, in lower case, with a hyphen before each
// word. It is short.
func slug(title string) string {
	const most = 40
	var b strings.Builder
	gap := true
	for _, c := range strings.ToLower(title) {
		if !('a' <= c && c <= 'z' || '0' <= c && c <= '9') {
			gap = true
			continue
		}
		if b.Len() >= most {
			break
		}
		if gap {
			b.WriteByte('-')
		}
		gap = false
		b.WriteRune(c)
	}
	return b.String()
}

// encoder makes the tables of articles.
type encoder struct {
	layers []layer

	out         []byte
	tokens      []token
	sentences   []sentence
	annotations []annotation
	used        []bool // by layer
}

type token struct {
	model.Span
	on []int // the annotations on it
}

type sentence struct {
	id     string
	tokens [2]int // from, to
}

type annotation struct {
	layer  int
	values []string // of the layer's features
}

// page returns the table of an article, which is valid until the next call.
func (e *encoder) page(p *peer.Page) []byte {
	e.out, e.tokens, e.sentences, e.annotations = e.out[:0], e.tokens[:0], e.sentences[:0], e.annotations[:0]
	e.used = make([]bool, len(e.layers))
	for i := range p.Units {
		u := &p.Units[i]
		from := len(e.tokens)
		e.tokens = appendTokens(e.tokens, p.Text, u.Span)
		if len(e.tokens) > from {
			e.sentences = append(e.sentences, sentence{u.ID, [2]int{from, len(e.tokens)}})
		}
	}
	for _, list := range [][]peer.Unit{p.Units, p.Detached} {
		for i := range list {
			e.annotate(&list[i])
		}
	}
	e.out = append(e.out, formatLine+"3.3\n"...)
	for i, l := range e.layers {
		if e.used[i] {
			e.out = append(append(append(e.out, "#T_SP="...), l.name...), '|')
			e.out = append(append(e.out, strings.Join(l.features, "|")...), '\n')
		}
	}
	e.out = append(e.out, '\n')
	table := offset.NewTable(p.Text, offset.Reading{Unit: offset.UTF16})
	for n, s := range e.sentences {
		end := len(p.Text)
		if n+1 < len(e.sentences) {
			end = e.tokens[e.sentences[n+1].tokens[0]].Start
		}
		e.sentence(p.Text[e.tokens[s.tokens[0]].Start:end], n+1, s, p.Text, table)
	}
	return e.out
}

// sentence writes a sentence with the white space after it, so that the text can be restored.
func (e *encoder) sentence(text string, n int, s sentence, whole string, table *offset.Table) {
	e.out = append(appendText(append(e.out, "\n#Sentence.id="...), s.id), '\n')
	for line := range strings.SplitSeq(text, "\n") {
		e.out = append(appendText(append(e.out, "#Text="...), line), '\n')
	}
	for i, t := range e.tokens[s.tokens[0]:s.tokens[1]] {
		e.out = strconv.AppendInt(e.out, int64(n), 10)
		e.out = strconv.AppendInt(append(e.out, '-'), int64(i+1), 10)
		e.out = strconv.AppendInt(append(e.out, '\t'), int64(table.Of(t.Start)), 10)
		e.out = strconv.AppendInt(append(e.out, '-'), int64(table.Of(t.End)), 10)
		e.out = append(append(append(e.out, '\t'), t.Of(whole)...), '\t')
		for l, used := range e.used {
			if used {
				e.columns(l, t)
			}
		}
		e.out = append(e.out, '\n')
	}
}

// columns writes the values that a token has in a layer.
func (e *encoder) columns(l int, t token) {
	for f := range e.layers[l].features {
		empty := true
		for _, at := range t.on {
			a := e.annotations[at]
			if a.layer != l {
				continue
			}
			if !empty {
				e.out = append(e.out, '|')
			}
			empty = false
			e.out = append(appendValue(e.out, a.values[f]), '[')
			e.out = append(strconv.AppendInt(e.out, int64(at+1), 10), ']')
		}
		if empty {
			e.out = append(e.out, '_')
		}
		e.out = append(e.out, '\t')
	}
}

// annotate adds what is said of a unit.
func (e *encoder) annotate(u *peer.Unit) {
	if len(u.Labels)+len(u.Notes)+len(u.Grades)+len(u.Phrases)+len(u.Attributions)+len(u.Mentions) == 0 {
		return
	}
	graded := map[string]model.Grade{}
	for _, g := range u.Grades {
		graded[g.Analyst] = g.Grade
	}
	for _, a := range u.Labels {
		g := graded[a.Analyst]
		delete(graded, a.Analyst)
		e.add(u.Span, labels, a.Analyst, g.Information, string(a.Label), g.Source, moment(a.At))
	}
	for _, g := range u.Grades {
		if rest, left := graded[g.Analyst]; left {
			e.add(u.Span, labels, g.Analyst, rest.Information, "", rest.Source, "")
		}
	}
	for _, n := range u.Notes {
		e.add(u.Span, notes, n.Analyst, n.ID, n.Text, moment(n.Created))
	}
	for _, g := range u.Phrases {
		e.add(u.Span, phrases, g.Analyst, g.Name)
	}
	for _, a := range u.Attributions {
		e.add(u.Span, attributions, a.Analyst, a.Cue, string(a.Mode), a.Via, a.Name)
	}
	for _, m := range u.Mentions {
		e.add(u.Span, mentions, m.Analyst, string(m.Stance), m.Title)
	}
}

// add adds an annotation to the tokens of a span.
func (e *encoder) add(span model.Span, layer int, values ...string) {
	from := sort.Search(len(e.tokens), func(i int) bool { return e.tokens[i].End > span.Start })
	to := sort.Search(len(e.tokens), func(i int) bool { return e.tokens[i].Start >= span.End })
	if from >= to {
		return
	}
	if e.layers[layer].first {
		to = from + 1
	}
	e.used[layer] = true
	e.annotations = append(e.annotations, annotation{layer, values})
	for i := from; i < to; i++ {
		e.tokens[i].on = append(e.tokens[i].on, len(e.annotations)-1)
	}
}

func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}

// appendTokens appends the tokens of a span: words and what is between them, without white space
// and control characters.
func appendTokens(tokens []token, text string, span model.Span) []token {
	start, kind := -1, 0
	for i, c := range span.Of(text) {
		next := kindOf(c)
		if next == mark && kind != blank {
			next = kind
		}
		if next != kind {
			if start >= 0 {
				tokens = append(tokens, token{Span: model.Span{Start: start, End: span.Start + i}})
			}
			if start = span.Start + i; next == blank {
				start = -1
			}
			kind = next
		}
	}
	if start >= 0 {
		tokens = append(tokens, token{Span: model.Span{Start: start, End: span.End}})
	}
	return tokens
}

// The kinds of characters.
const (
	blank = iota // separates tokens
	word
	sign
	mark // belongs to what is before it
)

func kindOf(c rune) int {
	switch {
	case unicode.IsSpace(c), unicode.IsControl(c), c == 0x2028, c == 0x2029:
		return blank
	case unicode.In(c, unicode.L, unicode.N):
		return word
	case unicode.In(c, unicode.M, unicode.Cf):
		return mark
	}
	return sign
}
