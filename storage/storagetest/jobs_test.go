package storagetest_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"assay.app/assay/storage/mend"

	crand "crypto/rand"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/storagetest"
)

// The jobs of children.
const (
	jobEdit     = "edit"
	jobImport   = "import"
	jobIndex    = "index"
	jobMatch    = "match"
	jobCopy     = "copy"
	jobExport   = "export"
	jobBackup   = "backup"
	jobRestore  = "restore"
	jobCompact  = "compact"
	jobMigrate  = "migrate"
	jobRecover  = "recover"
	jobRemark   = "remark"
	jobHold     = "hold"
	jobKind     = "kind"
	jobFew      = "few"
	jobStubborn = "stubborn"
)

// work does a job. Most jobs run until the process is killed.
func work(job, path string, seed uint64) error {
	switch job {
	case jobEdit:
		return editUntilKilled(path, seed)
	case jobImport:
		return importUntilKilled(path, seed)
	case jobIndex:
		return indexUntilKilled(path, seed)
	case jobMatch:
		return matchUntilKilled(path, seed)
	case jobFew:
		return fewTimes(path, seed)
	case jobStubborn:
		return editStubbornly(path)
	case jobHold:
		return holdUntilKilled(path)
	case jobKind:
		return reviewUntilKilled(path)
	case jobRemark:
		return repeat(path, func(*storage.Project, uint64) error { return nil })
	case jobCopy:
		return repeat(path, func(p *storage.Project, n uint64) error {
			return p.SaveElsewhere(numbered(path, n))
		})
	case jobExport:
		return repeat(path, func(p *storage.Project, _ uint64) error {
			_, err := exchange.ExportFile(context.Background(), setOf(path), p, exchange.Options{})
			return err
		})
	case jobBackup:
		return repeat(path, func(p *storage.Project, _ uint64) error {
			_, err := p.Backup(context.Background())
			return err
		})
	case jobRestore:
		return repeatClosed(path, func() error { return mend.Restore(context.Background(), backupOf(path), path) })
	case jobMigrate:
		return migrateUntilKilled(path, seed)
	case jobRecover:
		return recoverUntilKilled(path)
	case jobCompact:
		return repeatClosed(path, func() error {
			_, err := mend.Compact(context.Background(), path, storage.Options{})
			return err
		})
	}
	return fmt.Errorf("there is no job %q", job)
}

// repeat alternates between making a change and calling do. The project's clock
// advances by half a day after each call, and the number of the change is printed.
func repeat(path string, do func(p *storage.Project, n uint64) error) error {
	clock := time.Date(2031, 5, 6, 7, 8, 9, 0, time.UTC)
	p, err := storage.Open(path, storage.Options{Timeout: time.Minute, Now: func() time.Time { return clock }})
	if err != nil {
		return err
	}
	for {
		n, err := remarkOnFirst(p)
		if err != nil {
			return err
		}
		if err := do(p, n); err != nil {
			return err
		}
		fmt.Println(n)
		clock = clock.Add(12 * time.Hour)
	}
}

// repeatClosed alternates between making a change and calling do while the project
// is closed. After each call it prints the number of the change.
func repeatClosed(path string, do func() error) error {
	for {
		p, err := storage.Open(path, storage.Options{})
		if err != nil {
			return err
		}
		n, err := remarkOnFirst(p)
		if err := errors.Join(err, p.Close()); err != nil {
			return err
		}
		if err := do(); err != nil {
			return err
		}
		fmt.Println(n)
	}
}

// remarkOnFirst adds a note to the first article and waits until it is on the disk.
func remarkOnFirst(p *storage.Project) (change uint64, err error) {
	list, err := p.All()
	if err != nil {
		return 0, err
	}
	change = p.Enqueue(remark(list[0].ID))
	return change, p.Flush(context.Background())
}

// remark returns a change that adds a note to an article.
func remark(article model.ArticleID) edit.Change {
	at := time.Date(2031, 3, 4, 5, 6, 7, 0, time.UTC)
	return edit.Change{Analyst: "Ines", Verb: edit.Note, At: at, Edits: []edit.Edit{edit.OfNote(nil, &model.Note{
		ID: crand.Text(), Target: model.OnArticle(article), Analyst: "Ines", Text: "Once more.", Created: at, Updated: at,
	})}}
}

// numbered returns the path of the n-th copy of the project at path.
func numbered(path string, n uint64) string {
	return fmt.Sprintf("%s-%d%s", strings.TrimSuffix(path, model.ProjectExt), n, model.ProjectExt)
}

func setOf(path string) string { return strings.TrimSuffix(path, model.ProjectExt) + ".json" }

// backupOf returns the path of the copy that is restored.
func backupOf(path string) string { return numbered(path, 1) }

// someArticles makes up n articles. The same seed produces the same articles.
func someArticles(seed uint64, n int) []*model.Document { return articlesOf(seed, n, 4, 30) }

// shortArticles makes up n articles of two to four sentences, for tests in which
// the number of articles matters and their length does not.
func shortArticles(seed uint64, n int) []*model.Document { return articlesOf(seed, n, 2, 3) }

// articlesOf makes up n articles, each with a random number of sentences in
// [least,least+more).
func articlesOf(seed uint64, n, least, more int) []*model.Document {
	rng := rand.New(rand.NewPCG(seed, 11))
	docs := make([]*model.Document, n)
	for i := range docs {
		docs[i] = storagetest.Invent(rng, least+rng.IntN(more))
	}
	return docs
}

// smallProject makes a project with 40 articles. Its newest change is 1.
func smallProject(t *testing.T, seed uint64) (path string, docs []*model.Document) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "small"+model.ProjectExt)
	p, err := storage.Create(path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	docs = someArticles(seed, 40)
	storagetest.Import(t, p, docs...)
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	return path, docs
}

// whole checks a project made by repeat: it must have all articles and, for every
// change after the first, a note on the first article. It returns the newest
// change.
func whole(t *testing.T, path string, docs []*model.Document) uint64 {
	t.Helper()
	storagetest.Check(t, path)
	p, err := storage.Open(path, storage.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	last, err := newestChange(p)
	if err != nil {
		t.Fatal(err)
	}
	list, err := p.All()
	if err != nil || len(list) != len(docs) {
		t.Fatalf("%s: %d of %d articles (%v)", path, len(list), len(docs), err)
	}
	for i, want := range docs {
		got, err := p.Document(want.ID)
		if err != nil || got.Text != want.Text || !slices.Equal(got.Units, want.Units) {
			t.Fatalf("%s: article %d is another (%v)", path, i, err)
		}
		if notes := len(got.Notes); i == 0 && uint64(notes) != last-1 || i > 0 && notes > 0 {
			t.Fatalf("%s: article %d has %d notes after change %d", path, i, notes, last)
		}
	}
	return last
}

func copyProject(t *testing.T, from, to string) {
	t.Helper()
	p, err := storage.Open(from, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(p.SaveElsewhere(to), p.Close()); err != nil {
		t.Fatal(err)
	}
}

// wholeRounds returns how many rounds the slower tests run: half of -rounds,
// rounded up.
func wholeRounds() int { return (*roundsFlag + 1) / 2 }
