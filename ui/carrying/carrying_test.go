package carrying_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/segment"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/carrying"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/words"
)

// TestMain selects English, because the tests compare English texts.
func TestMain(m *testing.M) {
	if err := words.Choose(words.English); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

// window is a Window whose GUI goroutine is that of the test.
type window struct {
	session *session.Session
	queue   chan func()
	stop    func(step int) bool // reports whether the job is stopped at a step
	over    bool
}

func (w *window) Post(f func())             { w.queue <- f }
func (w *window) Session() *session.Session { return w.session }

func (w *window) Run(_ string, work func(context.Context, func(dialog.Step)) error, done func(error)) {
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		defer cancel()
		err := work(ctx, func(s dialog.Step) {
			if w.stop != nil && w.stop(s.Done) {
				cancel()
			}
		})
		w.Post(func() {
			done(err)
			w.over = true
		})
	}()
}

// article returns an article with a text, whose id is name.
func article(name, text string) *model.Document {
	doc := &model.Document{Text: text, Article: model.Article{ID: model.ArticleID(name), Size: len(text)}}
	doc.Paragraphs = segment.Paragraphs(text)
	for i, p := range doc.Paragraphs {
		for _, s := range segment.Sentences("en", p.Of(text)) {
			doc.Units = append(doc.Units, model.Unit{Span: model.Span{Start: p.Start + s.Start, End: p.Start + s.End}, Paragraph: i})
		}
	}
	return doc
}

// opened returns a window with articles, of which the first one is open.
func opened(t *testing.T, docs ...*model.Document) (*window, *modeltest.Store) {
	t.Helper()
	store := modeltest.NewStore(t, docs...)
	s, err := session.New(store, session.Options{Analyst: "Ines", Elsewhere: func(work, done func()) { work(); done() }})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Open(docs[0].ID); err != nil {
		t.Fatal(err)
	}
	return &window{session: s, queue: make(chan func(), 100)}, store
}

// carry carries work and returns the result.
func (w *window) carry(store *modeltest.Store, links ...carrying.Link) (result carrying.Result, failed error) {
	carrying.Run(w, carrying.Request{Links: links, Batch: "b", Document: store.Document}, func(r carrying.Result, err error) {
		result, failed, w.over = r, err, true
	})
	for !w.over {
		(<-w.queue)()
	}
	return result, failed
}

const (
	first  = "The bridge failed on Monday. It rained. Eight people were hurt in the night."
	second = "It was late. The bridge failed on Monday. Nine people were hurt in the night."
)

func TestTheReaderGoesOnAtTheSameSentence(t *testing.T) {
	for sentence, want := range []string{"The bridge failed on Monday.", "The bridge failed on Monday.", "Nine people were hurt in the night."} {
		w, store := opened(t, article("old", first), article("new", second))
		w.session.MoveTo(sentence)
		r, err := w.carry(store, carrying.Link{New: "new", Of: "old"})
		if err != nil || r.Shown != "new" || !strings.HasPrefix(second[r.Offset:], want) {
			t.Errorf("from sentence %d the reader goes to byte %d of %q, %v; want %q", sentence, r.Offset, r.Shown, err, want)
		}
	}
}

func TestAnotherArticleStaysOpen(t *testing.T) {
	w, store := opened(t, article("other", "It was dry."), article("old", first), article("new", second))
	r, err := w.carry(store, carrying.Link{New: "new", Of: "old"})
	if err != nil || r.Shown != "" || r.Versions != 1 || w.session.Document().ID != "other" {
		t.Errorf("the result is %+v, %v", r, err)
	}
}

func TestWhatIsCarriedAndLeftIsCounted(t *testing.T) {
	w, store := opened(t, article("old", first), article("new", second))
	for i := range 3 {
		w.session.MoveTo(i)
		if err := w.session.Tag(model.Claim); err != nil {
			t.Fatal(err)
		}
	}
	store.Settle()
	r, err := w.carry(store, carrying.Link{New: "new", Of: "old", Corrected: true})
	if err != nil || r.Carried != 2 || r.Left != 1 || r.LeftOn != "new" || r.Says() != "2 labels and notes carried, 1 left behind" {
		t.Errorf("the result is %+v, which says %q, %v", r, r.Says(), err)
	}
	store.Settle()
	newest, err := store.History(^uint64(0), 1)
	if err != nil || newest[0].Batch != "b" || newest[0].Verb != edit.CorrectText {
		t.Errorf("the change is %+v, %v", newest, err)
	}
}

// A link that is impossible does not keep the others from being made, and the last of several
// versions is shown.
func TestSeveralLinksAreMade(t *testing.T) {
	w, store := opened(t, article("old", first), article("new", second), article("newest", second+" It is over."))
	r, err := w.carry(store, carrying.Link{New: "new", Of: "old"}, carrying.Link{New: "old", Of: "old"}, carrying.Link{New: "newest", Of: "new"})
	if !errors.Is(err, model.ErrSameVersion) || r.Versions != 2 || r.Shown != "newest" {
		t.Errorf("the result is %+v, %v", r, err)
	}
}

func TestAStoppedJobMakesNoFurtherLinks(t *testing.T) {
	w, store := opened(t, article("a", first), article("a2", second), article("b", "It was dry."), article("b2", "It was dry. So they said."))
	w.stop = func(step int) bool { return step == 1 }
	r, err := w.carry(store, carrying.Link{New: "a2", Of: "a"}, carrying.Link{New: "b2", Of: "b"})
	if !errors.Is(err, context.Canceled) || r.Versions != 1 || w.session.Chains().Linked("b") || !w.session.Chains().Linked("a") {
		t.Errorf("the result is %+v, %v", r, err)
	}
}

func TestNothingIsDoneWithoutLinks(t *testing.T) {
	w, store := opened(t, article("old", first))
	if r, err := w.carry(store); err != nil || r != (carrying.Result{}) || r.Says() != "" {
		t.Errorf("the result is %+v, %v", r, err)
	}
}
