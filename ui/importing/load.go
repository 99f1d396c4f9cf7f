package importing

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/draft"
	"assay.app/assay/model/results"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/words"
)

// loadSet asks for an annotation set and loads it into the open project.
func (c *Controller) loadSet() {
	c.win.Choose(dialog.Choice{Title: lang.L("Load annotation set"), Accept: lang.L("Load"), Match: c.desk.Formats().ForLoading().Has, Kinds: dialog.SetKinds(c.desk.Formats().ForLoading()), Start: c.win.StartPath("")}, c.load)
}

func (c *Controller) load(path string) { c.loadOr(path, nil) }

// loadOr loads an annotation set into the open project. If the file is not a set,
// it calls otherwise, unless that is nil.
func (c *Controller) loadOr(path string, otherwise func()) {
	c.win.Session().EndTyping()
	var report results.Load
	p, analyst := c.win.Corpus(), c.win.Session().Analyst()
	c.win.RunToEnd(lang.L("Loading {{.Name}}", map[string]any{"Name": words.FileName(path)}), lang.L("The annotation set is still being loaded. If you stop, what was loaded so far stays in the project, and the rest is missing."), func(ctx context.Context, step func(dialog.Step)) (err error) {
		step(dialog.Step{What: words.FileName(path)})
		got, err := p.Load(ctx, analyst, path)
		c.win.Post(func() { report = got })
		return err
	}, func(err error) {
		if otherwise != nil && errors.Is(err, model.ErrUnknownSet) {
			otherwise()
			return
		}
		c.loaded(report)
		c.win.Failed(err)
	})
}

// loaded shows the result of a load, even if the load was stopped halfway.
func (c *Controller) loaded(r results.Load) {
	if len(r.Changes) > 0 {
		c.win.Session().Absorb(r.Changes)
		if err := c.refreshAll(); err != nil {
			c.win.Report(err)
			return
		}
	}
	if len(r.Changes)+len(r.Unchanged)+len(r.Refused) == 0 {
		return
	}
	lines := []string{
		lang.L("{{.Articles}} added, {{.Changed}} updated, {{.Unchanged}} unchanged.", map[string]any{
			"Articles": words.Articles(len(r.Added)), "Changed": len(r.Merged), "Unchanged": len(r.Unchanged),
		}),
	}
	if r.Annotations+r.Notes > 0 {
		lines = append(lines, lang.L("{{.Labels}} and {{.Notes}} imported.", map[string]any{"Labels": words.Labels(r.Annotations), "Notes": words.Notes(r.Notes)}))
	}
	if n := len(r.Removed); n > 0 {
		lines = append(lines, words.N("{{.Count}} articles removed, because they were removed in the other copy of the project.", n))
	}
	if others := c.win.Others(); others != "" {
		lines = append(lines, "", lang.L("Your labels are those by {{.Analyst}}.", map[string]any{"Analyst": c.win.Session().Called(c.win.Session().Analyst())})+" "+others, "")
	}
	if r.Conflicts > 0 {
		lines = append(lines, words.N("{{.Count}} conflicts: the newer version was kept. You can choose the other one.", r.Conflicts))
	}
	if r.Future.Any() {
		lines = append(lines, "", words.N("{{.Count}} labels and notes have dates in the future, up to {{.Date}}, because a computer's clock was wrong. Your own changes still count as newer.", r.Future.Annotations+r.Future.Notes,
			map[string]any{"Date": words.Date(r.Future.Latest.Local())}))
	}
	if len(r.Refused) > 0 {
		lines = append(lines, "", words.N("{{.Count}} articles could not be loaded:", len(r.Refused)))
		for _, refused := range r.Refused {
			heading := refused.Article.Heading()
			lines = append(lines, heading+": "+explain.Refusal(draft.Refused{Path: heading, Err: refused.Err}).Why)
		}
	}
	if c.win.Awaited() && r.Conflicts == 0 && len(r.Refused) == 0 {
		return
	}
	title, text := lang.L("Annotation set loaded"), strings.Join(lines, "\n")
	if r.Conflicts == 0 {
		dialog.Tell(title, text, c.win.Window())
		return
	}
	dialog.Ask(title, text, lang.L("Show conflicts"), lang.L("Close"), c.win.Window(), c.showConflicts)
}

func (c *Controller) showConflicts(show bool) {
	if show {
		c.win.Do("conflicts.show")
	}
}

// refreshAll reads the list and the open article again after the store has changed.
func (c *Controller) refreshAll() error {
	if err := c.win.Session().Reload(); err != nil {
		return err
	}
	return c.win.Session().Reopen()
}
