package attribute

import (
	"strings"
	"unicode"

	"assay.app/assay/model"
)

// entity is a person or a body that an article names.
type entity struct {
	name    string   // the fullest form, without offices
	words   []string // of the name, in small letters
	kind    entityKind
	office  []string // the offices before the name
	gender  role     // isMale, isFemale, or 0 if the text does not show it
	surname bool     // only the surname is known
	single  bool     // the name is one word without a title
	placed  int      // the number of mentions that follow a preposition
	forms   map[string]int
	at      []int // where the mentions begin, in bytes
}

type entityKind uint8

const (
	unknown entityKind = iota
	person
	body
)

// mention is one place where a text names an entity.
type mention struct {
	span   model.Span // with titles and offices
	name   model.Span // without them
	words  []string   // of the name, in small letters
	gender role       // as the title shows it
	titled bool
	office []string // the offices among the titles
	sure   bool     // the capital does not come from the beginning of a sentence alone
	placed bool     // a preposition is before it
	ent    *entity
	guess  bool // several entities have this name
}

// most is the number of entities with a common word that are distinguished.
const most = 16

// index holds the entities of an article.
type index struct {
	*words
	text     string
	mentions []mention
	entities []*entity
	known    map[string]*entity   // by all words of a name
	last     map[string][]*entity // by the last word of the name
	first    map[string][]*entity // bodies, by the first word
	initials map[string][]*entity // bodies
	capital  map[string]bool      // words of names that are sure
	offices  map[string][]holder  // by the word for an office
	top      *entity              // the result of principal, or nil if it has not been called
}

// holder is an entity that the text names with an office.
type holder struct {
	ent *entity
	at  int // byte
}

// newIndex reads the names in the sentences of a document.
func newIndex(w *words, doc *model.Document) *index {
	x := &index{
		words: w, text: doc.Text, known: map[string]*entity{}, last: map[string][]*entity{}, first: map[string][]*entity{},
		initials: map[string][]*entity{}, capital: map[string]bool{}, offices: map[string][]holder{},
	}
	var held []heldOffice
	var toks []token
	for _, u := range doc.Units {
		if u.Kind == model.UnitSentence {
			toks = w.tokens(toks[:0], doc.Text, u.Span)
			held = x.read(toks, held)
		}
	}
	for i := range x.mentions {
		if m := &x.mentions[i]; len(m.words) > 1 {
			x.declare(m)
		}
	}
	for i := range x.mentions {
		x.settle(&x.mentions[i])
	}
	for _, h := range held {
		if m := x.mentions[h.mention]; m.ent != nil {
			x.offices[h.office] = append(x.offices[h.office], holder{m.ent, m.span.Start})
		}
	}
	return x
}

// heldOffice is an office beside a mention.
type heldOffice struct {
	office  string
	mention int
}

// read adds the mentions in the tokens of a sentence, and appends the offices beside them.
func (x *index) read(toks []token, held []heldOffice) []heldOffice {
	for i := 0; i < len(toks); {
		if !toks[i].isName() {
			i++
			continue
		}
		end := nameEnd(toks, i)
		m, from, ok := x.mention(toks, i, end)
		if ok {
			for k := i; k < from; k++ {
				if toks[k].is(isOffice) {
					held = append(held, heldOffice{toks[k].low, len(x.mentions)})
				}
			}
			if i > 0 && toks[i-1].kind == lowerWord && toks[i-1].is(isOffice) {
				held = append(held, heldOffice{toks[i-1].low, len(x.mentions)})
			}
			if office := apposition(toks, end); office != "" {
				held = append(held, heldOffice{office, len(x.mentions)})
			}
			x.mentions = append(x.mentions, m)
		}
		i = end
	}
	return held
}

// apposition returns the office in the words after a name and a comma: ", the mayor of
// Halm". It returns "" if they name no office.
func apposition(toks []token, i int) (office string) {
	const reach = 8
	if i+1 >= len(toks) || toks[i].kind != comma {
		return ""
	}
	k := i + 1
	for ; k < len(toks) && k <= i+reach && toks[k].isWord() && !toks[k].is(isPrep|isBreak|isRelative|isBe); k++ {
		if toks[k].kind == lowerWord && toks[k].is(isSaid|isCue|isTold|isFiller|isFinite) {
			return "" // "…, the mayor said"
		}
		if toks[k].is(isOffice) {
			office = toks[k].low
		}
	}
	return office
}

// nameEnd returns the index after the name that begins at token i. The name of a body may
// continue after "of" or "for".
func nameEnd(toks []token, i int) int {
	named := false
	k := i
	for k < len(toks) {
		t := toks[k]
		next := k+1 < len(toks) && toks[k+1].isName()
		switch {
		case t.isName():
			named = named || t.is(isBody)
			if t.owns {
				return k + 1
			}
		case t.kind == lowerWord && t.is(isParticle) && next && !t.is(isArticle),
			named && t.kind == lowerWord && next && (t.low == "of" || t.low == "for" || t.low == "and" && toks[k-1].low != "said" && joined(toks[i:k])):
		case named && t.low == "of" && k+2 < len(toks) && toks[k+1].low == "the" && toks[k+2].isName():
			k++
		default:
			return k
		}
		k++
	}
	return k
}

func joined(toks []token) bool {
	for _, t := range toks {
		if t.kind == lowerWord {
			return true
		}
	}
	return false
}

// mention returns the mention in tokens [i,end), and the token where the name begins after
// titles and offices. It returns false if the tokens contain no name.
func (x *index) mention(toks []token, i, end int) (mention, int, bool) {
	m := mention{span: model.Span{Start: toks[i].span.Start, End: toks[end-1].span.End}}
	m.sure = i > 0 && (toks[i-1].isWord() || toks[i-1].kind == comma)
	m.placed = i > 0 && toks[i-1].is(isPrep)
	from := i
	if last := toks[end-1]; !last.is(isBody) || last.is(isOffice) || toks[i].is(isTitle) {
		for k := i; k < end-1 && toks[k].kind == upperWord; k++ {
			if toks[k].is(isTitle | isOffice) {
				from = k + 1
				m.titled = true
				m.gender |= toks[k].role & (isMale | isFemale)
				if toks[k].is(isOffice) {
					m.office = append(m.office, toks[k].low)
				}
			}
		}
	}
	if i > 0 && toks[i-1].low == "first" && toks[i-1].kind == upperWord && toks[i].is(isOffice) {
		m.span.Start = toks[i-1].span.Start // "First Lady Ana Ré"
	}
	if i > 1 && toks[i-1].low == "of" && toks[i-2].is(isOffice) && end-i > 2 && toks[i+1].is(isFirst) {
		from = i + 1 // "secretary of State Ana Ré"
	}
	for _, t := range toks[from:end] {
		m.words = append(m.words, t.low)
	}
	m.name = model.Span{Start: toks[from].span.Start, End: m.span.End}
	lone := end-from == 1
	if lone && toks[from].is(isTitle|isOffice|isText|isBody) {
		return m, from, false // "the First Lady"
	}
	if lone && !m.titled && from > 0 && toks[from-1].is(isOffice) {
		m.sure = true
	}
	m.sure = m.sure || m.titled || !lone
	if m.sure {
		for _, word := range m.words {
			x.capital[word] = true
		}
	}
	return m, from, true
}

// declare finds the entity that a name of several words stands for, or adds it.
func (x *index) declare(m *mention) {
	key := strings.Join(m.words, " ")
	ends := m.words[0] + " … " + m.words[len(m.words)-1]
	e := x.known[key]
	if e == nil {
		e = x.known[ends]
	}
	if e == nil {
		e = &entity{words: m.words, kind: kindOfName(x, m)}
		x.add(e, m)
		x.known[ends] = e
	}
	if len(m.words) > len(e.words) || e.name == "" {
		e.words, e.name = m.words, fold(m.name.Of(x.text))
	}
	x.known[key] = e
	e.office = append(e.office, m.office...)
	if len(e.office) > most {
		e.office = e.office[:most]
	}
	e.gender = pickGender(e.gender, m.gender|x.genderOfName(m.words))
	m.ent = e
}

// add lists an entity under the words by which it may be called.
func (x *index) add(e *entity, m *mention) {
	x.entities = append(x.entities, e)
	e.forms = map[string]int{}
	put := func(to map[string][]*entity, key string) {
		if len(to[key]) < most {
			to[key] = append(to[key], e)
		}
	}
	if e.kind != body {
		put(x.last, m.words[len(m.words)-1])
		return
	}
	put(x.first, m.words[0])
	var initials strings.Builder
	for _, word := range m.words {
		if r := []rune(word)[0]; word != "of" && word != "for" && word != "and" && word != "the" {
			initials.WriteRune(r)
		}
	}
	put(x.initials, initials.String())
}

// settle finds the entity of a mention, and counts the mention.
func (x *index) settle(m *mention) {
	if m.ent == nil {
		m.ent, m.guess = x.lookup(m, m.span.Start)
	}
	if m.ent == nil {
		if !m.sure && !x.capital[m.words[0]] {
			return
		}
		key := m.words[0]
		if m.titled {
			key = titleKey(m.gender) + key
		}
		if m.ent = x.known[key]; m.ent == nil {
			m.ent = &entity{words: m.words, kind: kindOfName(x, m), gender: m.gender, surname: m.titled, single: !m.titled}
			m.ent.name = fold(m.name.Of(x.text))
			if m.titled {
				m.ent.name = fold(m.span.Of(x.text))
				x.add(m.ent, m)
			} else {
				x.entities = append(x.entities, m.ent)
				m.ent.forms = map[string]int{}
			}
			x.known[key] = m.ent
		}
	}
	e := m.ent
	if m.titled && !m.guess && e.kind != body {
		e.kind = person
		e.gender = pickGender(e.gender, m.gender)
	}
	if m.placed {
		e.placed++
	}
	e.at = append(e.at, m.span.Start)
	e.forms[fold(m.span.Of(x.text))]++
}

func titleKey(gender role) string {
	switch {
	case gender&isFemale != 0:
		return "f "
	case gender&isMale != 0:
		return "m "
	}
	return "t "
}

func kindOfName(x *index, m *mention) entityKind {
	last := m.words[len(m.words)-1]
	roles := x.words.roles
	switch {
	case m.titled:
		return person
	case len(m.words) > 1 && roles[m.words[0]]&isFirst != 0:
		return person
	case roles[last]&isBody != 0 || roles[m.words[0]]&isBody != 0 || roles[last]&isMedium != 0:
		return body
	case joinedWords(m.words):
		return body
	case isAcronym(m.name.Of(x.text)):
		return body
	}
	return unknown
}

func joinedWords(all []string) bool {
	for _, word := range all {
		if word == "of" || word == "for" {
			return true
		}
	}
	return false
}

// genderOfName returns the gender that a first name shows.
func (x *index) genderOfName(all []string) role {
	if r := x.words.roles[all[0]]; r&isFirst != 0 {
		return r & (isMale | isFemale)
	}
	return 0
}

// pickGender returns one if it is known, and other otherwise. An other that is both male and
// female counts as unknown.
func pickGender(one, other role) role {
	if one != 0 || other == isMale|isFemale {
		return one
	}
	return other
}

// isAcronym reports whether a word consists of two capitals or more.
func isAcronym(word string) bool {
	n := 0
	for _, r := range word {
		if !unicode.IsUpper(r) && r != '.' && r != '&' {
			return false
		}
		n++
	}
	return n > 1
}

// fold replaces white space, such as the ends of lines, with single spaces.
func fold(words string) string { return strings.Join(strings.Fields(words), " ") }
