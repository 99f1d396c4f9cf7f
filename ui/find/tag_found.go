package find

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/finding"
	"assay.app/assay/model/search"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/project"
	"assay.app/assay/ui/words"
)

// manyTagged is how many sentences at once are worth a question.
const manyTagged = 200

// tagFound asks which label all that was found is to have, and gives it.
func (w *Window) tagFound() {
	if w.onceRead("search.tag") {
		return
	}
	w.session.EndTyping()
	t := dialog.TagFound{
		Found:   dialog.FoundSentence(w.finding),
		Pressed: w.labelPressed,
		Count:   w.countFound(),
		Choose:  w.tagAllFound,
		Context: w.finding.Context(),
		Go:      func(work func()) { w.working.Go(work) },
		Post:    w.opts.Post,
	}
	for _, l := range w.session.Codebook() {
		t.Labels = append(t.Labels, dialog.TagLabel{Label: l.Key, Name: l.Name, Key: w.shownKey(labelCommand(l.Key))})
	}
	t.Labels = append(t.Labels, dialog.TagLabel{Name: w.table.Find(clearLabelID).Title, Key: w.shownKey(clearLabelID)})
	dialog.ShowTagFound(t, w.win)
}

// labelPressed gives the label that a key stands for; none for the key that
// takes labels off.
func (w *Window) labelPressed(r rune) (model.LabelKey, bool) {
	c := w.table.Bound(command.Typed(r))
	if c == nil {
		return "", false
	}
	if l, gives := w.labelGiven(c.ID); gives {
		return l.Key, true
	}
	return "", c.ID == clearLabelID
}

// countFound gives what counts which labels there are on what was found. It may
// take long.
func (w *Window) countFound() func(context.Context) (dialog.TagCount, error) {
	p, hits, analyst := w.projects.Current(), w.finding.All(), w.session.Analyst()
	query := finding.Request{Query: w.finding.Query(), Analyst: analyst}
	return func(ctx context.Context) (dialog.TagCount, error) {
		n := dialog.TagCount{Labels: map[model.LabelKey]int{}}
		if hits == nil {
			var err error
			if hits, err = allHits(ctx, p, query, func(int, int) {}); err != nil {
				return n, err
			}
		}
		for _, id := range hits.Articles() {
			if err := ctx.Err(); err != nil {
				return n, err
			}
			if id == "" || len(hits.In(id)) == 0 { // but notes
				continue
			}
			doc, err := p.Document(id)
			if err != nil {
				return n, err
			}
			for _, span := range hits.In(id) {
				at := doc.UnitAt(span.Start)
				if at >= 0 && doc.Units[at].Kind != model.UnitSentence {
					n.Aside++
					continue
				}
				a, _ := doc.Annotation(span, analyst)
				n.Labels[a.Label]++
			}
		}
		return n, nil
	}
}

// allHits searches for all that there is.
func allHits(ctx context.Context, p project.Project, query finding.Request, looked func(done, all int)) (*search.Hits, error) {
	query.Limit = 0
	hits := &search.Hits{}
	_, err := p.Search(ctx, query, hits.Add, looked)
	return hits, err
}

// withAllHits searches for all that there is, where that is not known, and goes
// on to then.
func (w *Window) withAllHits(then func(*search.Hits)) {
	if hits := w.finding.All(); hits != nil {
		then(hits)
		return
	}
	p, query := w.projects.Current(), finding.Request{Query: w.finding.Query(), Analyst: w.session.Analyst()}
	var hits *search.Hits
	w.run(lang.L("Searching"), func(ctx context.Context, step func(dialog.Step)) error {
		got, err := allHits(ctx, p, query, func(done, all int) { step(dialog.Step{Done: done, Total: all}) })
		w.opts.Post(func() { hits = got })
		return err
	}, func(err error) {
		if !w.failed(err) {
			then(hits)
		}
	})
}

// tagAllFound gives all that was found a label, after asking where that is
// much.
func (w *Window) tagAllFound(label model.LabelKey, replace bool) {
	do := func() { w.withAllHits(func(hits *search.Hits) { w.tagHits(hits, label, replace) }) }
	if w.finding.Tally().Sentences <= manyTagged {
		do()
		return
	}
	title := lang.L("Tag all of it as {{.Label}}?", map[string]any{"Label": w.labelName(label)})
	if label == "" {
		title = lang.L("Clear all of these labels?")
	}
	dialog.Ask(title, dialog.FoundSentence(w.finding)+"\n\n"+lang.L("One undo takes all of it back."), lang.L("Go on"), lang.L("Cancel"), w.win, func(yes bool) {
		if yes {
			do()
		}
	})
}

func (w *Window) labelName(key model.LabelKey) string {
	l, _ := w.session.Codebook().Find(key)
	return l.Name
}

// tagHits gives hits a label.
func (w *Window) tagHits(hits *search.Hits, label model.LabelKey, replace bool) {
	plan, err := w.session.PlanTagAll(hits, label, replace)
	if err != nil {
		w.report(err)
		return
	}
	w.run(lang.L("Tagging"), func(ctx context.Context, step func(dialog.Step)) error {
		return plan.Read(ctx, func(done, all int) { step(dialog.Step{Done: done, Total: all}) })
	}, func(err error) {
		if w.failed(err) {
			return
		}
		n, err := w.session.TagAll(plan)
		w.report(err)
		if err == nil {
			w.searchView.Hide()
			w.finding.Invalidate()
			w.status.SetNotice(w.tagged(n, label))
		}
	})
}

// tagged says what became of what was tagged.
func (w *Window) tagged(n edit.Labelled, label model.LabelKey) string {
	undo := map[string]any{"Key": w.keyOf("edit.undo")}
	name := map[string]any{"Label": w.labelName(label)}
	var text string
	switch {
	case n.Changed == 0:
		return lang.L("Nothing was to be changed.")
	case label == "":
		text = words.N("{{.Count}} labels cleared.", n.Changed)
	default:
		text = words.N("{{.Count}} sentences tagged as {{.Label}}.", n.Changed, name)
	}
	if n.Kept > 0 {
		text += " " + words.N("{{.Count}} sentences keep another label.", n.Kept)
	}
	if n.Gone > 0 {
		text += " " + words.N("{{.Count}} sentences have changed since, and were left.", n.Gone)
	}
	return text + " " + lang.L("{{.Key}} takes it back.", undo)
}
