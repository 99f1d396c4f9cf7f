package windowtest

import (
	"cmp"
	"context"
	"os"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/arrival"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/results"
)

// Arrival is a data set of another program. A preview maps the labels of Labels that have no To as it
// is asked to.
type Arrival struct {
	Format  string // of model.ExchangeFormat.Key
	Shown   bool   // the content shows the format
	Damage  error  // that reading it returns
	Labels  []arrival.Label
	Preview arrival.Preview // all that does not depend on the mapping of labels
	Edits   []edit.Edit     // that loading it makes

	Mapped map[string]string // with which it was loaded
	As     string            // the format as which it was read last
}

// Formats implements project.Desk.
func (d *Desk) Formats() model.ExchangeFormats {
	foreign := model.ExchangeFormat{Project: true, Loads: true, Foreign: true, Loses: []string{"the history"}}
	doccano, brat, conll := foreign, foreign, foreign
	doccano.Key, doccano.Name, doccano.Ext = "doccano", "doccano", ".jsonl"
	doccano.Carries = model.FeaturesOf(model.Labels, model.FurtherLabels, model.MetadataFields)
	brat.Key, brat.Name, brat.Ext, brat.Folder = "brat", "brat standoff", ".zip", true
	brat.Others = []string{".ann"}
	brat.Carries = model.FeaturesOf(model.Labels, model.FurtherLabels, model.SentenceNotes, model.ArticleNotes, model.MetadataFields)
	conll.Key, conll.Name, conll.Ext, conll.Layer = "conll", "CoNLL", ".conll", true
	conll.Carries = model.FeaturesOf(model.Labels)
	return model.ExchangeFormats{
		{Key: "json", Name: "an annotation set", Ext: ".json", Project: true, Hits: true, Loads: true, Loses: []string{"removed articles", "the history"}},
		doccano, brat, conll,
	}
}

// Export implements project.Project. It writes the key of the format, the analyst and the ids of the
// articles, one a line.
func (p *openProject) Export(ctx context.Context, path string, x model.ExportRequest, progress func(done, all int)) (results.Export, error) {
	f, known := p.desk.Formats().Called(x.Format)
	if !known {
		return results.Export{}, errNotHere
	}
	lost, err := p.Amounts(ctx, x, progress)
	if err != nil {
		return results.Export{}, err
	}
	text := x.Format + "\n" + x.Analyst + "\n"
	done := results.Export{Articles: len(x.Articles), Bytes: int64(len(text))}
	for _, id := range x.Articles {
		text += string(id) + "\n"
	}
	if f.Carries != 0 {
		done.Lost = slices.DeleteFunc(lost, func(l model.Loss) bool { return f.Carries.Has(l.Feature) })
	}
	return done, os.WriteFile(path, []byte(text), 0o600)
}

// Amounts implements project.Project. It counts labels, notes and facts.
func (p *openProject) Amounts(ctx context.Context, x model.ExportRequest, progress func(done, all int)) ([]model.Loss, error) {
	return locked(p, func() ([]model.Loss, error) {
		counts := map[model.Feature]int{}
		for i, doc := range p.store.Docs {
			progress(i, len(p.store.Docs))
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if doc.Removed || x.Articles != nil && !slices.Contains(x.Articles, doc.ID) {
				continue
			}
			counts[model.MetadataFields]++
			for _, all := range doc.Annotations {
				for _, a := range all {
					if a.Analyst == x.Analyst {
						counts[model.Labels]++
					} else {
						counts[model.FurtherLabels]++
					}
				}
			}
			for _, n := range doc.Notes {
				if n.Target.Sentence != nil {
					counts[model.SentenceNotes]++
				} else {
					counts[model.ArticleNotes]++
				}
			}
		}
		var all []model.Loss
		for _, f := range model.Features() {
			if counts[f] > 0 {
				all = append(all, model.Loss{Feature: f, Count: counts[f]})
			}
		}
		return all, nil
	})
}

// Recognise implements project.Project. It knows the files of Desk.Arrivals.
func (p *openProject) Recognise(path string) (format string, shown bool, err error) {
	if a := p.desk.Arrivals[path]; a != nil {
		return cmp.Or(a.Format, "json"), a.Shown, nil
	}
	return "json", false, nil
}

// Read implements project.Project. It reads the files of Desk.Arrivals.
func (p *openProject) Read(ctx context.Context, analyst, path, format string) (arrival.Set, error) {
	a := p.desk.Arrivals[path]
	if a == nil {
		return nil, errNotHere
	}
	a.As = format
	return arrived{a, p, analyst}, cmp.Or(a.Damage, ctx.Err())
}

// arrived is an Arrival that was read.
type arrived struct {
	*Arrival
	into    *openProject
	analyst string
}

// Preview implements arrival.Set.
func (a arrived) Preview(ctx context.Context, labels map[string]string) (*arrival.Preview, error) {
	p := a.Arrival.Preview
	for _, l := range a.Labels {
		l.To = cmp.Or(labels[l.From], l.To)
		p.Labels = append(p.Labels, l)
		switch {
		case l.To == "":
			p.Unmapped = append(p.Unmapped, l)
		case strings.HasPrefix(l.To, arrival.AddPhrase):
			p.Count.Phrases += l.Count
		default:
			p.Count.Annotations += l.Count
		}
		if name, added := strings.CutPrefix(l.To, arrival.AddLabel); added {
			p.Codebook = append(p.Codebook, name)
		}
	}
	return &p, ctx.Err()
}

// Load implements arrival.Set.
func (a arrived) Load(ctx context.Context, labels map[string]string, progress func(done, all int)) (results.Load, error) {
	progress(0, 1)
	a.Mapped = labels
	if err := ctx.Err(); err != nil {
		return results.Load{}, err
	}
	return locked(a.into, func() (results.Load, error) {
		c := edit.Change{Analyst: a.analyst, Verb: edit.Load, Edits: a.Edits}
		c.ID = a.into.store.Enqueue(c)
		a.into.store.Settle()
		done := results.Load{Changes: []edit.Change{c}, Annotations: len(a.Edits)}
		for _, e := range a.Edits {
			if id := e.About(); id != "" && !slices.Contains(done.Merged, id) {
				done.Merged = append(done.Merged, id)
			}
		}
		return done, nil
	})
}

var _ arrival.Set = arrived{}
