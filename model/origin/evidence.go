package origin

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/quote/lexicon"
	"assay.app/assay/model/search/token"
)

// EvidenceKind is a reason for a proposal.
type EvidenceKind uint8

// The kinds of evidence, strongest first.
const (
	Dateline      EvidenceKind = iota // a dateline names it: "BRENHOLT (Tellwire) –"
	Credit                            // a credit or a byline names it: "– AFP"
	NearIdentical                     // the text is nearly that of another article
	Named                             // sentences name it as their source: "told CNN"
)

var evidenceNames = [...]string{"dateline", "credit", "near-identical", "named"}

// String returns the name of the kind, or "unknown".
func (k EvidenceKind) String() string {
	if int(k) < len(evidenceNames) {
		return evidenceNames[k]
	}
	return "unknown"
}

// Evidence is a reason for a proposal.
type Evidence struct {
	Kind EvidenceKind
	Span model.Span      // in bytes of the article's text; empty if the metadata or another article are the reason
	Name string          // of the agency or outlet; "" if Kind is NearIdentical
	Of   model.ArticleID // the other article, if Kind is NearIdentical
}

// found is evidence for an agency or an outlet.
type found struct {
	Evidence
	id     model.OutletID
	agency bool
	lead   bool // it is in one of the first two sentences
}

// article is what a builder keeps of an article.
type article struct {
	id          model.ArticleID
	outlet      string
	self        model.OutletID // of the outlet; of the agency, if the outlet is one
	agency      string         // the name of the agency that the outlet is, or ""
	meta        model.Metadata // only its times
	found       []found        // by datelines, credits and bylines
	named       []found        // by sentences; only if that is enough for a proposal
	sample      []uint64       // sorted
	sentences   int
	attributing int // sentences with a verb of saying
}

// signs of a credit, folded.
func creditSigns() []string {
	return []string{
		"contributed to this", "contributed reporting", "reporting by", "with reporting from", "with material from", "source:", "sources:",
		"writer", "all rights reserved", "©", "(c)", "copyright", "first appeared", "first published", "originally published", "was produced by",
		"mit material von", "quelle:", "beitrag von", "zuerst erschienen", "avec ", "source :", "con informacion de", "fuente:", "con material de",
		"за матеріалами", "джерело:", "по материалам", "источник:", "with agencies", "mit agenturen",
	}
}

// bylineSigns begin the line of an author, folded.
func bylineSigns() []string {
	return []string{"by ", "von ", "par ", "por ", "de ", "from ", "автор", "від "}
}

// longestCredit is how many bytes a credit has at most.
const longestCredit = 240

// reader reads articles. It reuses its memory and is for one goroutine at a time.
type reader struct {
	names  names
	ids    map[model.OutletID]name
	tokens *token.Tokenizer
	signs  []string
	lines  []string
	before map[uint64]bool // words that precede a named source
	after  map[uint64]bool // words that follow it
	firms  map[uint64]bool // words that make a name that of a company

	words   []word   // of a sentence; reused
	sampled []uint64 // of an article; reused
}

func newReader(project []string) *reader {
	r := &reader{tokens: token.NewTokenizer(), signs: creditSigns(), lines: bylineSigns(), before: map[uint64]bool{}, after: map[uint64]bool{}, firms: map[uint64]bool{}}
	r.names, r.ids = namesOf(project)
	for _, w := range strings.Fields(sourceBefore) {
		r.before[hashOf([]byte(token.Fold(w)))] = true
	}
	for _, w := range strings.Fields(sourceAfter) {
		r.after[hashOf([]byte(token.Fold(w)))] = true
	}
	for _, w := range strings.Fields("co company inc corp ltd plc group holdings") {
		r.firms[hashOf([]byte(w))] = true
	}
	return r
}

// Words that attribute a sentence to the outlet after or before them.
const (
	sourceBefore = `told according citing cited quoted reports reported by interview
		laut gegenüber zufolge berichtet berichtete meldet meldete
		selon d'après rapporte rapporté confié cité
		según declaró informó informa citado
		даними повідомляє повідомив пише посиланням розповів заявив
		данным сообщает сообщил пишет ссылкой рассказал заявил`
	sourceAfter = `reported reports wrote writes said says quoted quoting
		berichtete berichtet schreibt schrieb meldet meldete zufolge
		rapporte écrit affirme informó publicó escribió informa
		повідомив повідомила повідомляє пише написала сообщил сообщила сообщает пишет`
)

// read reads an article.
func (r *reader) read(doc *model.Document) *article {
	m := doc.Metadata
	a := &article{
		id: doc.ID, outlet: strings.TrimSpace(m.Outlet), self: model.OutletIDOf(m.Outlet),
		meta: model.Metadata{Published: m.Published, PublishedAt: m.PublishedAt},
	}
	if n, ok := r.ids[a.self]; ok {
		if a.self = n.id; n.agency {
			a.agency = n.text
		}
	}
	r.scan(a, Credit, m.Byline, model.Span{}, anyName)
	r.scan(a, Dateline, m.Dateline, model.Span{}, anyName)
	sentences, sample := 0, sampler{all: r.sampled[:0]}
	var named []found
	cues := lexicon.Of(m.Language)
	for i, u := range doc.Units {
		switch u.Kind {
		case model.UnitDateline:
			r.scan(a, Dateline, u.Span.Of(doc.Text), u.Span, anyName)
		case model.UnitCredit:
			r.scan(a, Credit, u.Span.Of(doc.Text), u.Span, anyName)
		case model.UnitHeader:
			r.header(a, u.Span.Of(doc.Text), u.Span)
		case model.UnitSentence:
			text := u.Span.Of(doc.Text)
			if sentences == 0 {
				r.head(a, doc.Text, u)
			}
			if len(doc.Units)-i <= 3 {
				r.tail(a, text, u.Span)
			}
			says := false
			words := r.words[:0]
			r.tokens.EachIn(text, func(w []byte, span model.Span) {
				if pieces, _ := r.tokens.Joined(); pieces == 0 {
					words = append(words, word{hashOf(w), span})
					says = says || cues.Roles[string(w)]&lexicon.Cue != 0
				}
			})
			sample.add(words)
			named = r.sources(named, text, words, u.Span, sentences)
			r.words = words
			if says {
				a.attributing++
			}
			sentences++
		default: // remains of the page
		}
	}
	a.sentences, a.sample = sentences, sample.sorted()
	r.sampled = sample.all
	a.named = enough(named, a)
	return a
}

// place is a name in a text.
type place struct {
	before, after string // the text on either side, without spaces
	self          bool   // it is the name of the article's outlet
}

func anyName(place) bool { return true }

// scan looks for names in a text at a span of the article, and adds evidence for each. If
// the text is not one of the article, span is empty.
func (r *reader) scan(a *article, kind EvidenceKind, text string, span model.Span, counts func(place) bool) {
	if text == "" {
		return
	}
	words := wordsOf(r.tokens, text)
	for i := 0; i < len(words); i++ {
		n, next, ok := r.names.at(text, words, i)
		if !ok {
			continue
		}
		start, end := words[i].span.Start, words[next-1].span.End
		i = next - 1
		if !counts(place{strings.TrimSpace(text[:start]), strings.TrimSpace(text[end:]), n.id == a.self}) {
			continue
		}
		e := Evidence{Kind: kind, Name: n.text}
		if span.Len() > 0 {
			e.Span = model.Span{Start: span.Start + start, End: span.Start + end}
		}
		a.found = append(a.found, found{e, n.id, n.agency, false})
	}
}

// header looks for a name in a line before the article: it is the line of an author, or
// little more than the name. The outlet's own name alone is only its masthead.
func (r *reader) header(a *article, text string, span model.Span) {
	if len(text) > longestCredit {
		return
	}
	folded := token.Fold(text)
	byline := false
	for _, sign := range r.lines {
		byline = byline || strings.HasPrefix(folded, sign)
	}
	few := len(strings.Fields(text)) <= 4
	r.scan(a, Credit, text, span, func(p place) bool { return byline || !p.self && (few || strings.ContainsAny(text, "|©")) })
}

// longestHead is how many bytes of an article are searched for a dateline.
const longestHead = 160

// head looks for a dateline at the beginning of the first sentence: "(Tellwire) –". The
// sentence may end within it: "BRENHOLT. (Tellwire) –".
func (r *reader) head(a *article, text string, first model.Unit) {
	span := model.Span{Start: first.Span.Start, End: min(len(text), first.Span.Start+longestHead)}
	if i := strings.IndexByte(span.Of(text), '\n'); i >= 0 {
		span.End = span.Start + i
	}
	for span.End > span.Start && span.End < len(text) && !utf8.RuneStart(text[span.End]) {
		span.End--
	}
	r.scan(a, Dateline, span.Of(text), span, func(p place) bool {
		before, after := p.before, p.after
		if strings.HasSuffix(before, "(") && strings.HasPrefix(after, ")") {
			after = strings.TrimSpace(after[1:])
			return len(strings.Fields(before)) <= 8 && (dashed(after) || strings.TrimSuffix(before, "(") == "" || upper(before))
		}
		if i := strings.LastIndexByte(before, '('); i >= 0 && !strings.Contains(before[i:], ")") {
			if j := strings.IndexByte(after, ')'); j >= 0 && j <= 30 {
				return dashed(strings.TrimSpace(after[j+1:]))
			}
		}
		return dashed(after) && len(strings.Fields(before)) <= 5 && (before == "" || upper(before))
	})
}

// dashed reports whether a text begins with a dash.
func dashed(text string) bool {
	c, _ := utf8.DecodeRuneInString(text)
	return unicode.Is(unicode.Dash, c)
}

// upper reports whether the first word of a text is in capitals, as the place of a dateline.
func upper(text string) bool {
	w := strings.FieldsFunc(text, func(c rune) bool { return unicode.IsSpace(c) || c == ',' || c == '(' || c == '.' })
	return len(w) > 0 && w[0] == strings.ToUpper(w[0]) && w[0] != strings.ToLower(w[0])
}

// tail looks for a credit in one of the last units: "– AFP", "(dpa)", "Source: Tellwire",
// "Tellwire contributed to this report".
func (r *reader) tail(a *article, text string, span model.Span) {
	if len(text) > longestCredit {
		r.scan(a, Credit, text, span, closing)
		return
	}
	folded := token.Fold(text)
	signed := false
	for _, sign := range r.signs {
		signed = signed || strings.Contains(folded, sign)
	}
	few := len(strings.Fields(text)) <= 3
	r.scan(a, Credit, text, span, func(p place) bool { return signed || few && !p.self || closing(p) })
}

// closing reports whether a name in brackets or behind a dash ends a text.
func closing(p place) bool {
	if strings.Trim(p.after, ".)]/ ") != "" || p.before == "" {
		return false
	}
	c, _ := utf8.DecodeLastRuneInString(p.before)
	return c == '(' || c == '[' || c == '/' || c == '|' || c == '©' || unicode.Is(unicode.Dash, c)
}

// sources adds the names of the sources of a sentence. index is its index.
func (r *reader) sources(all []found, text string, words []word, span model.Span, index int) []found {
	for i := 0; i < len(words); i++ {
		n, next, ok := r.names.at(text, words, i)
		if !ok {
			continue
		}
		first, last := i, next-1
		i = next - 1
		if next < len(words) && r.firms[words[next].hash] {
			continue
		}
		cue := -1
		for k := max(0, first-3); k < first; k++ {
			if r.before[words[k].hash] {
				cue = k
			}
		}
		for k := next; cue < 0 && k < min(len(words), next+2); k++ {
			if r.after[words[k].hash] {
				cue = k
			}
		}
		if cue < 0 {
			continue
		}
		e := Evidence{Kind: Named, Name: n.text, Span: model.Span{
			Start: span.Start + min(words[cue].span.Start, words[first].span.Start),
			End:   span.Start + max(words[cue].span.End, words[last].span.End),
		}}
		all = append(all, found{e, n.id, n.agency, index < leadSentences})
	}
	return all
}

// leadSentences is how many sentences make the lead of an article.
const leadSentences = 2

// enough returns the evidence of the source that an article names, if the lead names it,
// or at least two sentences and most of those that attribute something.
func enough(named []found, a *article) (all []found) {
	count, inLead := map[model.OutletID]int{}, map[model.OutletID]int{}
	var best model.OutletID
	for _, f := range named {
		if f.id == a.self {
			continue
		}
		count[f.id]++
		if f.lead {
			inLead[f.id]++
		}
	}
	for id, n := range count {
		if inLead[id] == 0 && (n < 2 || 2*n <= a.attributing) {
			continue
		}
		if best == "" || n > count[best] || n == count[best] && (inLead[id] > inLead[best] || inLead[id] == inLead[best] && id < best) {
			best = id
		}
	}
	for _, f := range named {
		if f.id == best {
			all = append(all, f)
		}
	}
	return all
}
