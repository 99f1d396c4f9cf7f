package project

import (
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/record"
)

// Labelling all hits of a search is one step of the history, however many sentences
// it covers. The history of an article describes only the effect on that article.
func TestLabellingAllHitsIsOneStep(t *testing.T) {
	first, second := model.Span{Start: 0, End: 10}, model.Span{Start: 12, End: 26}
	labelling := func(article model.ArticleID, sentence model.Span) edit.Edit {
		return edit.Of(record.OnSentence(article, sentence, "Ines"), nil, label("claim"))
	}
	var changes annals
	changes.add(edit.Change{Verb: edit.TagFound, Edits: []edit.Edit{labelling("a", first), labelling("a", second), labelling("b", first)}})
	undo := edit.Undoing(changes[:1])
	changes.add(undo)
	changes.add(edit.Change{Verb: edit.ClearFound, Edits: edit.Inverses(changes[0].Edits)})
	for article, want := range map[model.ArticleID][]string{
		"":  {"Labels of 3 results cleared", "Undo: 3 results tagged", "3 results tagged"},
		"a": {"Labels of 2 results cleared", "Undo: 2 results tagged", "2 results tagged"},
		"b": {"No label, before Claim: ", "Undo: No label, before Claim: ", "Claim: "},
	} {
		rows := reading(t, &HistoryReader{Store: changes.page, Article: article})
		if len(rows) != len(want) {
			t.Fatalf("article %q: %+v", article, rows)
		}
		for i, row := range rows {
			if !strings.HasPrefix(row.What, want[i]) {
				t.Errorf("article %q: %q, want %q", article, row.What, want[i])
			}
		}
	}
}

func TestEveryEditIsDescribed(t *testing.T) {
	d := describer()
	for _, e := range modeltest.Edits(t) {
		for _, article := range []model.ArticleID{"", e.About()} {
			step := d.describe([]edit.Change{{Verb: edit.Tag, Edits: []edit.Edit{e}}}, article, false)
			if quiet := len(edit.Told([]edit.Edit{e})) == 0; step.What == "" || (step.Detail == "") != quiet {
				t.Errorf("%+v is described as %q, %q", e, step.What, step.Detail)
			}
		}
	}
}

func TestAStepIsDescribedByTheEditThatSaysMost(t *testing.T) {
	span := model.Span{Start: 0, End: 10}
	tagged := edit.Of(record.OnSentence("a", span, "Ines"), nil, label("claim"))
	noted := edit.OfNote(nil, &model.Note{ID: "n", Target: model.OnArticle("a"), Text: "Late."})
	strange := edit.Record{Key: model.Key{Kind: modeltest.UnknownKind}, After: &record.Raw{CBOR: []byte{1}}}
	beside := noted
	beside.Beside, beside.Is = true, &record.Version{}
	for _, c := range []struct {
		name  string
		edits []edit.Edit
		want  string
	}{
		{"a label", []edit.Edit{tagged}, "Claim: Rain fell."},
		{"two labels", []edit.Edit{tagged, tagged}, "Label"},
		{"a label and a note", []edit.Edit{tagged, noted}, "Note written: “Late.”"},
		{"a label and what is kept beside", []edit.Edit{tagged, beside}, "Label"},
		{"what is kept beside", []edit.Edit{beside}, "Other version: “Late.”"},
		{"a kind of a newer Assay", []edit.Edit{strange}, "Made by a newer Assay"},
		{"two of a newer Assay", []edit.Edit{strange, strange}, "Label"},
		{"units and a note", []edit.Edit{noted, edit.Units{Article: "a", Before: storm().Units, After: storm().Units}}, "Included again: Rain fell."},
	} {
		d := describer()
		if got := d.describe([]edit.Change{{Verb: edit.Tag, Edits: c.edits}}, "", false).What; got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
