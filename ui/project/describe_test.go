package project

import (
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
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
		"":  {"Labels of 3 found sentences cleared", "Undo: 3 found sentences labelled", "3 found sentences labelled"},
		"a": {"Labels of 2 found sentences cleared", "Undo: 2 found sentences labelled", "2 found sentences labelled"},
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
