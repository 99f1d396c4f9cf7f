package ui

import (
	"context"
	"fmt"
	"strings"

	"assay.app/assay/ui/dialog"
)

// loadSet asks for an annotation set and reads it into the open project.
func (w *Window) loadSet() {
	w.choose(dialog.Choice{Title: "Load an annotation set", Accept: "Load", Match: isJSON, Start: w.startPath("")}, w.load)
}

func (w *Window) load(path string) {
	w.session.EndTyping()
	var report Loaded
	p, analyst := w.project, w.prefs.Analyst
	w.run("Loading "+base(path), func(ctx context.Context, step func(dialog.Step)) (err error) {
		step(dialog.Step{What: base(path)})
		got, err := p.Load(ctx, analyst, path)
		w.opts.Post(func() { report = got })
		return err
	}, func(err error) {
		w.loaded(report)
		w.failed(err)
	})
}

// loaded shows what a load brought, also one that was stopped halfway.
func (w *Window) loaded(r Loaded) {
	if len(r.Changes) > 0 {
		w.session.Absorb(r.Changes)
		if err := w.refreshAll(); err != nil {
			w.report(err)
			return
		}
	}
	if r.Added+r.Changed+r.Unchanged+len(r.Refused) == 0 {
		return
	}
	lines := []string{
		fmt.Sprintf("%s added, %d changed, %d as before.", plural(r.Added, "article"), r.Changed, r.Unchanged),
		fmt.Sprintf("%s and %s taken over.", plural(r.Annotations, "label"), plural(r.Notes, "note")),
	}
	if r.Conflicts > 0 {
		lines = append(lines, fmt.Sprintf("%d differed from the project's; the newer ones stand.", r.Conflicts))
	}
	if len(r.Refused) > 0 {
		lines = append(lines, "", fmt.Sprintf("%d could not be loaded:", len(r.Refused)))
		for _, refused := range r.Refused {
			lines = append(lines, refused.Path+": "+refused.Why)
		}
	}
	dialog.Tell("Annotation set loaded", strings.Join(lines, "\n"), w.win)
	w.trace.write(w)
}

// refreshAll reads list and open article again, after the store has changed
// them itself.
func (w *Window) refreshAll() error {
	if err := w.session.Reload(); err != nil {
		return err
	}
	return w.session.Reopen()
}
