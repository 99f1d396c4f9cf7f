package session_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/carry"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/record"
	"assay.app/assay/model/session"
)

// reported returns an article by the Tide Post with a paragraph for each text and a sentence
// for each part of it that "|" ends.
func reported(id model.ArticleID, paragraphs ...string) *model.Document {
	doc := modeltest.Article(id, "Tide Post")
	doc.Text, doc.Structure = "", model.Structure{}
	for p, text := range paragraphs {
		start := len(doc.Text)
		for sentence := range strings.SplitSeq(text, "|") {
			at := len(doc.Text)
			doc.Text += sentence
			doc.Units = append(doc.Units, model.Unit{Span: model.Span{Start: at, End: len(doc.Text)}, Paragraph: p})
			doc.Text += " "
		}
		doc.Paragraphs = append(doc.Paragraphs, model.Span{Start: start, End: len(doc.Text) - 1})
		doc.Text += "\n\n"
	}
	doc.Size = len(doc.Text)
	return doc
}

// twoVersions returns an article in two versions, and another article.
func twoVersions() []*model.Document {
	harbour := reported("other", "A boat sank off the pier.")
	harbour.Metadata.Outlet = "Harbour News"
	return []*model.Document{
		reported("old", "Eight people were hurt when the bridge gave way.|The mayor left the town at noon.", "It rained for three days."),
		harbour,
		reported("new", "Nine people were hurt when the bridge gave way.", "It rained for three days.|The road is open again."),
	}
}

// versionPlan prepares a change of versions and reads it in advance if read is set.
func (w *world) versionPlan(read bool, of func(carry.Planner) (carry.Plan, error)) *session.VersionPlan {
	w.t.Helper()
	p, err := w.PlanVersions("", of)
	w.ok(err)
	if read {
		_, err := p.Read(context.Background())
		w.ok(err)
	}
	return p
}

func add(newer, of model.ArticleID) func(carry.Planner) (carry.Plan, error) {
	return func(p carry.Planner) (carry.Plan, error) { return p.Add(newer, of, false) }
}

func TestANewerVersionTakesOverTheWork(t *testing.T) {
	for _, read := range []bool{false, true} {
		t.Run(fmt.Sprintf("read in advance: %v", read), func(t *testing.T) {
			w := given(t, twoVersions()...)
			w.open("old")
			w.tag("claim", "quote", "background")
			w.MoveTo(0)
			on := w.sentence()
			w.typeNote("n", on, "One source.")
			w.EndTyping()
			w.saved()
			before := w.store.Find("old")
			labelled := w.labels()
			plan, err := w.Carry(w.versionPlan(read, add("new", "old")))
			w.ok(err)
			if plan.Carried != 3 || len(plan.Left) != 1 {
				t.Errorf("carried %d, left %+v", plan.Carried, plan.Left)
			}
			w.wantRows("other", "new")
			w.wantLabels("-Q-")
			if got := w.Total(); got.Tagged() != 2 || got.Sentences != 4 || got.Notes != 1 || w.Articles() != 2 {
				t.Errorf("the list counts %+v in %d articles", got, w.Articles())
			}
			w.open("new")
			w.wantLabels("CB-")
			w.MoveTo(0)
			w.wantTexts(w.sentence(), "One source.")
			w.saved()
			w.listIsRight()
			w.restart()
			w.wantRows("other", "new")
			if current, superseded := w.CurrentVersion("old"); !superseded || current != "new" {
				t.Errorf("the current version of old is %q", current)
			}
			w.undo()
			w.wantRows("old", "other", "new")
			w.open("old")
			w.wantLabels(labelled)
			w.wantTexts(on, "One source.")
			w.saved()
			if after := w.store.Find("old"); !reflect.DeepEqual(after.Annotations, before.Annotations) || !reflect.DeepEqual(after.Notes, before.Notes) {
				t.Errorf("after undo the article has %+v, before %+v", after, before)
			}
			w.redo()
			w.wantRows("other", "new")
		})
	}
}

// A plan must not lose what the analyst did while it was read.
func TestAStalePlanIsMadeAgain(t *testing.T) {
	w := given(t, twoVersions()...)
	w.open("old")
	w.tag("claim")
	w.saved()
	p := w.versionPlan(true, add("new", "old"))
	w.tag("claim", "quote") // not saved
	plan, err := w.Carry(p)
	w.ok(err)
	if plan.Carried != 2 || len(plan.Left) != 1 {
		t.Errorf("carried %d, left %+v", plan.Carried, plan.Left)
	}
	w.open("new")
	w.wantLabels("CQ-")
	w.saved()
	w.listIsRight()
}

func TestTheListShowsOlderVersionsBelow(t *testing.T) {
	w := given(t, twoVersions()...)
	_, err := w.Carry(w.versionPlan(false, add("new", "old")))
	w.ok(err)
	w.ShowVersions("old", true)
	w.wantRows("other", "new", "old")
	w.SetFilter("Tide")
	w.wantRows("new", "old")
	w.SetFilter("")
	w.SetOrder(session.ByOutlet)
	w.wantRows("other", "new", "old")
	if got := w.Groups(); len(got) != 2 {
		t.Errorf("the groups are %+v", got)
	}
	w.ShowVersions("new", false)
	w.wantRows("other", "new")
	if got := w.Find("Tide", 9); len(got) != 1 || got[0].ID != "new" {
		t.Errorf("the palette finds %+v", got)
	}
	var ids []model.ArticleID
	for _, v := range w.Versions("new") {
		ids = append(ids, v.ID)
	}
	if !slices.Equal(ids, []model.ArticleID{"old", "new"}) {
		t.Errorf("the versions are %v", ids)
	}
}

func TestRemovingTheNewestVersionMakesTheOneBeforeCurrent(t *testing.T) {
	w := given(t, twoVersions()...)
	_, err := w.Carry(w.versionPlan(false, add("new", "old")))
	w.ok(err)
	w.ok(w.Remove("new"))
	w.wantRows("old", "other")
	w.undo()
	w.wantRows("other", "new")
}

func TestManyLabelsAreCarriedInOneStep(t *testing.T) {
	text := func(changed string) (paragraphs []string) {
		for i := range 300 {
			paragraphs = append(paragraphs, fmt.Sprintf("Paragraph %d tells of %s and of rain number %d in the valley.", i, []string{"boats", changed}[i%2], i*7))
		}
		return paragraphs
	}
	w := given(t, reported("old", text("floods")...), reported("new", text("storms")...))
	w.open("old")
	for range 300 {
		w.tag("claim")
	}
	w.saved()
	plan, err := w.Carry(w.versionPlan(true, add("new", "old")))
	w.ok(err)
	if plan.Carried != 300 {
		t.Errorf("carried %d", plan.Carried)
	}
	check := func(rows []model.ArticleID, open model.ArticleID, tagged int) {
		t.Helper()
		for range 2 { // before and after it is saved
			w.wantRows(rows...)
			w.open(open)
			if got := strings.Count(w.labels(), "C"); got != 300 {
				t.Errorf("%s has %d labels", open, got)
			}
			if w.Total().Tagged() != tagged {
				t.Errorf("the list counts %d labels", w.Total().Tagged())
			}
			w.saved()
		}
	}
	check([]model.ArticleID{"new"}, "new", 300)
	w.undo()
	check([]model.ArticleID{"old", "new"}, "old", 300)
	w.redo()
	check([]model.ArticleID{"new"}, "new", 300)
}

func TestPlansThatFail(t *testing.T) {
	w := given(t, twoVersions()...)
	p, err := w.PlanVersions("", add("new", "new"))
	w.ok(err)
	if _, err := p.Read(context.Background()); !errors.Is(err, model.ErrSameVersion) {
		t.Errorf("Read: %v", err)
	}
	if _, err := w.Carry(p); !errors.Is(err, model.ErrSameVersion) {
		t.Errorf("Carry: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if p, err = w.PlanVersions("", add("new", "old")); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Read(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("Read after the end of its context: %v", err)
	}
	w.wantChanges(0)
	if w.Chains().Stored("new") != nil {
		t.Error("a plan that failed changed something")
	}
	var none *record.Predecessor
	if got := w.Chains().Stored("old"); got != none {
		t.Errorf("old has the predecessor %v", got)
	}
}
