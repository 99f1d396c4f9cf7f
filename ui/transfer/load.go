package transfer

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/arrival"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/platform"
	"assay.app/assay/ui/words"
)

// How a file is loaded
//
//	a path ──► Recognise ──► an annotation set ──► Load ──────────────────────────────► the result
//	               │                └── is none ──┐                                        ▲
//	               ├── not certain ──► askFormat ◀┘                                        │
//	               │                       ▼                                               │
//	               └── a format ────────► Read ──► Preview ──► the dialog ──► Set.Load ────┘
//	                                                 ▲             │
//	                                                 └─ a label is mapped

// setKey is the key of the format of annotation sets, which are loaded without a preview.
const setKey = "json"

// choose asks for a file and loads it.
func (c *Controller) choose() {
	formats := c.desk.Formats().ForLoading()
	kinds := []platform.Kind{{Name: lang.L("Annotations"), Exts: unique(formats.Exts())}}
	c.win.Choose(dialog.Choice{
		Title: lang.L("Load annotations"), Accept: lang.L("Load"), Match: formats.Has, Kinds: kinds, Start: c.win.StartPath(""),
	}, c.load)
}

// chooseFolder asks for a folder with the files of a data set and loads it.
func (c *Controller) chooseFolder() {
	c.win.Choose(dialog.Choice{
		Title: lang.L("Load a folder of annotations"), Accept: lang.L("Load"), Folder: true, Match: c.desk.Formats().ForLoading().Has, Start: c.win.StartPath(""),
	}, c.load)
}

// unique returns texts without repetitions.
func unique(texts []string) (out []string) {
	for _, t := range texts {
		if !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// load loads a file or a folder. If its format is not certain, it asks for it.
func (c *Controller) load(path string) {
	c.win.Session().EndTyping()
	c.recognise(path, func(format string, shown bool, err error) {
		switch {
		case c.win.Failed(explain.Titled(notLoaded(path), unread(path, "", err))):
		case format == setKey && c.endsLike(path, setKey):
			c.loadSet(path, func() { c.ask(path) })
		case format == setKey || !shown && c.several(path):
			c.ask(path)
		default:
			c.read(path, format)
		}
	})
}

// Takes reports whether Drop can tell whether a dropped file or folder is a data set.
func (c *Controller) Takes(path string) bool {
	info, err := os.Stat(path)
	return err == nil && (info.IsDir() || c.desk.Formats().ForLoading().Has(path))
}

// Drop loads a dropped file or folder if its content shows that it is a data set, or if it cannot hold
// articles. Otherwise it calls otherwise.
func (c *Controller) Drop(path string, otherwise func()) {
	c.win.Session().EndTyping()
	c.recognise(path, func(format string, shown bool, err error) {
		info, failed := os.Stat(path)
		articles := failed != nil || info.IsDir() || c.desk.Importable(path)
		switch {
		case errors.Is(err, context.Canceled):
		case err != nil:
			otherwise() // which says why it cannot be read
		case format == setKey && c.endsLike(path, setKey):
			c.loadSet(path, otherwise)
		case format != setKey && (shown || !articles):
			c.read(path, format)
		default:
			otherwise()
		}
	})
}

// endsLike reports whether a path has an extension of the format with a key.
func (c *Controller) endsLike(path, key string) bool {
	f, known := c.desk.Formats().Called(key)
	return known && f.Is(path)
}

// several reports whether several formats of other programs have the extension of a path.
func (c *Controller) several(path string) bool {
	n := 0
	for _, f := range c.desk.Formats().ForLoading() {
		if f.Foreign && f.Is(path) {
			n++
		}
	}
	return n > 1
}

// recognise finds out the format of a file or folder on another goroutine.
func (c *Controller) recognise(path string, then func(format string, shown bool, err error)) {
	p := c.project
	var format string
	var shown bool
	c.win.Run(lang.L("Reading {{.Name}}", map[string]any{"Name": words.FileName(path)}), func(context.Context, func(dialog.Step)) error {
		key, certain, err := p.Recognise(path)
		c.win.Post(func() { format, shown = key, certain })
		return err
	}, func(err error) { then(format, shown, err) })
}

// read reads a data set of another program and shows what loading it would do.
func (c *Controller) read(path, format string) {
	p, analyst := c.project, c.win.Session().Analyst()
	remembered := c.remembered()
	f, _ := c.desk.Formats().Called(format)
	var set arrival.Set
	var found *arrival.Preview
	labels := map[string]string{}
	c.win.Run(lang.L("Reading {{.Name}}", map[string]any{"Name": words.FileName(path)}), func(ctx context.Context, step func(dialog.Step)) error {
		step(dialog.Step{What: offer(f).full()})
		got, err := p.Read(ctx, analyst, path, format)
		if err != nil {
			return err
		}
		preview, known, err := foresee(ctx, got, remembered)
		c.win.Post(func() { set, found, labels = got, preview, known })
		return err
	}, func(err error) {
		if !c.win.Failed(explain.Titled(notLoaded(path), unread(path, offer(f).full(), err))) {
			c.show(&arriving{path: path, format: offer(f), set: set}, found, labels)
		}
	})
}

// foresee previews a data set. Labels that the project lacks are mapped as they were before, which is
// the second result.
func foresee(ctx context.Context, set arrival.Set, remembered map[string]string) (*arrival.Preview, map[string]string, error) {
	labels := map[string]string{}
	preview, err := set.Preview(ctx, labels)
	if err != nil {
		return nil, nil, err
	}
	for _, l := range preview.Unmapped {
		if to, known := remembered[l.From]; known {
			labels[l.From] = to
		}
	}
	if len(labels) > 0 {
		preview, err = set.Preview(ctx, labels)
	}
	return preview, labels, err
}

// remembered returns what labels became in earlier loads, as far as the project allows it.
func (c *Controller) remembered() map[string]string {
	book, all := c.win.Session().Codebook().Current(), c.prefs.MappedLabels()
	for from, to := range all {
		added := strings.HasPrefix(to, arrival.AddLabel) || strings.HasPrefix(to, arrival.AddPhrase)
		if !added && book.Index(model.LabelKey(to)) < 0 {
			delete(all, from)
		}
	}
	return all
}

// notLoaded returns the title of the message that a file could not be loaded.
func notLoaded(path string) string {
	return lang.L("Could not load {{.Name}}", map[string]any{"Name": words.FileName(path)})
}

// unread explains an error of reading a data set in a format, or in an unknown one if that is "". The
// error's own message names the place in the file.
func unread(path, format string, err error) error {
	switch {
	case err == nil, errors.Is(err, context.Canceled), errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission):
		return err
	case format == "":
		return explain.Plain(words.Sentence(err.Error()), err)
	}
	text := lang.L("The file cannot be read as {{.Format}}, so nothing was loaded.", map[string]any{"Format": format})
	return explain.Plain(text+"\n\n"+words.Sentence(strings.TrimPrefix(err.Error(), filepath.Base(path)+": ")), err)
}
