package words_test

import (
	"reflect"
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

// The window shows the same texts as the file has, if both are in English.
func TestDefaultLabelsAreShownInEnglishAsTheyAreStored(t *testing.T) {
	book := model.DefaultCodebook()
	if got := words.Codebook(book); !reflect.DeepEqual(got, book) {
		t.Errorf("the labels are shown as %+v", got)
	}
}

func TestEveryTextOfADefaultLabelIsShownInTheReadersLanguage(t *testing.T) {
	t.Cleanup(func() {
		if err := words.Choose(words.English); err != nil {
			t.Fatal(err)
		}
	})
	for _, l := range words.Languages() {
		if l.Code == words.English {
			continue
		}
		if err := words.Choose(l.Code); err != nil {
			t.Fatal(err)
		}
		stored := model.DefaultCodebook()
		for i, shown := range words.Codebook(stored) {
			s := stored[i]
			for _, text := range [][2]string{
				{shown.Definition, s.Definition},
				{shown.Use, s.Use},
				{shown.Avoid, s.Avoid},
				{shown.Examples[0], s.Examples[0]},
				{shown.CounterExamples[0], s.CounterExamples[0]},
			} {
				if text[0] == text[1] {
					t.Errorf("%s: %s shows %q", l.Code, s.Key, text[0])
				}
			}
		}
	}
}

func TestTheDefinitionOfAnOlderProjectIsShownInTheReadersLanguage(t *testing.T) {
	t.Cleanup(func() {
		if err := words.Choose(words.English); err != nil {
			t.Fatal(err)
		}
	})
	if err := words.Choose("de"); err != nil {
		t.Fatal(err)
	}
	old := model.Codebook{{Key: model.Quote, Definition: "Words attributed to someone, quoted directly or reported."}}
	if got := words.Codebook(old)[0].Definition; got == old[0].Definition {
		t.Errorf("the definition is shown as %q", got)
	}
}

func TestTheMeaningOfALabelHasWhatIsKnown(t *testing.T) {
	for _, c := range []struct {
		label model.Label
		want  string
	}{
		{model.Label{Name: "Risk"}, ""},
		{model.Label{Definition: "What may happen."}, "What may happen."},
		{
			model.Label{Definition: "What may happen.", Use: "Warnings.", Avoid: "Damage done.", Examples: []string{"The dam may break.", "It may rain."}},
			"What may happen.\nWhen to use it: Warnings.\nWhen not: Damage done.\nExample: The dam may break.",
		},
	} {
		if got := words.Meaning(c.label); got != c.want {
			t.Errorf("%+v means %q, want %q", c.label, got, c.want)
		}
	}
}
