package comparison_test

import (
	"context"
	"errors"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/comparison"
	"assay.app/assay/storage/storagetest"
)

func none(int, int) {}

func change(t *testing.T, p *storage.Project, edits ...edit.Edit) {
	t.Helper()
	p.Enqueue(edit.Change{Analyst: "Ines", Edits: edits})
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// mentioned returns a project with two articles, of which each has a mention of one statement.
func mentioned(t *testing.T) (p *storage.Project, one, two *model.Document) {
	t.Helper()
	p = storagetest.New(t)
	one = storagetest.Document("The old harbour wall of Brenholt gave way on Friday. It rained.")
	two = storagetest.Document("On Friday the old harbour wall of Brenholt gave way, the mayor said. The sun shone.")
	one.Metadata.Outlet, two.Metadata.Outlet = "Tide Post", "The Echo"
	storagetest.Import(t, p, one, two)
	edits := []edit.Edit{edit.Of(record.StatementKey("s"), nil, &record.Statement{Title: "The wall gave way"})}
	for doc, stance := range map[*model.Document]model.Stance{one: model.Asserts, two: model.Attributes} {
		on := model.Subject{Article: doc.ID, Sentence: doc.Sentences()[0].Span}
		m := &record.Mention{Statement: "s", Analyst: "Ines", Title: "The wall gave way", Stance: stance}
		edits = append(edits, edit.Of(record.MentionOn(on, "Ines", "s"), nil, m))
	}
	change(t, p, edits...)
	return p, one, two
}

// A reader that has read before says the same as a new one.
func TestReadingAgainSeesWhatChanged(t *testing.T) {
	p, one, two := mentioned(t)
	r := comparison.New(p)
	read := func(what string, outlets, independent, elsewhere int) {
		t.Helper()
		for name, reader := range map[string]*comparison.Reader{"old": r, "new": comparison.New(p)} {
			c, err := reader.Read(t.Context(), compare.Request{}, none)
			if err != nil {
				t.Fatal(err)
			}
			if row := c.Table.Rows[0]; row.Outlets != outlets || row.Independent.Count != independent || row.Elsewhere != elsewhere {
				t.Errorf("%s, %s reader: %d outlets, %d independent, %d elsewhere", what, name, row.Outlets, row.Independent.Count, row.Elsewhere)
			}
		}
	}
	read("at first", 2, 2, 0)
	corrected := two.Metadata
	corrected.Outlet = "Tide Post"
	change(t, p, edit.Metadata{Article: two.ID, Before: two.Metadata, After: corrected})
	read("one outlet", 1, 2, 0)
	change(t, p, edit.Removing(two.ID)...)
	read("one article removed", 1, 1, 1)
	change(t, p, edit.Of(record.StatementKey("s"), &record.Statement{Title: "The wall gave way"}, nil))
	read("the statement deleted", 1, 1, 1)
	c, err := r.Read(t.Context(), compare.Request{}, none)
	if err != nil || !c.Deleted["s"] || c.Table.Rows[0].Title != "The wall gave way" {
		t.Errorf("a deleted statement: %+v, %v", c, err)
	}
	only := compare.Request{Articles: map[model.ArticleID]bool{one.ID: true}, Counts: func(by string) bool { return by == "Oskar" }}
	if c, err = r.Read(t.Context(), only, none); err != nil || len(c.Table.Outlets) != 1 || len(c.Table.Rows) != 0 {
		t.Errorf("another analyst's: %+v, %v", c.Table, err)
	}
}

func TestOffersLeaveOutWhatIsMentionedOrDismissed(t *testing.T) {
	p, one, two := mentioned(t)
	r := comparison.New(p)
	offers := func(analyst string) int {
		t.Helper()
		all, err := r.Propose(t.Context(), compare.Request{Analyst: analyst}, none)
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	if n := offers("Ines"); n != 0 {
		t.Errorf("%d offers of what is mentioned", n)
	}
	if n := offers("Oskar"); n != 1 {
		t.Errorf("%d offers to another analyst", n)
	}
	for _, doc := range []*model.Document{one, two} {
		on := model.Subject{Article: doc.ID, Sentence: doc.Sentences()[0].Span}
		change(t, p, edit.Of(record.DismissalOf(on, "Oskar"), nil, &record.Dismissal{Analyst: "Oskar"}))
	}
	if n := offers("Oskar"); n != 0 {
		t.Errorf("%d offers of what was dismissed", n)
	}
}

func TestReadingStops(t *testing.T) {
	p, _, _ := mentioned(t)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := comparison.New(p).Read(ctx, compare.Request{}, none); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}
