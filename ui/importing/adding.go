package importing

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/draft"
	"assay.app/assay/ui/carrying"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/words"
)

// AddPaths shows the articles recognised in files and folders, and adds them if the
// analyst agrees.
func (c *Controller) AddPaths(paths []string) { c.addFrom(source{paths: paths}) }

// source is where articles come from.
type source struct {
	paths []string
	kept  func(importPath string) string // the import path that the project keeps; nil if it is the same
	done  func()                         // called when the files are no longer needed; may be nil
}

// end reports that the files are no longer needed.
func (s source) end() {
	if s.done != nil {
		s.done()
	}
}

// addFrom is like AddPaths, for any source.
func (c *Controller) addFrom(from source) {
	c.receiving(from.paths, func(to receiver) {
		c.preview(to, from.paths, func(p *draft.Preview, rereader draft.Rereader) {
			for _, d := range p.Drafts {
				if from.kept != nil {
					d.Kept = from.kept(d.Path)
				}
			}
			again := rereading{c, p, rereader}
			showPreview(p, c.win.Window(), previewActions{
				Add:     func(p *draft.Preview) { to.add(p, from.end) },
				Left:    from.end,
				After:   c.win.After,
				Again:   again.read,
				Lines:   again.lines,
				Explain: explain.Refusal,
			})
			c.win.PreviewShown(p)
		}, from.end)
	}, from.end)
}

// addDirectly adds the new articles in files and folders without asking.
func (c *Controller) addDirectly(paths []string) {
	c.receiving(paths, func(to receiver) {
		c.preview(to, paths, func(p *draft.Preview, _ draft.Rereader) {
			if len(p.Wanted()) > 0 {
				to.add(p, nothing)
				return
			}
			c.win.Notice(lang.L("All of these articles are already in the project."))
		}, nothing)
	}, nothing)
}

func nothing() {}

// receiver is the project that gets the articles: the open one, or one that is
// created when articles are added.
type receiver struct {
	preview func(ctx context.Context, paths []string, known []draft.Mapping, progress func(draft.Step)) (*draft.Preview, draft.Rereader, error)
	add     func(p *draft.Preview, then func())
}

// receiving calls then with the project to which files and folders are added. If no
// project is open, the desk names one for these paths. If that project exists, it
// is opened; if not, it is created when something is added. If no project can be named,
// receiving calls failed instead.
func (c *Controller) receiving(paths []string, then func(receiver), failed func()) {
	opened := func() { then(receiver{c.win.Corpus().Preview, c.importDrafts}) }
	if c.win.Corpus() != nil {
		opened()
		return
	}
	var path string
	var there bool
	c.win.Run(lang.L("Opening a project"), func(context.Context, func(dialog.Step)) error {
		found, ok, err := c.desk.ProjectFor(paths)
		c.win.Post(func() { path, there = found, ok })
		return err
	}, func(err error) {
		switch {
		case err != nil:
			c.win.NotOpened()
			c.win.Report(err)
			failed()
		case there:
			c.win.OpenThen(path, opened)
		default:
			c.win.NotOpened()
			then(receiver{c.desk.Preview, func(p *draft.Preview, done func()) {
				c.win.CreateThen(path, func() { c.importDrafts(p, done) })
			}})
		}
	})
}

// preview recognises the articles in files and folders, and passes the preview to
// then. If that fails or is stopped, it calls failed instead.
func (c *Controller) preview(to receiver, paths []string, then func(*draft.Preview, draft.Rereader), failed func()) {
	var preview *draft.Preview
	var rereader draft.Rereader
	known := c.prefs.Mappings()
	c.win.Run(lang.L("Reading"), func(ctx context.Context, step func(dialog.Step)) (err error) {
		found, again, err := to.preview(ctx, paths, known, stepsOf(step))
		c.win.Post(func() { preview, rereader = found, again })
		return err
	}, func(err error) {
		if c.win.Failed(err) {
			failed()
			return
		}
		then(preview, rereader)
	})
}

// stepsOf returns a function that shows the steps of an import as the steps of a
// job.
func stepsOf(show func(dialog.Step)) func(draft.Step) {
	return func(s draft.Step) {
		what := lang.L("comparing with the project")
		if s.Path != "" {
			what = filepath.Base(s.Path)
		}
		show(dialog.Step{Done: s.Done, Total: s.Total, What: what, Share: s.Bytes})
	}
}

// rereading reads parts of a preview again.
type rereading struct {
	of       *Controller
	preview  *draft.Preview
	rereader draft.Rereader
}

// read implements previewActions.Again.
func (a rereading) read(r draft.Rereading, then func(*draft.Preview)) {
	c := a.of
	var found *draft.Preview
	c.win.Run(lang.L("Reading"), func(ctx context.Context, step func(dialog.Step)) error {
		got, err := a.rereader.Again(ctx, r, stepsOf(step))
		c.win.Post(func() { found = got })
		return err
	}, func(err error) {
		if c.win.Failed(err) {
			then(nil)
			return
		}
		then(found)
		if r.Mapping != nil {
			c.prefs.SetMappings(a.preview.Mappings)
		}
	})
}

// lines implements previewActions.Lines.
func (a rereading) lines(r draft.Rereading, then func([]draft.Line)) {
	c := a.of
	var lines []draft.Line
	c.win.Run(lang.L("Reading"), func(ctx context.Context, step func(dialog.Step)) error {
		got, err := a.rereader.Lines(ctx, r, stepsOf(step))
		c.win.Post(func() { lines = got })
		return err
	}, func(err error) {
		if !c.win.Failed(err) {
			then(lines)
		}
	})
}

// importDrafts adds the wanted articles of a preview to the open project, and then
// calls done.
func (c *Controller) importDrafts(preview *draft.Preview, done func()) {
	var report draft.Added
	p, analyst := c.win.Corpus(), c.win.Session().Analyst()
	c.win.RunToEnd(lang.L("Adding articles"), lang.L("Articles are still being added. If you stop, those added so far stay in the project, and the others are missing."), func(ctx context.Context, step func(dialog.Step)) (err error) {
		got, err := p.Import(ctx, analyst, preview, stepsOf(step))
		c.win.Post(func() { report = got })
		return err
	}, func(err error) {
		done()
		if err == nil { // after an error it is unknown which drafts were reached
			report.Known += preview.Duplicates()
		}
		c.imported(report, preview.Versions(), err)
	})
}

// imported shows the result of an import, even if the import was stopped halfway. It first
// carries the work to the articles that were added as newer versions. err is the error of the
// import.
func (c *Controller) imported(r draft.Added, versions []*draft.Article, err error) {
	s := c.win.Session()
	s.Absorb(r.Changes)
	if err := s.Reload(); err != nil {
		c.win.Report(err)
		return
	}
	request := carrying.Request{Links: c.linksOf(versions), Document: c.win.Corpus().Document}
	if len(r.Changes) == 0 {
		request.Links = nil
	} else {
		request.Batch = r.Changes[0].Batch
	}
	carrying.Run(c.win, request, func(carried carrying.Result, failed error) {
		c.show(r, carried, errors.Is(err, context.Canceled), errors.Is(failed, context.Canceled))
		c.win.Failed(err)
		c.win.Failed(failed)
	})
}

// linksOf returns the links of drafts that were added as newer versions.
func (c *Controller) linksOf(versions []*draft.Article) (links []carrying.Link) {
	s := c.win.Session()
	for _, d := range versions {
		_, added := s.Summary(d.Article.ID)
		if _, there := s.Summary(d.Offer.Of.ID); added && there {
			links = append(links, carrying.Link{New: d.Article.ID, Of: d.Offer.Of.ID})
		}
	}
	return links
}

// show shows what was added and carried. If the open article has a newer version now, that is
// shown in its place; otherwise, the first article added is. stopped says that the import was
// stopped, and halfway that the carrying was.
func (c *Controller) show(r draft.Added, carried carrying.Result, stopped, halfway bool) {
	switch s := c.win.Session(); {
	case carried.Shown != "":
		c.win.Follow(func() error { return s.JumpTo(carried.Shown, carried.Offset) })
	case r.First != "":
		c.win.Follow(func() error { return s.Open(r.First) })
	}
	notice := resultOf(r, carried)
	if r.Added > 0 && c.win.Unfilter() { // the filter might hide the new articles
		notice += " " + lang.L("The filter was cleared.")
	}
	if stopped {
		notice = words.Joined(" ", lang.L("The import was stopped."), notice, lang.L("Add the same files again to get the rest."))
	}
	if halfway {
		notice += " " + lang.L("Stopped: the other newer versions are articles of their own.")
	}
	if carried.LeftOn != "" {
		c.win.OfferLeft(carried.LeftOn, words.N("{{.Count}} labels and notes were left behind on the earlier version.", carried.Left))
	}
	if len(r.Refused) > 0 {
		showNotAdded(notice, r.Refused, explain.Refusal, c.win.Window())
	}
	if len(r.Changes) > 0 {
		notice += " " + lang.L("Press {{.Key}} to undo.", map[string]any{"Key": c.win.Key("edit.undo")})
	}
	c.win.Notice(notice)
}

// resultOf says how many articles were added, how many of them as newer versions, and how many
// were not added because they are duplicates.
func resultOf(r draft.Added, carried carrying.Result) string {
	if r.Added == 0 && r.Known > 0 {
		return words.N("No articles added, {{.Count}} duplicates skipped.", r.Known)
	}
	duplicates, versions := "", ""
	if r.Known > 0 {
		duplicates = words.N("{{.Count}} duplicates skipped", r.Known)
	}
	if carried.Versions > 0 {
		versions = words.Joined(": ", words.N("{{.Count}} as newer versions", carried.Versions), carried.Says())
	}
	if duplicates+versions == "" {
		return words.N("{{.Count}} articles added.", r.Added)
	}
	return words.N("{{.Count}} articles added, {{.Duplicates}}.", r.Added, map[string]any{"Duplicates": words.Joined(", ", duplicates, versions)})
}
