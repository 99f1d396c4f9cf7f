package rehearse

import (
	"context"
	"errors"
	"iter"
	"runtime"
	"sync"

	"assay.app/assay/model"
	"assay.app/assay/model/draft"
	"assay.app/assay/storage"
	"assay.app/assay/storage/intake/sketch"
)

// Likeness finds articles with nearly the same text among those it has seen. The
// zero value has seen none.
type Likeness struct {
	Most int // maximum number of articles kept; 0 means no limit

	all  sketch.Alikes
	kept map[model.ArticleID]int // index in all, or -1 if the article has no words

	addressed  map[string][]int // indexes in all by the key of the address
	superseded map[model.ArticleID]model.ArticleID

	guard    sync.Mutex
	sketches map[*model.Document]sketch.Sketch // made, but not used yet
}

// Corpus is a source of articles for Learn, such as *storage.Project.
type Corpus interface {
	Articles() iter.Seq2[model.Article, error]
	EachText(ctx context.Context, visit func(storage.Text) error) error
	Superseded() (map[model.ArticleID]model.ArticleID, error)
}

// Learn adds the articles of a corpus, at most Most if that is set. It sketches
// their texts on all processors, and reports its progress in articles. The error is
// the corpus's or that of ctx.
func (l *Likeness) Learn(ctx context.Context, corpus Corpus, progress func(done, total int)) (err error) {
	if l.superseded, err = corpus.Superseded(); err != nil {
		return err
	}
	articles, total := map[model.ArticleID]model.Article{}, 0
	for a, err := range corpus.Articles() {
		if err != nil {
			return err
		}
		if a.Removed {
			continue
		}
		if total++; !l.full(total - 1) {
			articles[a.ID] = a
		}
	}
	sketches, err := l.sketchAll(ctx, corpus, func(done int) { progress(done, max(done, total)) })
	if err != nil {
		return err
	}
	for _, s := range sketches {
		if a, ok := articles[s.of]; ok {
			l.keep(a, true, s.Sketch)
		}
	}
	return nil
}

// Made records the sketch of an article that was read from a file. It can be set as
// intake.Options.Made, and may be called from several goroutines.
func (l *Likeness) Made(doc *model.Document) {
	s := sketch.OfBody(doc.Text, doc.Units)
	l.guard.Lock()
	defer l.guard.Unlock()
	if l.sketches == nil {
		l.sketches = map[*model.Document]sketch.Sketch{}
	}
	l.sketches[doc] = s
}

// To returns articles seen so far that are nearly the same as doc, the most similar
// first. If keep is set, later articles are compared with doc as well, unless the
// limit Most is reached.
func (l *Likeness) To(doc *model.Document, keep bool) []draft.Similar {
	similar, _ := l.Compare(doc, keep)
	return similar
}

// Compare is like To. It also returns the article that doc is probably a newer version of; see
// the head of versions.go.
func (l *Likeness) Compare(doc *model.Document, keep bool) ([]draft.Similar, draft.Offer) {
	l.guard.Lock()
	s, made := l.sketches[doc]
	delete(l.sketches, doc)
	l.guard.Unlock()
	if !made {
		s = sketch.OfBody(doc.Text, doc.Units)
	}
	found := l.all.Find(doc.ID, s)
	offer := l.offer(doc.Article, s, found)
	if keep {
		l.keep(doc.Article, false, s)
	}
	return found, offer
}

func (l *Likeness) keep(a model.Article, inProject bool, s sketch.Sketch) {
	if _, kept := l.kept[a.ID]; kept || l.full(len(l.kept)) {
		return
	}
	if l.kept == nil {
		l.kept, l.addressed = map[model.ArticleID]int{}, map[string][]int{}
	}
	at := l.all.Add(a, inProject, s)
	l.kept[a.ID] = at
	if key := addressOf(a.Metadata); key != "" && at >= 0 {
		l.addressed[key] = append(l.addressed[key], at)
	}
}

// Empty reports whether no articles are kept.
func (l *Likeness) Empty() bool { return len(l.kept) == 0 }

// Full reports whether the limit Most is reached, so that no more articles are
// kept.
func (l *Likeness) Full() bool { return l.full(len(l.kept)) }

// full reports whether n articles reach the limit.
func (l *Likeness) full(n int) bool { return l.Most > 0 && n >= l.Most }

// Forget removes the articles for which the function returns true, except those
// that Learn read.
func (l *Likeness) Forget(which func(model.Article) bool) {
	l.all.Forget(func(a model.Article) bool {
		forgotten := which(a)
		if forgotten {
			delete(l.kept, a.ID)
		}
		return forgotten
	})
}

type sketched struct {
	sketch.Sketch
	of model.ArticleID
}

// sketchAll returns the sketches of the first texts of a corpus, in order. This
// goroutine reads the texts and others make the sketches.
func (l *Likeness) sketchAll(ctx context.Context, corpus Corpus, progress func(done int)) ([]*sketched, error) {
	type work struct {
		text      string
		structure model.Structure
		to        *sketched
	}
	var all []*sketched
	var running sync.WaitGroup
	texts := make(chan work, 2*runtime.GOMAXPROCS(0))
	for range runtime.GOMAXPROCS(0) {
		running.Go(func() {
			for w := range texts {
				w.to.Sketch = sketch.OfBody(w.text, w.structure.Units)
			}
		})
	}
	err := corpus.EachText(ctx, func(t storage.Text) error {
		if l.full(len(all)) {
			return errEnough
		}
		structure, err := t.Structure()
		if err != nil {
			return err
		}
		s := &sketched{of: t.Article}
		all = append(all, s)
		texts <- work{string(t.Bytes), structure, s}
		progress(len(all))
		return nil
	})
	close(texts)
	running.Wait()
	if errors.Is(err, errEnough) {
		err = nil
	}
	return all, err
}

// errEnough ends the reading of a corpus that has more articles than can be kept.
var errEnough = errors.New("enough texts")
