package record

import (
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// Conflict is a conflict as "conflicts --json" prints it.
type Conflict struct {
	ID       string          `json:"id"`
	Kind     string          `json:"kind"`
	Article  model.ArticleID `json:"article,omitempty"`
	File     string          `json:"file,omitempty"`
	Outlet   model.OutletID  `json:"outlet,omitempty"`
	Span     *span           `json:"span,omitempty"`
	Analyst  string          `json:"analyst,omitempty"` // whose layer the record is in
	Record   string          `json:"record,omitempty"`  // the id of the record, such as a note's
	Versions [2]Version      `json:"versions"`          // the one that stands comes first
}

// Version is one of the two versions of a conflict.
type Version struct {
	Value   any       `json:"value"`
	Analyst string    `json:"analyst"`
	Time    time.Time `json:"time"`
	Counter uint64    `json:"counter"`
	Replica string    `json:"replica"`
	Stands  bool      `json:"stands"`
}

// ConflictOf returns the record of a conflict. path is the import path of its article.
func ConflictOf(c record.Conflict, path string) Conflict {
	key := c.Stands().Key
	out := Conflict{
		ID: c.ID(), Kind: record.Of(key.Kind).Name, Article: c.Subject.Article, Outlet: c.Subject.Outlet,
		File: model.BaseName(path), Analyst: key.Analyst, Record: key.ID,
		Versions: [2]Version{versionOf(c.Stands(), true), versionOf(c.Beside(), false)},
	}
	if at := c.Subject.Sentence; at != (model.Span{}) {
		out.Span = spanOf(at)
	}
	return out
}

func versionOf(h record.Held, stands bool) Version {
	v := Version{
		Analyst: h.By(), Time: h.Version.Time(), Counter: h.Version.Counter, Replica: h.Version.Replica.String(), Stands: stands,
	}
	if h.Content != nil {
		v.Value = record.Of(h.Key.Kind).Stored(h.Key, h.Content, time.Time{})
	}
	return v
}
