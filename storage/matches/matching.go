package matches

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"sync"

	"assay.app/assay/model"
	"assay.app/assay/model/match"
	"assay.app/assay/storage/ledger"
)

//  The comparison of a project
//
//	first update:  corpus ─▶ the file's links, or new ones ─▶ what changed since ─▶ file
//	later updates: the history since the last one ─▶ the articles in it ─▶ file
//
// The history shows which articles were added, removed, divided again or got another
// language, and which became earlier versions of others or articles of their own again. The
// comparison has current versions only. The articles are read after the history, so they may be
// newer than its end; then the next look at the history returns them again, and they are found
// unchanged.

// Project is the open project that a comparison belongs to.
type Project struct {
	ID       string
	Path     string // path of the project's file
	ReadOnly bool   // the file of matches is not written

	// View runs fn in a read transaction; operation names it in errors.
	View func(operation string, fn func(ledger.Tx) error) error

	// InPlace reports whether Path still names the open file.
	InPlace func() bool
}

// Matching is the comparison of a project's sentences, as of its last update.
//
// Its methods may be called from several goroutines. Update, Match, Partners and Repeats
// wait for each other, which may take as long as the first of them; the others return at
// once.
type Matching struct {
	project Project
	ctx     context.Context // is done when the project is closed
	stop    context.CancelFunc
	turn    chan struct{} // holds a value while one of the waiting methods runs

	// These belong to whoever has the turn.
	closed bool
	index  *match.Index // nil before the first update
	head   ledger.Head  // the index has all changes up to this one
	behind int          // how many articles have changed since the file was written
	failed bool         // the file cannot be written
	part   *match.Index // of the articles that were last selected; nil if none were

	mu       sync.RWMutex
	articles map[model.ArticleID]*article // of the index
	note     error
}

// Begin initialises the comparison of a project that was just opened. It reads nothing.
func (m *Matching) Begin(p Project) {
	m.project = p
	if abs, err := filepath.Abs(p.Path); err == nil {
		m.project.Path = abs
	}
	m.ctx, m.stop = context.WithCancel(context.Background())
	m.turn = make(chan struct{}, 1)
}

// Close cancels what the comparison is doing, waits for its end, and forgets the sentences.
func (m *Matching) Close() {
	m.stop()
	m.turn <- struct{}{}
	defer m.end()
	m.closed, m.index, m.part = true, nil, nil
	m.mu.Lock()
	defer m.mu.Unlock()
	m.articles = nil
}

// begin waits for the turn. It returns a context that is also done when the project is
// closed, and a function that must be called at the end.
func (m *Matching) begin(ctx context.Context) (context.Context, func(), error) {
	select {
	case m.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, nil, ctx.Err()
	}
	if m.closed {
		m.end()
		return nil, nil, fs.ErrClosed
	}
	ctx, cancel := context.WithCancelCause(ctx)
	stop := context.AfterFunc(m.ctx, func() { cancel(fs.ErrClosed) })
	return ctx, func() {
		stop()
		cancel(nil)
		m.end()
	}, nil
}

func (m *Matching) end() { <-m.turn }

// Update brings the comparison up to date with the project. It is quick if no article has been
// added, removed, superseded, divided again, or described in another language since the last time.
// It calls progress, if that is not nil, with growing numbers, from the calling goroutine.
// If ctx is done, it returns its error, and the comparison may have some of the changes but
// not all. After Close it returns fs.ErrClosed.
func (m *Matching) Update(ctx context.Context, progress func(done, of int)) error {
	ctx, end, err := m.begin(ctx)
	if err != nil {
		return err
	}
	defer end()
	if m.index == nil {
		err = m.open(ctx, share(progress, 0, 95))
		progress = share(progress, 95, 100)
	}
	if err == nil {
		err = m.follow(ctx, progress)
	}
	if err == nil {
		m.save(ctx)
	}
	return orCause(ctx, err)
}

// orCause returns err or, if it is that of ctx, the cause.
func orCause(ctx context.Context, err error) error {
	if errors.Is(err, context.Canceled) {
		return cmp.Or(context.Cause(ctx), err)
	}
	return err
}

// open makes the index, with the links of the file if they are of use.
func (m *Matching) open(ctx context.Context, progress func(done, of int)) error {
	p := &m.project
	head, err := p.end()
	if err != nil {
		return err
	}
	corpus, err := p.corpus(ctx, share(progress, 0, 10))
	if err != nil {
		return err
	}
	x, differ, err := m.reopen(ctx, corpus, share(progress, 10, 40))
	if err == nil && x == nil {
		x, differ = match.New(), max(1, len(corpus))
		err = x.AddAll(ctx, textsOf(corpus), share(progress, 40, 100))
	}
	if err != nil {
		return err
	}
	m.index, m.head, m.behind = x, head, differ
	m.mu.Lock()
	defer m.mu.Unlock()
	m.articles = corpus
	return nil
}

// textsOf returns the texts of articles, in the order of their IDs.
func textsOf(articles map[model.ArticleID]*article) (all []match.Text) {
	for _, id := range slices.Sorted(maps.Keys(articles)) {
		all = append(all, articles[id].text)
	}
	return all
}

// fewDiffer is how many times more articles the file has than are brought up to date.
const fewDiffer = 8

// reopen makes the index of the corpus with the links of the file, and returns how many
// articles differ from the file. The index is nil if the file is missing or of no use.
func (m *Matching) reopen(ctx context.Context, corpus map[model.ArticleID]*article, progress func(done, of int)) (x *match.Index, differ int, err error) {
	p := &m.project
	f, err := open(ctx, Path(p.Path), p.ID)
	if err != nil {
		if !errors.Is(err, fs.ErrNotExist) {
			m.setNote(err)
		}
		return nil, 0, ctx.Err()
	}
	defer f.Close()
	before, known, err := p.past(ctx, f.articles, corpus)
	if err != nil {
		return nil, 0, err
	}
	if !known {
		m.setNote(ErrOld)
		return nil, 0, nil
	}
	add, remove := differences(before, corpus)
	if differ = len(add) + len(remove); differ*fewDiffer > len(before) {
		return nil, 0, nil
	}
	x, err = match.Restore(ctx, before, f.kept(), share(progress, 0, 50))
	if errors.Is(err, match.ErrOtherTexts) {
		m.setNote(ErrOld)
		return nil, 0, nil
	}
	if err == nil {
		err = x.Change(ctx, add, remove, share(progress, 50, 100))
	}
	return x, differ, err
}

// differences returns what has to be added to some texts and removed from them so that they
// are those of the corpus.
func differences(before []match.Text, corpus map[model.ArticleID]*article) (add []match.Text, remove []model.ArticleID) {
	had := map[model.ArticleID]match.Text{}
	for _, t := range before {
		had[t.ID] = t
		if corpus[t.ID] == nil {
			remove = append(remove, t.ID)
		}
	}
	for _, t := range textsOf(corpus) {
		if old, ok := had[t.ID]; !ok || !sameText(old, t) {
			add = append(add, t)
		}
	}
	return add, remove
}

func sameText(a, b match.Text) bool {
	return a.Language == b.Language && slices.Equal(a.Sentences, b.Sentences)
}

// follow brings the index up to date with the history.
func (m *Matching) follow(ctx context.Context, progress func(done, of int)) error {
	for {
		ids, head, err := m.project.changed(ctx, m.head)
		if model.IsDamage(err) { // a part of the history is lost
			return m.again(ctx, progress)
		}
		if err != nil {
			return err
		}
		if len(ids) == 0 {
			m.head = head
			return nil
		}
		now, err := m.project.some(ctx, ids)
		if err != nil {
			return err
		}
		if err := m.change(ctx, now, progress); err != nil {
			return err
		}
		m.head, progress = head, nil // what changed meanwhile is little
	}
}

// again brings the index up to date without the history.
func (m *Matching) again(ctx context.Context, progress func(done, of int)) error {
	head, err := m.project.end()
	if err != nil {
		return err
	}
	corpus, err := m.project.corpus(ctx, nil)
	if err != nil {
		return err
	}
	for id := range m.articles {
		if corpus[id] == nil {
			corpus[id] = nil // so that it is removed
		}
	}
	if err := m.change(ctx, corpus, progress); err != nil {
		return err
	}
	m.head = head
	return nil
}

// change brings some articles of the index up to date. Those that are nil are removed.
func (m *Matching) change(ctx context.Context, now map[model.ArticleID]*article, progress func(done, of int)) error {
	var add []match.Text
	var remove []model.ArticleID
	for _, id := range slices.Sorted(maps.Keys(now)) {
		a := now[id]
		switch old, had := m.index.Text(id); {
		case a == nil && had:
			remove = append(remove, id)
		case a != nil && !(had && sameText(old, a.text)):
			add = append(add, a.text)
		}
	}
	err := m.index.Change(ctx, add, remove, progress)
	m.mu.Lock()
	defer m.mu.Unlock()
	for id, a := range now { // after an error, only some may be in the index
		switch t, has := m.index.Text(id); {
		case a == nil && !has:
			delete(m.articles, id)
		case a != nil && has && sameText(t, a.text):
			m.articles[id] = a
		}
	}
	m.behind += len(add) + len(remove)
	return err
}

// rarely is how many times more articles the index has than may differ from the file before
// it is written again.
const rarely = 64

// save writes the file, unless it has nearly all articles. If that fails, the comparison
// goes on without the file.
func (m *Matching) save(ctx context.Context) {
	p := &m.project
	if p.ReadOnly || m.failed || m.behind == 0 || m.behind*rarely < len(m.articles) || !p.InPlace() {
		return
	}
	err := save(ctx, *p, m.index, func(id model.ArticleID) []model.Span { return m.articles[id].spans })
	switch {
	case err == nil:
		m.behind = 0
	case ctx.Err() == nil:
		m.failed = true
		m.setNote(fmt.Errorf("the file of matches cannot be written: %w", err))
	}
}

func (m *Matching) setNote(note error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.note = note
}

// Note returns why the file beside the project was of no use or cannot be written, or nil.
// The results are right all the same.
func (m *Matching) Note() error {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.note
}

// share returns a function that reports a part of the progress to another: from one
// percentage to another. Before the end, it never reports all.
func share(progress func(done, of int), from, to int) func(done, of int) {
	if progress == nil {
		return nil
	}
	return func(done, of int) {
		const whole = 1000
		progress(from*whole/100+(to-from)*min(done, of)*whole/100/max(of, 1), whole)
	}
}
