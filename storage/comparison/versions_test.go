package comparison_test

import (
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/carry"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/comparison"
	"assay.app/assay/storage/storagetest"
)

// version makes an article of an outlet from a text.
func version(text, outlet, published string) *model.Document {
	doc := storagetest.Document(text)
	doc.Metadata.Outlet, doc.Metadata.Published = outlet, published
	return doc
}

// link makes an article a newer version of another one and carries the work.
func link(t *testing.T, p *storage.Project, newer, of *model.Document) carry.Plan {
	t.Helper()
	chains, err := p.Chains()
	if err != nil {
		t.Fatal(err)
	}
	plan, err := carry.Planner{Chains: chains, Document: p.Document}.Add(newer.ID, of.ID, false)
	if err != nil {
		t.Fatal(err)
	}
	change(t, p, plan.Change.Edits...)
	return plan
}

// mention makes a sentence a mention of the statement "s".
func mention(t *testing.T, p *storage.Project, doc *model.Document, index int, stance model.Stance) {
	t.Helper()
	on := model.Subject{Article: doc.ID, Sentence: doc.Sentences()[index].Span}
	m := &record.Mention{Statement: "s", Analyst: "Ines", Title: "The wall gave way", Stance: stance}
	change(t, p, edit.Of(record.MentionOn(on, "Ines", "s"), nil, m))
}

const wall = "The old harbour wall of Brenholt gave way on Friday. "

func TestMentionsOverVersions(t *testing.T) {
	p := storagetest.New(t)
	first := version(wall+"Eleven boats sank beside the pier.", "Tide Post", "2031-03-10")
	second := version(wall+"Twelve boats sank beside the pier. The mayor of Brenholt slept through it all.", "Tide Post", "2031-03-12")
	third := version("Nobody was hurt when the water came in. The mayor of Brenholt slept through it all.", "Tide Post", "2031-03-14")
	other := version("Nothing gave way, said the council of Brenholt.", "The Echo", "2031-03-11")
	storagetest.Import(t, p, first, second, third, other)
	change(t, p, edit.Of(record.StatementKey("s"), nil, &record.Statement{Title: "The wall gave way"}))
	mention(t, p, first, 0, model.Asserts)
	mention(t, p, first, 1, model.Asserts)
	mention(t, p, second, 2, model.Attributes)
	r := comparison.New(p)
	link(t, p, second, first)
	link(t, p, third, second)
	table, by := mentionsByText(t, r)
	for text, want := range map[string]compare.Mention{
		wall[:len(wall)-1]:                            {Article: second.ID, First: first.ID, Gone: third.ID},
		"Twelve boats sank beside the pier.":          {Article: second.ID, First: first.ID, Gone: third.ID},
		"The mayor of Brenholt slept through it all.": {Article: third.ID, First: second.ID},
	} {
		if m := by[text]; m.Article != want.Article || m.First != want.First || m.Gone != want.Gone {
			t.Errorf("%s: %+v", text, m)
		}
	}
	if len(table.Outlets) != 2 || table.Outlets[1].Articles != 1 || table.Rows[0].Independent.Count != 2 {
		t.Errorf("%+v, %+v", table.Outlets, table.Rows[0].Independent)
	}
	only := compare.Request{Articles: map[model.ArticleID]bool{first.ID: true}}
	if c, err := r.Read(t.Context(), only, none); err != nil || len(c.Articles) != 1 || c.Articles[0].ID != third.ID || len(c.Table.Rows[0].Mentions) != 3 {
		t.Errorf("an article is compared with all of its versions: %+v, %v", c, err)
	}

	change(t, p, edit.Removing(third.ID)...)
	_, by = mentionsByText(t, r)
	if m := by[wall[:len(wall)-1]]; m.Gone != "" || m.Article != second.ID {
		t.Errorf("the version without it was removed: %+v", m)
	}
}

// mentionsByText reads the mentions of the only statement, by their texts.
func mentionsByText(t *testing.T, r *comparison.Reader) (*compare.Table, map[string]compare.Mention) {
	t.Helper()
	c, err := r.Read(t.Context(), compare.Request{}, none)
	if err != nil {
		t.Fatal(err)
	}
	by := map[string]compare.Mention{}
	for _, m := range c.Table.Rows[0].Mentions {
		by[m.Text] = m
	}
	if c.Table.Rows[0].Elsewhere != 0 && len(by) == 3 {
		t.Errorf("%d mentions elsewhere", c.Table.Rows[0].Elsewhere)
	}
	return c.Table, by
}

// An earlier version is no origin of a newer one.
func TestVersionsAreNoReprints(t *testing.T) {
	p := storagetest.New(t)
	text := wall + "The water rose for six hours and nobody in the lower town was warned. Twelve boats sank beside the long pier."
	first := version(text, "Tide Post", "2031-03-10")
	second := version(text+" It rained.", "Tide Post", "2031-03-12")
	reprint := version(text+" The sun shone.", "The Echo", "2031-03-11")
	storagetest.Import(t, p, first, second, reprint)
	r := comparison.New(p)
	family := func() map[model.ArticleID]int {
		t.Helper()
		c, err := r.Read(t.Context(), compare.Request{}, none)
		if err != nil {
			t.Fatal(err)
		}
		all := map[model.ArticleID]int{}
		for id, o := range c.Origins {
			all[id] = o.Family
		}
		return all
	}
	if all := family(); all[first.ID] == 0 || all[first.ID] != all[second.ID] || all[first.ID] != all[reprint.ID] {
		t.Fatalf("three articles that are alike: %v", all)
	}
	link(t, p, second, first)
	if all := family(); all[first.ID] != 0 || all[second.ID] == 0 || all[second.ID] != all[reprint.ID] {
		t.Errorf("after two became versions of one: %v", all)
	}
}
