package transfer

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

// loadSet loads an annotation set into the open project. If the file is not a set, it calls
// otherwise.
func (c *Controller) loadSet(path string, otherwise func()) {
	var report results.Load
	p, analyst := c.project, c.win.Session().Analyst()
	c.win.RunToEnd(loading(path), stopped(), func(ctx context.Context, step func(dialog.Step)) error {
		step(dialog.Step{What: words.FileName(path)})
		got, err := p.Load(ctx, analyst, path)
		c.win.Post(func() { report = got })
		return err
	}, func(err error) {
		if errors.Is(err, model.ErrUnknownSet) {
			otherwise()
			return
		}
		c.loaded(lang.L("Annotation set loaded"), report, "")
		c.win.Failed(err)
	})
}

// loading returns the title of the job that loads a file.
func loading(path string) string {
	return lang.L("Loading {{.Name}}", map[string]any{"Name": words.FileName(path)})
}

// stopped says what is missing if a load is stopped.
func stopped() string {
	return lang.L("The annotation set is still being loaded. If you stop, what was loaded so far stays in the project, and the rest is missing.")
}

// loaded shows the result of a load, even if the load was stopped halfway. more is a further paragraph,
// or "".
func (c *Controller) loaded(title string, r results.Load, more string) {
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
	if c.win.Awaited() && r.Conflicts == 0 && len(r.Refused) == 0 {
		return
	}
	text := strings.Join(c.result(r), "\n")
	if more != "" {
		text += "\n\n" + more
	}
	if r.Conflicts == 0 {
		dialog.Tell(title, text, c.win.Window())
		return
	}
	dialog.Ask(title, text, lang.L("Show conflicts"), lang.L("Close"), c.win.Window(), c.showConflicts)
}

// result returns the lines that say what a load has changed.
func (c *Controller) result(r results.Load) []string {
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
	return lines
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
