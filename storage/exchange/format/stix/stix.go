// Package stix writes projects as bundles of STIX 2.1, the language in which tools for threat
// intelligence exchange what they know: https://docs.oasis-open.org/cti/stix/v2.1/stix-v2.1.html.
package stix

import (
	"context"
	"io"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/layout"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/schema"
)

// Formats returns the formats of this package.
func Formats() []peer.Format {
	return []peer.Format{{
		ExchangeFormat: model.ExchangeFormat{
			Key: "stix", Name: "a STIX bundle", Ext: ".json", Project: true,
			Carries: model.FeaturesOf(
				model.SentenceNotes, model.ArticleNotes, model.OutletNotes, model.SentenceGrades, model.SourceGrades,
				model.Mentions, model.Statements, model.Judgements, model.Citations,
			),
			Loses: []string{"the texts of articles", "superseded judgements", "removed articles", "the history"},
		},
		Write: write,
	}}
}

// write writes a bundle. The report is its last object, because it refers to all others.
func write(ctx context.Context, w io.Writer, c *peer.Corpus) error {
	m := newMaker(c)
	out := &bundle{w: w, seen: map[string]bool{}}
	id := "bundle--" + schema.UUID("stix/"+c.Project.ID+"/"+moment(c.Project.Exported))
	if _, err := io.WriteString(w, `{"type": "bundle", "id": "`+id+`", "objects": [`); err != nil {
		return err
	}
	if err := out.add(m.identities()); err != nil {
		return err
	}
	if err := out.add(m.statements()); err != nil {
		return err
	}
	for list, err := range peer.Encoded(ctx, c, func() func(*peer.Page) ([]object, error) {
		return func(p *peer.Page) ([]object, error) { return m.page(p), nil }
	}) {
		if err == nil {
			err = out.add(list)
		}
		if err != nil {
			return err
		}
	}
	judged, err := c.Judged(ctx)
	if err != nil {
		return err
	}
	if err := out.add(m.judgements(judged, out.seen)); err != nil {
		return err
	}
	if err := out.add([]object{m.report(out.ids)}); err != nil {
		return err
	}
	_, err = io.WriteString(w, "\n]}\n")
	return err
}

// bundle writes objects, each once.
type bundle struct {
	w    io.Writer
	ids  []string
	seen map[string]bool
}

func (b *bundle) add(list []object) error {
	for i := range list {
		if b.seen[list[i].ID] {
			continue
		}
		var e layout.Encoder
		line, err := e.Compact(list[i])
		if err != nil {
			return err
		}
		between := ",\n"
		if len(b.ids) == 0 {
			between = "\n"
		}
		b.seen[list[i].ID] = true
		b.ids = append(b.ids, list[i].ID)
		if _, err := io.WriteString(b.w, between); err != nil {
			return err
		}
		if _, err := b.w.Write(layout.Escape(line)); err != nil {
			return err
		}
	}
	return nil
}
