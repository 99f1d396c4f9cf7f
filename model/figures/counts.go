package figures

import (
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/grading"
	"assay.app/assay/model/record"
)

// Counts counts facts and keeps the tables that were asked for, so that a change costs little. It
// is not safe for concurrent use.
type Counts struct {
	facts *Facts
	asked compare.Request

	tables map[Cross]*counted
	given  map[model.StatementID]support // see Use
	stale  bool                          // what the views have is out of date

	renamed int // how often the names of values may have changed
	views
}

// counted is a table that is kept.
type counted struct {
	plan
	table
	fresh bool
	order [2][]int32 // the values of rows and columns as they were sorted last
	shown [2]shown   // the rows and columns of the last figure
	last  *Figure    // the last figure since everything was counted
	named int        // Counts.renamed when it was made
}

// views are the values of dimensions that articles and records do not have themselves.
type views struct {
	included []bool // whether an article counts
	outlet   []int32
	origin   []int32
	day      []int32
	column   []int32 // of a comparison: articles without an outlet have one each
	source   []int32 // what its knowledge comes from, as far as an analyst said; else as column
	outlets  values[model.OutletID]
	origins  values[string]
	days     values[string]
	worked   values[int32] // days of work; grows while tables are counted

	voiceRoots, statementRoots []int32         // by number; the number of the one that stands
	speakers                   values[speaker] // grows while tables are counted
	counts                     []bool          // whether an analyst counts
	letters                    map[letterKey]byte
	graders                    []uint32 // the analysts with grades of articles or outlets
	ofVoice                    func(string, model.VoiceID) *record.Grade
	statements                 []support // by number; only those that stand
	supported                  bool      // statements is up to date

	ranked  map[Dimension][]int32
	clauses map[clauseKey]clause
	words   map[string][][]byte
}

// shown are values as a figure shows them, which need not be made again if their order is the same.
type shown struct {
	order  []int32
	values []Value
}

type speaker struct{ outlet, voice int32 }

type letterKey struct {
	analyst uint32
	voice   int32
}

// values numbers the values of a dimension, with the name of each.
type values[K comparable] struct {
	number map[K]int32
	keys   []K
	names  []string
}

func (v *values[K]) of(key K, name string) int32 {
	at, known := v.number[key]
	if !known {
		if v.number == nil {
			v.number = map[K]int32{}
		}
		at = int32(len(v.keys))
		v.number[key] = at
		v.keys, v.names = append(v.keys, key), append(v.names, name)
	} else if name < v.names[at] {
		v.names[at] = name // of several spellings the first, whatever the order of the articles
	}
	return at
}

// NewCounts returns counts of the facts, which it changes with Apply. Of the request, it uses the
// articles and the analysts that count.
func NewCounts(f *Facts, asked compare.Request) *Counts {
	return &Counts{facts: f, asked: asked, tables: map[Cross]*counted{}, stale: true}
}

// ownOrigin is the key of the origin of articles that are their outlet's own reporting.
const ownOrigin = string(model.OwnReporting)

// prepare makes the views, if they are out of date, and makes all tables stale.
func (c *Counts) prepare() {
	if !c.stale {
		return
	}
	f := c.facts
	v := views{
		included: make([]bool, len(f.articles)), outlet: make([]int32, len(f.articles)),
		origin: make([]int32, len(f.articles)), column: make([]int32, len(f.articles)), source: make([]int32, len(f.articles)), day: make([]int32, len(f.articles)), letters: map[letterKey]byte{},
	}
	c.views, c.stale = v, false
	for _, t := range c.tables {
		t.fresh = false
	}
	c.include()
	c.describe()
	c.roots()
	c.grade()
}

// include sets which articles count: those of the selection that are in the corpus and not
// superseded. An article is selected if one of its versions is.
func (c *Counts) include() {
	f := c.facts
	superseded := f.Chains.Superseded(func(id model.ArticleID) bool {
		at, known := f.index[id]
		return known && !f.articles[at].Removed
	})
	wanted := map[model.ArticleID]bool{}
	for older, current := range superseded {
		if c.asked.Wants(older) {
			wanted[current] = true
		}
	}
	for i := range f.articles {
		a := &f.articles[i]
		_, older := superseded[a.ID]
		c.included[i] = !a.Removed && !older && (c.asked.Wants(a.ID) || wanted[a.ID])
	}
}

// describe sets the outlets, origins and days of articles.
func (c *Counts) describe() {
	f := c.facts
	var columns values[model.OutletID]
	ids := map[string]model.OutletID{} // there are far fewer outlets than articles
	for i := range f.articles {
		a := &f.articles[i]
		c.outlet[i], c.origin[i], c.day[i] = none, none, none
		if !c.included[i] {
			continue
		}
		c.column[i] = columns.of(compare.ColumnOf(a.ID, a.Outlet), "")
		c.source[i] = c.column[i]
		id, known := ids[a.Outlet]
		if !known {
			id = model.OutletIDOf(a.Outlet)
			ids[a.Outlet] = id
		}
		if id != "" {
			c.outlet[i] = c.outlets.of(id, strings.TrimSpace(a.Outlet))
		}
		if o, set := f.origins[a.ID]; set {
			key, name := strings.ToLower(strings.Join(strings.Fields(o.Name), " ")), o.Name
			if o.Kind == model.OwnReporting {
				key, name = "", ownOrigin // no name folds to ""
			}
			c.origin[i] = c.origins.of(key, name)
			if o.Name != "" {
				c.source[i] = columns.of(compare.ColumnOf(a.ID, o.Name), "")
			}
		}
		if a.Published != "" {
			c.day[i] = c.days.of(a.Published, a.Published)
		}
	}
}

// roots sets which voices and statements stand for which.
func (c *Counts) roots() {
	f, n := c.facts, c.facts.Names
	c.voiceRoots, c.statementRoots = nil, nil
	for i := 0; i < len(n.voices.ids); i++ { // roots may be new
		c.voiceRoots = append(c.voiceRoots, int32(n.Voice(f.Voices.Root(n.voices.ids[i]), "")))
	}
	for _, id := range f.Statements.All() {
		n.Statement(id, "")
	}
	for i := 0; i < len(n.statements.ids); i++ {
		c.statementRoots = append(c.statementRoots, int32(n.Statement(f.Statements.Root(n.statements.ids[i]), "")))
	}
}

func (c *Counts) voiceRoot(voice uint32) int32 {
	if int(voice) >= len(c.voiceRoots) {
		c.roots()
	}
	return c.voiceRoots[voice]
}

func (c *Counts) statementRoot(statement uint32) int32 {
	if int(statement) >= len(c.statementRoots) {
		c.roots()
	}
	return c.statementRoots[statement]
}

// grade prepares the grades of voices, articles and outlets.
func (c *Counts) grade() {
	f := c.facts
	var all []*record.Grade
	for key, g := range f.grades {
		all = append(all, g)
		if by := f.Names.Analyst(key.Analyst); g.On != record.GradedVoice && c.counting(by) && !contains(c.graders, by) {
			c.graders = append(c.graders, by)
		}
	}
	c.ofVoice = grading.ByVoice(f.Voices, all)
}

func contains(list []uint32, one uint32) bool {
	for _, v := range list {
		if v == one {
			return true
		}
	}
	return false
}

// counting reports whether the records of an analyst count.
func (c *Counts) counting(analyst uint32) bool {
	if int(analyst) < len(c.counts) {
		return c.counts[analyst]
	}
	for _, name := range c.facts.Names.analysts.ids[len(c.counts):] {
		c.counts = append(c.counts, c.asked.Counted(name))
	}
	return c.counts[analyst]
}

// letter returns the letter of an analyst's grade that is in force for a sentence of an article, or
// 0. own is the grade of the sentence and attributed its attribution by the analyst, or nil.
func (c *Counts) letter(article int, analyst uint32, own *Grade, attributed *Attribution) byte {
	if own != nil && own.Letter != 0 {
		return own.Letter
	}
	if attributed != nil {
		key := letterKey{analyst, c.voiceRoot(attributed.Voice)}
		letter, known := c.letters[key]
		if !known {
			if g := c.ofVoice(c.facts.Names.analysts.ids[analyst], c.facts.Names.voices.ids[key.voice]); g != nil {
				letter, _ = HalvesOf(g.Grade)
			}
			c.letters[key] = letter
		}
		if letter != 0 {
			return letter
		}
	}
	return c.inherited(article, analyst)
}

// inherited returns the letter of an article or its outlet, or 0.
func (c *Counts) inherited(article int, analyst uint32) byte {
	a, name := &c.facts.articles[article], c.facts.Names.analysts.ids[analyst]
	for _, on := range []model.Subject{{Article: a.ID}, {Outlet: model.OutletIDOf(a.Outlet)}} {
		if on == (model.Subject{}) {
			continue
		}
		if g := c.facts.grades[record.GradeOn(on, name)]; g != nil && g.Grade.Source != "" {
			letter, _ := HalvesOf(g.Grade)
			return letter
		}
	}
	return 0
}

// table returns the counted table of two dimensions.
func (c *Counts) table(x Cross) (*counted, error) {
	c.prepare()
	t := c.tables[x]
	if t == nil {
		p, err := planOf(x)
		if err != nil {
			return nil, err
		}
		t = &counted{plan: p}
		c.tables[x] = t
	}
	if !t.fresh {
		t.table, t.shown, t.last = table{}, [2]shown{}, nil
		c.all(t)
		t.fresh, t.watched = true, true
	}
	return t, nil
}

// all counts everything.
func (c *Counts) all(t *counted) {
	if t.uses(Outlets) || t.uses(Independents) || t.how == byStatement || t.how == byCoverage {
		c.support()
	}
	switch t.how {
	case byStatement:
		c.byStatement(t)
	case byCoverage:
		c.byCoverage(t)
	default:
		if !c.fold(t) {
			c.share(t)
		}
	}
}

func (p plan) uses(d Dimension) bool { return p.Rows == d || p.Columns == d }

// article adds an article to a table, or subtracts it if by is −1.
func (c *Counts) article(t *counted, i int, by int32) {
	if !c.included[i] {
		return
	}
	switch t.how {
	case byArticle:
		t.add(c.ofArticle(t.Rows, i), c.ofArticle(t.Columns, i), amount{by, by})
	case byFact:
		c.byFact(t, i, by)
	case bySentence:
		c.bySentence(t, i, by)
	case byWork:
		c.byWork(t, i, by)
	default: // not the sum of what articles add
	}
}

// ofArticle returns the value of an article in a dimension.
func (c *Counts) ofArticle(d Dimension, i int) int32 {
	switch d {
	case Whole:
		return 0
	case Article:
		return int32(i)
	case Outlet:
		return c.outlet[i]
	case Origin:
		return c.origin[i]
	case Published:
		return c.day[i]
	default:
		return none
	}
}
