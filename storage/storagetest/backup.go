package storagetest

import (
	"context"
	"math/rand/v2"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/backup"
)

// Clock is a clock that tests set. It must not be set while another goroutine reads
// it.
type Clock struct{ Now time.Time }

// Read returns the time of the clock.
func (c *Clock) Read() time.Time { return c.Now }

// Noon returns the time at which the clock of NewWithClock begins.
func Noon() time.Time { return time.Date(2031, 5, 7, 12, 0, 0, 0, time.UTC) }

// NewWithClock returns a project with one article, and the clock it uses.
func NewWithClock(t testing.TB) (*storage.Project, *Clock) {
	t.Helper()
	c := &Clock{Noon()}
	p := NewWith(t, storage.Options{Now: c.Read})
	Import(t, p, Invent(rand.New(rand.NewPCG(5, 6)), 20))
	return p, c
}

// BackUp makes a backup of the project.
func BackUp(t testing.TB, p *storage.Project) model.Backup {
	t.Helper()
	b, err := p.Backup(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Backups returns the backups of the project at path, newest first.
func Backups(t testing.TB, path string) []model.Backup {
	t.Helper()
	list, err := backup.List(path)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// TitleIn checks a closed project and returns the title of its first article.
func TitleIn(t testing.TB, path string) string {
	t.Helper()
	Check(t, path)
	p, err := storage.Open(path, storage.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	all, err := p.All()
	if err != nil {
		t.Fatal(err)
	}
	return all[0].Metadata.Title
}
