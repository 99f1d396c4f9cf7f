package record

import (
	"fmt"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
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
	Note    string          `json:"note,omitempty"`   // the note's id
	ID      string          `json:"id,omitempty"`     // of a record of another kind
	Beside  bool            `json:"beside,omitempty"` // see edit.Record
	From    model.ArticleID `json:"from,omitempty"`   // the article from which the record was moved to this one
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
	for _, e := range edit.Told(c.Edits) {
		out.Edits = append(out.Edits, editOf(e))
	}
	return out
}

func editOf(e edit.Edit) Edit {
	out := Edit{Article: e.About()}
	switch e := e.(type) {
	case edit.Record:
		return recordEdit(e)
	case edit.Metadata:
		out.Kind, out.Before, out.After = "metadata", metadata(e.Before), metadata(e.After)
	case edit.Units:
		out.Kind, out.Before, out.After = "units", unitsOf(e.Before), unitsOf(e.After)
	case edit.Presence:
		out.Kind, out.Before, out.After = "presence", e.Before, e.After
	default:
		panic(fmt.Sprintf("an edit of type %T cannot be printed", e))
	}
	return out
}

func recordEdit(e edit.Record) Edit {
	out := Edit{
		Kind: e.Kind().Name, Article: e.About(), Outlet: outletOf(e), Analyst: e.Key.Analyst, ID: e.Key.ID, Beside: e.Beside, From: e.Leaves(),
		Before: contentOf(e.Key, e.Before), After: contentOf(e.Key, e.After),
	}
	if at, ok := e.Stretch(); ok {
		out.Span = spanOf(at)
	}
	if e.Key.Kind == record.Note {
		out.Note, out.ID = out.ID, ""
	}
	return out
}

func spanOf(s model.Span) *span { return &span{[2]int{s.Start, s.End}} }

// contentOf returns the printed form of a record's content: the stored form, except for
// annotations and notes.
func contentOf(key model.Key, content any) any {
	switch c := content.(type) {
	case nil:
		return nil
	case *model.Annotation:
		return label{c.Label, c.At}
	case *model.Note:
		return note{c.Text, grade(c.Grade), c.Analyst, c.Created, c.Updated}
	}
	return record.Of(key.Kind).Stored(key, content, time.Time{})
}

func unitsOf(units []model.Unit) []unit {
	out := []unit{}
	for _, u := range units {
		out = append(out, unit{u.Kind.String(), *spanOf(u.Span), u.Paragraph})
	}
	return out
}
