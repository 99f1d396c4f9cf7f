package compare

import (
	"cmp"
	"slices"
	"strings"

	"assay.app/assay/model"
)

// Row returns the row of a statement with all of its mentions and gaps. It uses the columns
// of the table, and does not change its rows; see Put. If mentions are of one sentence, by
// several analysts, each is listed, but the sentence has one cell. Of the mentions of one
// sentence by one analyst with one stance, under statements that were joined, the first is
// listed. Row reorders neither argument.
func (t *Table) Row(s Statement, mentions []Mention, gaps []Gap) Row {
	row := Row{Statement: s}
	for _, m := range mentions {
		a := t.articles[m.Article]
		if a == nil {
			row.Elsewhere++
			continue
		}
		if m.Index < 0 {
			m.Index = -1
		}
		m.Column, m.First = t.columns[a.column()], cmp.Or(m.First, m.Article)
		row.Mentions = append(row.Mentions, m)
	}
	slices.SortStableFunc(row.Mentions, t.compareMentions)
	row.Mentions = slices.CompactFunc(row.Mentions, Mention.repeats)
	for i := range row.Mentions {
		if !row.Mentions[i].counts() {
			row.Detached++
		}
	}
	row.cells(gaps, t.columns)
	row.count(t)
	t.mark(&row)
	row.Conflicts = t.conflicts(&row)
	row.State = row.state()
	return row
}

func (t *Table) compareMentions(a, b Mention) int {
	return cmp.Or(
		cmp.Compare(a.Column, b.Column),
		strings.Compare(t.articles[a.Article].Published, t.articles[b.Article].Published),
		strings.Compare(string(a.Article), string(b.Article)),
		a.Sentence.Compare(b.Sentence),
		strings.Compare(a.Analyst, b.Analyst),
		strings.Compare(string(a.Stance), string(b.Stance)),
	)
}

// repeats reports whether an analyst has the same mention twice.
func (m Mention) repeats(other Mention) bool {
	return m.Analyst == other.Analyst && m.Article == other.Article && m.Sentence == other.Sentence && m.Stance == other.Stance
}

// counts reports whether a mention counts: its sentence is a unit of the article. A mention that
// is gone counts, because the outlet said it; see Cell.Withdrawn.
func (m *Mention) counts() bool { return m.Index >= 0 }

// cells sets the cells from the sorted mentions and the gaps.
func (r *Row) cells(gaps []Gap, columns map[model.OutletID]int) {
	for i := range r.Mentions {
		if n := len(r.Cells); n == 0 || r.Cells[n-1].Column != r.Mentions[i].Column {
			r.Cells = append(r.Cells, Cell{Column: r.Mentions[i].Column})
		}
		c := &r.Cells[len(r.Cells)-1]
		c.Mentions = append(c.Mentions, i)
	}
	for i := range r.Cells {
		c := &r.Cells[i]
		if r.stance(c) {
			r.Outlets++
		}
		if c.Withdrawn = r.withdrawn(c); c.Withdrawn {
			r.Withdrawn++
		}
	}
	for _, g := range gaps {
		column, ok := columns[g.Outlet]
		if !ok {
			continue
		}
		at, found := slices.BinarySearchFunc(r.Cells, column, func(c Cell, column int) int { return cmp.Compare(c.Column, column) })
		if !found {
			r.Cells = slices.Insert(r.Cells, at, Cell{Column: column})
		}
		c := &r.Cells[at]
		c.LeftOut = c.Stance == "" && !c.Mixed
		if !slices.Contains(c.By, g.Analyst) {
			c.By = append(c.By, g.Analyst)
			slices.Sort(c.By)
		}
	}
}

// stance sets the stance of a cell, and reports whether it has a mention that counts. An
// outlet that asserts in one sentence and attributes in another asserts; one that denies
// and doubts denies.
func (r *Row) stance(c *Cell) (found bool) {
	has := map[model.Stance]bool{}
	var before *Mention
	for _, i := range c.Mentions {
		m := &r.Mentions[i]
		if !m.counts() {
			continue
		}
		has[m.Stance] = true
		if before != nil && before.Article == m.Article && before.Sentence == m.Sentence && before.Stance != m.Stance {
			c.Mixed = true
		}
		before = m
	}
	says, not := has[model.Asserts] || has[model.Attributes], has[model.Denies] || has[model.Doubts]
	c.Mixed = c.Mixed || says && not
	if !c.Mixed {
		for _, s := range []model.Stance{model.Doubts, model.Denies, model.Attributes, model.Asserts} {
			if has[s] {
				c.Stance = s
			}
		}
	}
	return says || not
}

// withdrawn reports whether all mentions of a cell that count are gone from the newest versions
// of their articles.
func (r *Row) withdrawn(c *Cell) (gone bool) {
	for _, i := range c.Mentions {
		if m := &r.Mentions[i]; m.counts() {
			if m.Gone == "" {
				return false
			}
			gone = true
		}
	}
	return gone
}

// state returns the state of the row.
func (r *Row) state() State {
	says, not := false, false
	for i := range r.Mentions {
		if m := &r.Mentions[i]; m.counts() {
			switch m.Stance {
			case model.Asserts, model.Attributes:
				says = true
			case model.Denies, model.Doubts:
				not = true
			default: // of a newer Assay
			}
		}
	}
	switch {
	case says && not || len(r.Conflicts) > 0:
		return Contradicted
	case slices.ContainsFunc(r.Cells, func(c Cell) bool { return c.Differs != 0 }):
		return Differing
	}
	return Uniform
}

// count counts the independent sources.
func (r *Row) count(t *Table) {
	origins, voices := map[originKey]int{}, map[string]int{} // indexes into the lists, plus 1
	in := &r.Independent
	for i := range r.Mentions {
		m := &r.Mentions[i]
		if !m.counts() {
			continue
		}
		a := t.articles[m.Article]
		origin, key, known := originOf(a)
		switch m.Stance {
		case model.Asserts:
			at := origins[key]
			if at == 0 {
				in.Origins = append(in.Origins, OriginCount{Origin: origin, Proposed: true})
				at = len(in.Origins)
				origins[key] = at
			}
			o := &in.Origins[at-1]
			o.Mentions = append(o.Mentions, i)
			o.Proposed = o.Proposed && (a.OriginProposed || !known)
			if better(origin, o.Origin) {
				o.Origin = origin
			}
		case model.Attributes:
			id := "voice " + string(m.Voice)
			if m.Voice == "" {
				id = "of " + string(key)
			}
			at := voices[id]
			if at == 0 {
				v := VoiceCount{Voice: m.Voice, Name: m.VoiceName}
				if m.Voice == "" {
					v.Name, v.Origin = "", origin
				}
				in.Voices = append(in.Voices, v)
				at = len(in.Voices)
				voices[id] = at
			}
			in.Voices[at-1].Mentions = append(in.Voices[at-1].Mentions, i)
		default: // what denies or doubts does not support it
		}
	}
	in.Count = len(in.Origins) + len(in.Voices)
}
