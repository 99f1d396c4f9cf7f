// Package misp writes what analysts say of sources and statements as an event of MISP, the platform for
// sharing threat intelligence: https://www.misp-standard.org, "MISP core format". Grades, likelihoods
// and confidence are tags of MISP's taxonomies admiralty-scale and estimative-language.
package misp

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"strconv"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/layout"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/schema"
)

// Formats returns the formats of this package.
func Formats() []peer.Format {
	return []peer.Format{{
		ExchangeFormat: model.ExchangeFormat{
			Key: "misp", Name: "a MISP event", Ext: ".json", Project: true,
			Carries: model.FeaturesOf(model.SentenceNotes, model.ArticleNotes, model.OutletNotes, model.SentenceGrades, model.SourceGrades, model.Judgements),
			Loses:   []string{"sentences without notes and grades", "superseded judgements", "removed articles", "the history"},
		},
		Write: write,
	}}
}

// event is an event without its attributes, which follow.
type event struct {
	UUID         string `json:"uuid"`
	Info         string `json:"info"`
	Date         string `json:"date"`
	Timestamp    string `json:"timestamp"`
	ThreatLevel  string `json:"threat_level_id"`
	Analysis     string `json:"analysis"`
	Distribution string `json:"distribution"`
	Published    bool   `json:"published"`
}

// The values of an event and its attributes that stand for these.
const (
	undefinedThreat  = "4"
	ongoing          = "1"
	yourOrganisation = "0"
	inherited        = "5"
	analysis         = "External analysis"
)

// attribute is an attribute of an event. MISP accepts a value only once for each type.
type attribute struct {
	UUID         string `json:"uuid"`
	Type         string `json:"type"`
	Category     string `json:"category"`
	Value        string `json:"value"`
	Comment      string `json:"comment"`
	ToIDs        bool   `json:"to_ids"`
	Distribution string `json:"distribution"`
	Timestamp    string `json:"timestamp"`
	Tags         []tag  `json:"Tag,omitempty"`

	analyst string // whose work it is, or ""
}

type tag struct {
	Name string `json:"name"`
}

// seconds returns a time as MISP writes it.
func seconds(t time.Time) string { return strconv.FormatInt(t.Unix(), 10) }

// write writes an event.
func write(ctx context.Context, w io.Writer, c *peer.Corpus) error {
	p := &c.Project
	head, err := compact(event{
		UUID: schema.UUID("misp/" + p.ID), Info: cmp.Or(p.Name, "Assay"), Date: p.Exported.Format(time.DateOnly), Timestamp: seconds(p.Exported),
		ThreatLevel: undefinedThreat, Analysis: ongoing, Distribution: yourOrganisation,
	})
	if err != nil {
		return err
	}
	out := &attributes{w: w, seen: map[string]bool{}}
	if _, err := fmt.Fprintf(w, "{\"Event\": %s,\n\"Attribute\": [", bytes.TrimSuffix(head, []byte("}"))); err != nil {
		return err
	}
	if err := out.judged(ctx, c); err != nil {
		return err
	}
	for list, err := range peer.Encoded(ctx, c, func() func(*peer.Page) ([]attribute, error) {
		return func(page *peer.Page) ([]attribute, error) { return pageOf(p, page), nil }
	}) {
		if err == nil {
			err = out.add(list)
		}
		if err != nil {
			return err
		}
	}
	if err := out.add(sourcesOf(p)); err != nil {
		return err
	}
	_, err = io.WriteString(w, "\n]}}\n")
	return err
}

// compact returns a value as JSON on one line.
func compact(v any) ([]byte, error) {
	var e layout.Encoder
	out, err := e.Compact(v)
	if err != nil {
		return nil, err
	}
	return bytes.Clone(layout.Escape(out)), nil
}

// attributes writes the attributes of an event.
type attributes struct {
	w    io.Writer
	n    int
	seen map[string]bool // types and values
}

// add writes attributes. If there is one of the same type and value, it adds the analyst to the value,
// and a number if this is not enough.
func (a *attributes) add(list []attribute) error {
	for _, one := range list {
		value := one.Value
		for n := 1; a.seen[one.Type+" "+one.Value]; n++ {
			one.Type = "text"
			switch {
			case n > 1:
				one.Value = fmt.Sprintf("%s (%s, %d)", value, cmp.Or(one.analyst, "again"), n)
			default:
				one.Value = fmt.Sprintf("%s (%s)", value, cmp.Or(one.analyst, "again"))
			}
		}
		a.seen[one.Type+" "+one.Value] = true
		line, err := compact(one)
		if err != nil {
			return err
		}
		before := ",\n"
		if a.n == 0 {
			before = "\n"
		}
		a.n++
		if _, err := io.WriteString(a.w, before); err != nil {
			return err
		}
		if _, err := a.w.Write(line); err != nil {
			return err
		}
	}
	return nil
}

// judged writes an attribute for each judgement that stands.
func (a *attributes) judged(ctx context.Context, c *peer.Corpus) error {
	statements, err := c.Judged(ctx)
	if err != nil {
		return err
	}
	var list []attribute
	for i := range statements {
		for _, j := range statements[i].Standing() {
			list = append(list, judgementOf(&c.Project, statements[i].Title, j))
		}
	}
	return a.add(list)
}
