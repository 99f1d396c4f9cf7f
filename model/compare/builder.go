package compare

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"assay.app/assay/model"
)

// Builder builds a Table. It is not safe for concurrent use.
type Builder struct {
	statements map[model.StatementID]Statement
	articles   map[model.ArticleID]*Article
	mentions   map[model.StatementID][]Mention
	gaps       map[model.StatementID][]Gap
}

// NewBuilder returns an empty builder.
func NewBuilder() *Builder {
	return &Builder{
		statements: map[model.StatementID]Statement{}, articles: map[model.ArticleID]*Article{},
		mentions: map[model.StatementID][]Mention{}, gaps: map[model.StatementID][]Gap{},
	}
}

// Statement adds a statement.
func (b *Builder) Statement(s Statement) { b.statements[s.ID] = s }

// Article adds an article of the selection. Its outlet gets a column, even without mentions. Of
// superseded articles only those with mentions should be added.
func (b *Builder) Article(a Article) { b.articles[a.ID] = &a }

// Mention adds a mention. The table leaves it out if its statement was not added.
func (b *Builder) Mention(m Mention) { b.mentions[m.Statement] = append(b.mentions[m.Statement], m) }

// Gap adds a gap. The table leaves it out if its statement was not added, or if no article
// of its outlet was.
func (b *Builder) Gap(g Gap) { b.gaps[g.Statement] = append(b.gaps[g.Statement], g) }

// Table returns the table. It does not depend on the order in which things were added.
// Columns are in the order of the outlets' names, except that outlets whose articles come
// from one origin are neighbours, at the place of the first of them.
func (b *Builder) Table() *Table {
	t := &Table{columns: map[model.OutletID]int{}, articles: b.articles, sentences: map[sentenceKey]*sentence{}, sayings: newSayings(inRow())}
	t.arrange()
	for _, s := range b.statements {
		t.Rows = append(t.Rows, t.Row(s, b.mentions[s.ID], b.gaps[s.ID]))
	}
	slices.SortFunc(t.Rows, compareRows)
	return t
}

// originKey identifies an origin: an agency's copy, an article taken from its outlet, and
// the outlet's own article come from the same source.
type originKey = model.OutletID

// originOf returns the origin of an article, and its key. An unknown one counts as the
// outlet's own reporting.
func originOf(a *Article) (o model.Origin, key originKey, known bool) {
	if known = a.Origin != (model.Origin{}); known {
		o = a.Origin
	} else {
		o = model.Origin{Kind: model.OwnReporting, Name: a.Outlet}
	}
	if o.Kind == model.OwnReporting && o.Name == "" {
		o.Name = a.Outlet
	}
	key = ColumnOf(a.newest(), o.Name) // the article, if nothing is known, not even the outlet
	return o, key, known
}

// better reports whether an origin says more than another one with the same key.
func better(a, b model.Origin) bool {
	rank := func(o model.Origin) int {
		switch o.Kind {
		case model.FromAgency:
			return 0
		case model.FromOutlet:
			return 1
		case model.OwnReporting:
			return 2
		default:
			return 3
		}
	}
	return cmp.Or(cmp.Compare(rank(a), rank(b)), strings.Compare(a.Name, b.Name)) < 0
}

// column is an outlet while the columns are arranged.
type column struct {
	Outlet
	names   map[string]int
	origins map[originKey]int
	id      model.OutletID // see ColumnOf
	key     originKey      // of the origin of most of its articles
}

// ColumnOf returns what identifies the column of an article: the outlet or, if it has none,
// the article. Nobody knows whether two such articles are from one outlet.
func ColumnOf(article model.ArticleID, outlet string) model.OutletID {
	if id := model.OutletIDOf(outlet); id != "" {
		return id
	}
	return model.OutletID("\x00" + article)
}

// newest returns the current version of an article, which is usually the article itself.
func (a *Article) newest() model.ArticleID { return cmp.Or(a.Current, a.ID) }

// column returns what identifies the column of an article. All versions of an article without
// an outlet have one column.
func (a *Article) column() model.OutletID { return ColumnOf(a.newest(), a.Outlet) }

// arrange sets the columns and their heads.
func (t *Table) arrange() {
	columns := map[model.OutletID]*column{}
	origins := map[originKey]model.Origin{} // that are known
	for _, a := range t.articles {
		id := a.column()
		c := columns[id]
		if c == nil {
			c = &column{Outlet: Outlet{ID: model.OutletIDOf(a.Outlet)}, names: map[string]int{}, origins: map[originKey]int{}, id: id, key: id}
			columns[id] = c
		}
		c.names[strings.TrimSpace(a.Outlet)]++
		if id != c.ID && (c.Article == "" || a.Current == "") {
			c.Article, c.Title = a.newest(), a.Title
		}
		if a.Current != "" {
			continue // an earlier version is no further article
		}
		c.Articles++
		o, key, known := originOf(a)
		c.origins[key]++
		if old, ok := origins[key]; known && (!ok || better(o, old)) {
			origins[key] = o
		}
	}
	heads := map[originKey][]*column{}
	for _, c := range columns {
		c.Name = mostFrequent(c.names)
		for key, n := range c.origins {
			if 2*n > c.Articles && !strings.HasPrefix(string(key), "\x00") {
				c.key = key
			}
		}
		heads[c.key] = append(heads[c.key], c)
	}
	groups := slices.Collect(maps.Values(heads))
	for _, g := range groups {
		slices.SortFunc(g, compareColumns)
	}
	slices.SortFunc(groups, func(a, b []*column) int { return compareColumns(a[0], b[0]) })
	for _, g := range groups {
		h := Head{Origin: origins[g[0].key], From: len(t.Outlets)}
		for _, c := range g {
			t.columns[c.id] = len(t.Outlets)
			t.Outlets = append(t.Outlets, c.Outlet)
		}
		h.To = len(t.Outlets)
		t.Heads = append(t.Heads, h)
	}
}

// compareColumns orders outlets by name, and articles without one last.
func compareColumns(a, b *column) int {
	switch {
	case a.ID == b.ID:
		return strings.Compare(string(a.id), string(b.id))
	case a.ID == "":
		return 1
	case b.ID == "":
		return -1
	}
	return strings.Compare(string(a.ID), string(b.ID))
}

// mostFrequent returns the most frequent name, and the first by its letters among equals.
func mostFrequent(names map[string]int) (best string) {
	for name, n := range names {
		if n > names[best] || n == names[best] && (best == "" || name < best) {
			best = name
		}
	}
	return best
}
