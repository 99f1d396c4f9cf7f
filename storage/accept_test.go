package storage_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/storagetest"
)

var epoch = time.Date(2031, 5, 6, 7, 8, 9, 0, time.UTC)

func TestValuesThatCannotBeReadAgainAreNeverWritten(t *testing.T) {
	d := storagetest.Document(storagetest.Letter)
	beyond := time.Date(12_026, 1, 1, 0, 0, 0, 0, time.UTC)
	noteWith := func(change func(*model.Note)) edit.Change {
		n := model.Note{ID: "n", Target: model.OnArticle(d.ID), Analyst: "Ines", Text: "Odd.", Created: epoch, Updated: epoch}
		change(&n)
		return edit.Change{Verb: edit.Note, Edits: []edit.Edit{edit.OfNote(nil, &n)}}
	}
	tagBy := func(analyst string, label model.LabelKey, at time.Time) edit.Change {
		return edit.Change{Verb: edit.Tag, Edits: []edit.Edit{edit.Of(record.OnSentence(d.ID, d.Sentences()[0].Span, analyst), nil, &model.Annotation{Analyst: analyst, Label: label, At: at})}}
	}
	correctedBy := func(change func(*model.Metadata)) edit.Change {
		after := d.Metadata
		change(&after)
		return edit.Change{Verb: edit.Correct, Edits: []edit.Edit{edit.Metadata{Article: d.ID, Before: d.Metadata, After: after}}}
	}
	for name, c := range map[string]edit.Change{
		"a change beyond the year 9999":       {At: beyond, Verb: edit.Tag},
		"a change before the year 1":          {At: time.Date(-3, 1, 1, 0, 0, 0, 0, time.UTC), Verb: edit.Tag},
		"a change by a control character":     {Analyst: "K\x1b[31m", Verb: edit.Tag},
		"a label by a control character":      tagBy("K\x00", model.Claim, epoch),
		"a label by a name of 30 kB":          tagBy(strings.Repeat("x", 30_000), model.Claim, epoch),
		"a label by what is no text":          tagBy("a\xff", model.Claim, epoch),
		"a label without a key":               tagBy("Ines", "", epoch),
		"a label with a key of 30 kB":         tagBy("Ines", model.LabelKey(strings.Repeat("k", 30_000)), epoch),
		"a label beyond the year 9999":        tagBy("Ines", model.Claim, beyond),
		"a note of 2 MB":                      noteWith(func(n *model.Note) { n.Text = strings.Repeat("w ", 1<<20) }),
		"a note that is no text":              noteWith(func(n *model.Note) { n.Text = "a\xff" }),
		"a note whose id has a line end":      noteWith(func(n *model.Note) { n.ID = "n\n" }),
		"a note updated beyond the year 9999": noteWith(func(n *model.Note) { n.Updated = beyond }),
		"a note by a control character":       noteWith(func(n *model.Note) { n.Analyst = "\x1b" }),
		"an invalid date":                     correctedBy(func(m *model.Metadata) { m.Published = "2026-13-45" }),
		"a language of 100 kB":                correctedBy(func(m *model.Metadata) { m.Language = strings.Repeat("x", 100_000) }),
		"an address that is a program":        correctedBy(func(m *model.Metadata) { m.URL = "javascript:alert(1)" }),
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "p.assay")
			p, err := storage.Create(path, storage.Options{})
			if err != nil {
				t.Fatal(err)
			}
			storagetest.Import(t, p, d)
			p.Enqueue(c)
			if err := p.Flush(t.Context()); !errors.Is(err, model.ErrValue) {
				t.Errorf("saving returns %v", err)
			}
			if err := p.Close(); err == nil {
				t.Error("closing says that everything was saved")
			}
			storagetest.Check(t, path)
			if p, err = storage.Open(path, storage.Options{}); err != nil {
				t.Fatal(err)
			}
			defer p.Close()
			if kept, err := p.Document(d.ID); err != nil || kept.Metadata != d.Metadata || len(kept.Annotations)+len(kept.Notes) > 0 {
				t.Errorf("the article is %+v (%v)", kept, err)
			}
			if list, err := p.History(1<<40, 10); err != nil || len(list) != 1 {
				t.Errorf("the history is %v (%v)", list, err)
			}
		})
	}
}

// A refused article does not stop the others.
func TestArticlesWithValuesThatCannotBeReadAgainAreRefused(t *testing.T) {
	p := storagetest.New(t)
	good := storagetest.Document(storagetest.Letter)
	docs := []*model.Document{good}
	for i, change := range []func(*model.Document){
		func(d *model.Document) { d.Metadata.Published = "2026-02-30" },
		func(d *model.Document) { d.Metadata.Language = "klingonese" },
		func(d *model.Document) { d.Encoding = strings.Repeat("u", 100) },
		func(d *model.Document) { d.Source.Format = strings.Repeat("f", 100) },
		func(d *model.Document) { d.ImportPath = "a\x00b" },
		func(d *model.Document) { d.ImportPath = strings.Repeat("p", 1<<17) },
		func(d *model.Document) { d.ImportedAt = time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC) },
	} {
		d := storagetest.Document(strings.Repeat("Bad. ", i+1))
		change(d)
		docs = append(docs, d)
	}
	r, err := importing(t, t.Context(), p, one(docs...), storage.ImportOptions{Analyst: "Ines"})
	if !errors.Is(err, model.ErrValue) || len(r.Added) != 1 || r.Added[0] != good.ID {
		t.Errorf("%+v, %v", r, err)
	}
	if n := strings.Count(err.Error(), "article "); n < len(docs)-1 {
		t.Errorf("%d articles are named in %v", n, err)
	}
	_, err = importing(t, t.Context(), p, one(storagetest.Document("Next.")), storage.ImportOptions{Analyst: "a\x00"})
	if !errors.Is(err, model.ErrValue) {
		t.Errorf("an import by a control character returns %v", err)
	}
}

func TestAProjectThatCouldNotBeOpenedIsNotMade(t *testing.T) {
	for name, opts := range map[string]storage.Options{
		"by a clock of the year 12026": {Now: func() time.Time { return time.Date(12_026, 1, 1, 0, 0, 0, 0, time.UTC) }},
		"with an id of 4 kB":           {Identity: model.ProjectInfo{ID: strings.Repeat("0", 4000)}},
		"made in the year 10000":       {Identity: model.ProjectInfo{ID: "x", Created: time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC)}},
	} {
		folder := t.TempDir()
		if _, err := storage.Create(filepath.Join(folder, "p.assay"), opts); !errors.Is(err, model.ErrValue) {
			t.Errorf("%s: %v", name, err)
		}
		if left, err := filepath.Glob(filepath.Join(folder, "*")); err != nil || len(left) > 0 {
			t.Errorf("%s: %q are left behind", name, left)
		}
	}
	path := filepath.Join(t.TempDir(), "p.assay")
	p, err := storage.Create(path, storage.Options{Identity: model.ProjectInfo{ID: "x", Name: strings.Repeat("n", 3768)}})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if name := p.Info().Name; len(name) > 255 || !strings.HasPrefix(name, "nnn") {
		t.Errorf("the project is called %q", name)
	}
}

// Older versions wrote values that are now refused. A project with such values can
// still be opened and changed.
func TestValuesOfOlderVersionsStayReadable(t *testing.T) {
	for name, opts := range map[string]storage.Options{
		"a name of 3768 bytes": {Identity: model.ProjectInfo{ID: "0123", Name: strings.Repeat("n", 3768)}},
		"a name of 60,000":     {Identity: model.ProjectInfo{ID: "0123", Name: strings.Repeat("n", 60_000)}},
		"an id of 5000 bytes":  {Identity: model.ProjectInfo{ID: strings.Repeat("1", 5000), Name: "x"}},
		"the year 12026":       {Now: func() time.Time { return time.Date(12_026, 1, 1, 0, 0, 0, 5, time.UTC) }},
		"a year before 0":      {Now: func() time.Time { return time.Date(-12, 1, 1, 0, 0, 0, 0, time.UTC) }},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "p.assay")
			if err := storage.CreateAsBefore(path, opts); err != nil {
				t.Fatal(err)
			}
			storagetest.Check(t, path)
			p, err := storage.Open(path, storage.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer storagetest.Finish(t, p)
			if year := p.Info().Created.Year(); year < 1 || year > 9999 {
				t.Errorf("it was made in the year %d", year)
			}
			storagetest.Import(t, p, storagetest.Document(storagetest.Letter))
		})
	}
}

// Names and dates that older versions accepted can be written again by undo, by
// going back and by changes that keep them.
func TestValuesThatAreThereAlreadyMayBeWrittenAgain(t *testing.T) {
	p := storagetest.New(t)
	d := storagetest.Document(storagetest.Letter)
	storagetest.Import(t, p, d)
	span, odd := d.Sentences()[0].Span, "K\x1b[31m"
	label := &model.Annotation{Analyst: odd, Label: model.Claim, At: epoch}
	wrong := d.Metadata
	wrong.Published = "2026-13-45"
	written := func(c edit.Change) error {
		c.At = epoch
		p.Enqueue(c)
		return p.Flush(t.Context())
	}
	for _, c := range []edit.Change{
		{Verb: edit.GoBack, Edits: []edit.Edit{edit.Of(record.OnSentence(d.ID, span, odd), nil, label)}},
		{Verb: edit.Tag, Analyst: odd, Edits: []edit.Edit{edit.Of(record.OnSentence(d.ID, span, odd), label, nil)}},
		{Verb: edit.Tag, Analyst: "Ines", Undoes: []uint64{3}, Edits: []edit.Edit{edit.Of(record.OnSentence(d.ID, span, odd), nil, label)}},
		{Verb: edit.GoBack, Edits: []edit.Edit{edit.Metadata{Article: d.ID, Before: d.Metadata, After: wrong}}},
		{Verb: edit.Correct, Edits: []edit.Edit{edit.Metadata{Article: d.ID, Before: wrong, After: func() model.Metadata {
			m := wrong
			m.Title = "Another"
			return m
		}()}}},
	} {
		if err := written(c); err != nil {
			t.Fatal(err)
		}
	}
}
