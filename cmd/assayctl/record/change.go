package record

import (
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
)

// Change is a change as "log --json" prints it.
type Change struct {
	ID      uint64    `json:"id"`
	Time    time.Time `json:"time"`
	Analyst string    `json:"analyst"`
	Verb    edit.Verb `json:"verb"`
	Batch   string    `json:"batch"`
	Undone  bool      `json:"undone"`
	Undoes  []uint64  `json:"undoes"`
	Redoes  []uint64  `json:"redoes"`
	Edits   []Edit    `json:"edits"`
}

// Edit is one edit of a Change. Fields that do not apply to its kind are omitted.
type Edit struct {
	Kind    string          `json:"kind"`
	Article model.ArticleID `json:"article,omitempty"`
	Outlet  string          `json:"outlet,omitempty"`
	Span    *span           `json:"span,omitempty"`
	Analyst string          `json:"analyst,omitempty"`
	Note    string          `json:"note,omitempty"` // the note's id
	Before  any             `json:"before"`
	After   any             `json:"after"`
}

type span struct {
	Bytes [2]int `json:"bytes"`
}

type label struct {
	Label model.LabelKey `json:"label"`
	Time  time.Time      `json:"time"`
}

type note struct {
	Text    string    `json:"text"`
	Grade   grade     `json:"grade"`
	Analyst string    `json:"analyst"`
	Created time.Time `json:"created"`
	Updated time.Time `json:"updated"`
}

type grade struct {
	Source      string `json:"source"`
	Information string `json:"information"`
}

type metadata struct {
	Title     string `json:"title"`
	Outlet    string `json:"outlet"`
	Byline    string `json:"byline"`
	Dateline  string `json:"dateline"`
	Published string `json:"published"`
	URL       string `json:"url"`
	Language  string `json:"language"`

	PublishedAt string `json:"publishedAt"`
	Retrieved   string `json:"retrieved"`
	Archive     string `json:"archive"`
	Section     string `json:"section"`
}

type unit struct {
	Kind      string `json:"kind"`
	Span      span   `json:"span"`
	Paragraph int    `json:"paragraph"`
}

// ChangeOf returns the record of a change. undone says whether the change was
// undone later.
func ChangeOf(c edit.Change, undone bool) Change {
	out := Change{
		ID: c.ID, Time: c.At, Analyst: c.Analyst, Verb: c.Verb, Batch: c.Batch, Undone: undone,
		Undoes: append([]uint64{}, c.Undoes...), Redoes: append([]uint64{}, c.Redoes...), Edits: []Edit{},
	}
	for _, e := range c.Edits {
		out.Edits = append(out.Edits, editOf(e))
	}
	return out
}

func editOf(e edit.Edit) Edit {
	out := Edit{Article: e.About()}
	switch e := e.(type) {
	case edit.Record:
		out.Kind, out.Analyst, out.Span = "annotation", e.Analyst, spanOf(e.Sentence)
		out.Before, out.After = labelOf(e.Before), labelOf(e.After)
	case edit.Record:
		t := e.Target()
		out.Kind, out.Note, out.Outlet = "note", e.ID(), t.Outlet
		if t.Sentence != nil {
			out.Span = spanOf(*t.Sentence)
		}
		out.Before, out.After = noteOf(e.Before), noteOf(e.After)
	case edit.Metadata:
		out.Kind, out.Before, out.After = "metadata", metadata(e.Before), metadata(e.After)
	case edit.Units:
		out.Kind, out.Before, out.After = "units", unitsOf(e.Before), unitsOf(e.After)
	case edit.Presence:
		out.Kind, out.Before, out.After = "presence", e.Before, e.After
	}
	return out
}

func spanOf(s model.Span) *span { return &span{[2]int{s.Start, s.End}} }

func labelOf(a *model.Annotation) *label {
	if a == nil {
		return nil
	}
	return &label{a.Label, a.At}
}

func noteOf(n *model.Note) *note {
	if n == nil {
		return nil
	}
	return &note{n.Text, grade(n.Grade), n.Analyst, n.Created, n.Updated}
}

func unitsOf(units []model.Unit) []unit {
	out := []unit{}
	for _, u := range units {
		out = append(out, unit{u.Kind.String(), *spanOf(u.Span), u.Paragraph})
	}
	return out
}
