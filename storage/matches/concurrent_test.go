package matches_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/match"
	"assay.app/assay/storage"
	"assay.app/assay/storage/matches"
	"assay.app/assay/storage/storagetest"
)

// The articles that come while a comparison is made are in it or in the next one, and
// reading does not keep anything from being saved.
func TestProjectIsEditedWhileItIsCompared(t *testing.T) {
	docs := coverage(8, 60)
	p := reopen(t, library(t, docs[:20]), storage.Options{})
	done := make(chan error)
	go func() {
		for len(docs) > 20 {
			if _, err := p.Import(context.Background(), slices.Values(docs[len(docs)-4:]), storage.ImportOptions{Analyst: "Ines"}); err != nil {
				done <- err
				return
			}
			docs = docs[:len(docs)-4]
		}
		done <- nil
	}()
	for importing := true; importing; {
		select {
		case err := <-done:
			if importing = false; err != nil {
				t.Fatal(err)
			}
		default:
		}
		found(t, matching(t, p), nil)
	}
	same(t, "in the end", found(t, matching(t, p), nil), compared(t, p, nil))
}

func TestProgressGrows(t *testing.T) {
	path := library(t, coverage(12, 30))
	for name, prepare := range map[string]func() error{
		"with the file":    func() error { return nil },
		"without the file": func() error { return os.Remove(matches.Path(path)) },
	} {
		if err := prepare(); err != nil {
			t.Fatal(err)
		}
		p := reopen(t, path, storage.Options{ReadOnly: true})
		last, calls := 0, 0
		grows := func(done, of int) {
			if done < last || done > of {
				t.Errorf("%s: %d of %d after %d", name, done, of, last)
			}
			last = done
			calls++
		}
		m, err := p.Matching(t.Context(), grows)
		if err != nil {
			t.Fatal(err)
		}
		last = 0
		if _, err := m.Match(t.Context(), func(id model.ArticleID) bool { return id[0] < '8' }, grows); err != nil {
			t.Fatal(err)
		}
		if calls < 10 {
			t.Errorf("%s: %d calls", name, calls)
		}
	}
}

func TestCancelledComparisonGoesOnLater(t *testing.T) {
	docs := coverage(14, 60)
	path := library(t, docs[:50])
	p := reopen(t, path, storage.Options{})
	for after := range 12 {
		ctx, cancel := context.WithCancel(t.Context())
		calls := 0
		_, err := p.Matching(ctx, func(_, _ int) {
			if calls++; calls > after {
				cancel()
			}
		})
		if cancel(); err != nil && !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		if after == 6 {
			matching(t, p)
			storagetest.Import(t, p, docs[50:]...)
		}
	}
	m := matching(t, p)
	same(t, "after cancelling", found(t, m, nil), compared(t, p, nil))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := m.Match(ctx, nil, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
}

func TestClosingEndsTheComparison(t *testing.T) {
	p := reopen(t, library(t, coverage(15, 60)), storage.Options{})
	m := matching(t, p)
	begun, ended := make(chan bool, 1), make(chan error)
	go func() {
		for {
			_, err := m.Match(context.Background(), func(id model.ArticleID) bool {
				select {
				case begun <- true:
				default:
				}
				return id[1] < '8'
			}, nil)
			if err != nil {
				ended <- err
				return
			}
		}
	}()
	<-begun
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; !errors.Is(err, fs.ErrClosed) {
		t.Errorf("the error is %v", err)
	}
	if _, err := p.Matching(t.Context(), nil); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("the error is %v", err)
	}
	if m.Partners("a", 0) != nil || m.Repeats("a", 0) != nil || m.Text(match.Ref{}) != "" {
		t.Error("a closed project has sentences")
	}
}
