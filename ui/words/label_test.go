package words_test

import (
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/ui/words"
)

func TestDefaultLabelsAreShownInTheReadersLanguageUntilTheyAreChanged(t *testing.T) {
	t.Cleanup(func() {
		if err := words.Choose(words.English); err != nil {
			t.Fatal(err)
		}
	})
	if err := words.Choose("de"); err != nil {
		t.Fatal(err)
	}
	book := append(model.DefaultCodebook(), model.Label{Key: "risk", Name: "Risk"})
	book[1].Name = "Citation"
	shown := words.Codebook(book)
	if got := shown[0].Name; got != "Behauptung" {
		t.Errorf("the name of a default label is %q", got)
	}
	if shown[0].Definition == book[0].Definition || shown[1].Definition == book[1].Definition {
		t.Errorf("a definition is not translated: %+v", shown)
	}
	if shown[1].Name != "Citation" || shown[3].Name != "Risk" {
		t.Errorf("labels of the analyst's own are shown as %+v", shown)
	}
	if book[0].Name != "Claim" || shown[0].Key != book[0].Key || shown[0].Letter != book[0].Letter {
		t.Errorf("the labels are %+v; stored are %+v", shown, book)
	}
	if got := words.ProjectName("Flood"); got != "Flood" {
		t.Errorf("a project is called %q", got)
	}
	if got := words.ProjectName("Sample project"); got != "Beispielprojekt" {
		t.Errorf("the sample project is called %q", got)
	}
}
