package record

import (
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
)

// Bytes is a span in bytes of an article's text.
type Bytes struct {
	Bytes [2]int `json:"bytes"`
}

// BytesOf returns the record of a span.
func BytesOf(s model.Span) Bytes { return Bytes{[2]int{s.Start, s.End}} }

// Statement is a statement as "statements --json" prints it.
type Statement struct {
	ID          model.StatementID `json:"id,omitempty"` // "" if it is proposed
	Title       string            `json:"title"`
	State       string            `json:"state"`
	Outlets     int               `json:"outlets"`   // how many have a mention that counts
	Withdrawn   int               `json:"withdrawn"` // how many of these have withdrawn it
	Mentions    []Mention         `json:"mentions"`
	Gaps        []string          `json:"gaps"`        // outlets that leave it out, by name
	Independent int               `json:"independent"` // sources, at most
	Origins     []OriginCount     `json:"origins"`
	Voices      []VoiceCount      `json:"voices"`
	Conflicts   []MentionConflict `json:"conflicts"`
	Elsewhere   int               `json:"elsewhere"`         // mentions in articles that were removed
	Deleted     bool              `json:"deleted,omitempty"` // only mentions are left of it

	// Statement is the statement for which mentions are proposed, or "" for a new one.
	Statement model.StatementID `json:"statement,omitempty"`
}

// Mention is a sentence that asserts, attributes, denies or doubts a statement.
type Mention struct {
	Article model.ArticleID `json:"article"`
	File    string          `json:"file"`
	Outlet  string          `json:"outlet"`
	Index   int             `json:"index"` // of the sentence, from 0; −1 if the mention is detached
	Span    Bytes           `json:"span"`
	Stance  model.Stance    `json:"stance"`
	Analyst string          `json:"analyst,omitempty"`
	Voice   string          `json:"voice,omitempty"`
	Text    string          `json:"text"`
	Note    string          `json:"note,omitempty"` // why Index is −1

	First model.ArticleID `json:"first,omitempty"` // the earliest version that has the sentence, if it is not Article
	Gone  model.ArticleID `json:"gone,omitempty"`  // the first later version that lacks it; "" if the newest one has it
	Since string          `json:"-"`               // when First and Gone were published, for people; "" without them
}

// OriginCount is an origin that counts as an independent source.
type OriginCount struct {
	Origin
	Proposed bool  `json:"proposed"` // nobody has confirmed it
	Mentions []int `json:"mentions"` // indexes into the statement's mentions
}

// VoiceCount is a voice that counts as an independent source.
type VoiceCount struct {
	Name     string `json:"name"`     // "" if the voice is unknown
	Mentions []int  `json:"mentions"` // indexes into the statement's mentions
}

// MentionConflict has the words in which two mentions contradict each other.
type MentionConflict struct {
	Mentions [2]int `json:"mentions"` // indexes into the statement's mentions
	Kind     string `json:"kind"`
	A        string `json:"a"`
	B        string `json:"b"`
}

// Origin is where an article's knowledge comes from.
type Origin struct {
	Kind model.OriginKind `json:"kind"`
	Name string           `json:"name"`
}

// OriginOf returns the record of an origin.
func OriginOf(o model.Origin) Origin { return Origin{o.Kind, o.Name} }

// StatementOf returns the record of a row of a table. mention completes the record of a
// mention with what the table does not have.
func StatementOf(t *compare.Table, row *compare.Row, mention func(compare.Mention, *Mention)) Statement {
	s := Statement{
		ID: row.ID, Title: row.Title, State: row.State.String(), Outlets: row.Outlets, Withdrawn: row.Withdrawn, Elsewhere: row.Elsewhere,
		Mentions: []Mention{}, Gaps: []string{}, Independent: row.Independent.Count,
		Origins: []OriginCount{}, Voices: []VoiceCount{}, Conflicts: []MentionConflict{},
	}
	for _, m := range row.Mentions {
		one := Mention{
			Article: m.Article, Outlet: t.Outlets[m.Column].Name, Index: m.Index, Span: BytesOf(m.Sentence),
			Stance: m.Stance, Analyst: m.Analyst, Voice: m.VoiceName, Text: m.Text, Gone: m.Gone,
		}
		if m.First != m.Article {
			one.First = m.First
		}
		mention(m, &one)
		s.Mentions = append(s.Mentions, one)
	}
	for _, c := range row.Cells {
		if len(c.By) > 0 {
			s.Gaps = append(s.Gaps, t.Outlets[c.Column].Name)
		}
	}
	for _, o := range row.Independent.Origins {
		s.Origins = append(s.Origins, OriginCount{OriginOf(o.Origin), o.Proposed, slices.Clone(o.Mentions)})
	}
	for _, v := range row.Independent.Voices {
		s.Voices = append(s.Voices, VoiceCount{v.Name, slices.Clone(v.Mentions)})
	}
	for _, c := range row.Conflicts {
		s.Conflicts = append(s.Conflicts, MentionConflict{
			[2]int{c.From, c.To}, c.Kind.String(), c.A.Of(row.Mentions[c.From].Text), c.B.Of(row.Mentions[c.To].Text),
		})
	}
	return s
}

// Matrix is the table of statements and outlets as "matrix --json" prints it.
type Matrix struct {
	Outlets    []Column    `json:"outlets"`
	Statements []MatrixRow `json:"statements"`
}

// Column is an outlet of a matrix.
type Column struct {
	Name     string          `json:"name"`
	Article  model.ArticleID `json:"article,omitempty"` // set only if the article has no outlet
	Articles int             `json:"articles"`
	Origin   Origin          `json:"origin"` // of most of its articles; without a kind if it is unknown
}

// MatrixRow is a statement of a matrix.
type MatrixRow struct {
	ID          model.StatementID `json:"id"`
	Title       string            `json:"title"`
	State       string            `json:"state"`
	Outlets     int               `json:"outlets"`
	Withdrawn   int               `json:"withdrawn"` // how many of the outlets have withdrawn it
	Independent int               `json:"independent"`
	Cells       []Cell            `json:"cells"` // one for each outlet
}

// Cell is what one outlet says of a statement.
type Cell struct {
	Outlet    string          `json:"outlet"`
	Article   model.ArticleID `json:"article,omitempty"` // as in Column
	Stance    string          `json:"stance"`            // a stance, "mixed", or "" without a mention that counts
	LeftOut   bool            `json:"leftOut"`
	Differs   []string        `json:"differs"`   // "figures" and "wording"
	Mentions  int             `json:"mentions"`  // a count
	Withdrawn bool            `json:"withdrawn"` // the newest versions of the articles lack all mentions
}

// MatrixOf returns the record of a table.
func MatrixOf(t *compare.Table) Matrix {
	m := Matrix{Outlets: []Column{}, Statements: []MatrixRow{}}
	for _, h := range t.Heads {
		for _, o := range t.Outlets[h.From:h.To] {
			m.Outlets = append(m.Outlets, Column{o.Name, o.Article, o.Articles, OriginOf(h.Origin)})
		}
	}
	for i := range t.Rows {
		row := &t.Rows[i]
		one := MatrixRow{ID: row.ID, Title: row.Title, State: row.State.String(), Outlets: row.Outlets, Withdrawn: row.Withdrawn, Independent: row.Independent.Count, Cells: []Cell{}}
		for column, o := range t.Outlets {
			c := row.Cell(column)
			one.Cells = append(one.Cells, Cell{o.Name, o.Article, CellStance(c), c.LeftOut, Differs(c), len(c.Mentions), c.Withdrawn})
		}
		m.Statements = append(m.Statements, one)
	}
	return m
}

// CellStance returns the stance of a cell, "mixed", or "" if no mention counts.
func CellStance(c compare.Cell) string {
	if c.Mixed {
		return "mixed"
	}
	return string(c.Stance)
}

// Differs returns how the mentions of a cell differ from those of other outlets.
func Differs(c compare.Cell) []string {
	marks := []string{}
	if c.Differs&compare.FiguresDiffer != 0 {
		marks = append(marks, "figures")
	}
	if c.Differs&compare.WordingDiffers != 0 {
		marks = append(marks, "wording")
	}
	return marks
}
