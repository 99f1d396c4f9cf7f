package peertest

import (
	"context"
	"encoding/json"
	"io"
	"math/rand/v2"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/peer"
)

// plain is a format that carries everything of pages by writing them as they are.
func plain(spoil func(m *peer.Mark)) peer.Format {
	return peer.Format{
		ExchangeFormat: model.ExchangeFormat{
			Key: "plain", Ext: ".json",
			Carries: model.FeaturesOf(model.Labels, model.FurtherLabels, model.SentenceNotes, model.ArticleNotes, model.SentencePhrases,
				model.ArticlePhrases, model.SentenceGrades, model.SourceGrades, model.Attributions, model.Mentions, model.MetadataFields, model.LabelTimes),
		},
		Write: func(ctx context.Context, w io.Writer, c *peer.Corpus) error {
			out := json.NewEncoder(w)
			for p, err := range c.Pages(ctx) {
				if err == nil {
					err = out.Encode(p)
				}
				if err != nil {
					return err
				}
			}
			return nil
		},
		Read: func(_ context.Context, files *bundle.Files) (*peer.Batch, error) {
			_, data, err := files.First(".json")
			if err != nil {
				return nil, err
			}
			return batch(data, spoil)
		},
	}
}

// batch reads pages.
func batch(data []byte, spoil func(m *peer.Mark)) (*peer.Batch, error) {
	b := &peer.Batch{}
	for at := 0; at < len(data); {
		end := at
		for data[end] != '\n' {
			end++
		}
		var p peer.Page
		if err := json.Unmarshal(data[at:end], &p); err != nil {
			return nil, err
		}
		d := DocumentOf(&p)
		for i := range d.Marks {
			spoil(&d.Marks[i])
		}
		b.Documents, at = append(b.Documents, d), end+1
	}
	return b, nil
}

func TestAFormatThatKeepsEverythingPasses(t *testing.T) {
	RoundTrip(t, plain(func(*peer.Mark) {}))
}

// fails is a test that counts its errors.
type fails struct {
	testing.TB
	n int
}

func (f *fails) Errorf(string, ...any) { f.n++ }

func TestEachLossIsReported(t *testing.T) {
	p := Project(t, rand.New(rand.NewPCG(3, 24)), 3, 40)
	for what, spoil := range map[string]func(m *peer.Mark){
		"a label":        func(m *peer.Mark) { m.Labels = nil },
		"a note":         func(m *peer.Mark) { m.Notes = nil },
		"a phrase":       func(m *peer.Mark) { m.Phrases = nil },
		"a grade":        func(m *peer.Mark) { m.Grade = model.Grade{} },
		"an attribution": func(m *peer.Mark) { m.Attribution = nil },
		"a mention":      func(m *peer.Mark) { m.Mentions = nil },
		"an analyst":     func(m *peer.Mark) { m.Analyst = "somebody" },
		"a place":        func(m *peer.Mark) { m.Span.Start++ },
		"a time":         func(m *peer.Mark) { m.Time = m.Time.AddDate(1, 0, 0) },
	} {
		f := plain(spoil)
		data, c := exported(t, f, p)
		b, err := batch(data, spoil)
		if err != nil {
			t.Fatal(err)
		}
		seen := &fails{TB: t}
		if Compare(seen, f, c, b); seen.n == 0 {
			t.Errorf("the loss of %s was not reported", what)
		}
	}
}
