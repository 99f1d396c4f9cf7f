package explain

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/draft"
	"assay.app/assay/ui/words"
)

// speak sets the language until the test ends.
func speak(t *testing.T, code string) {
	t.Helper()
	if err := words.Choose(code); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := words.Choose(words.English); err != nil {
			t.Error(err)
		}
	})
}

// why returns the short explanation of an error.
func why(err error) string { return Refusal(draft.Refused{Err: err}).Why }

func TestAnErrorIsExplainedInTheLanguageOfTheWindow(t *testing.T) {
	broken := fmt.Errorf("open /home/ines/flood.assay: %w", model.ErrNotProject)
	if got, want := Error(broken), "Open /home/ines/flood.assay: the file is not an Assay project.\n\nChoose an .assay file."; got != want {
		t.Errorf("in English: %q, want %q", got, want)
	}
	if got := why(broken); got != words.Sentence(broken.Error()) {
		t.Errorf("the short explanation in English is %q", got)
	}
	unknown := fmt.Errorf("open /home/ines/flood.assay: the moon is full")
	speak(t, "de")
	for _, want := range []string{"Die Datei ist kein Assay-Projekt.", "Wählen Sie eine .assay-Datei", "/home/ines/flood.assay"} {
		if got := Error(broken); !strings.Contains(got, want) {
			t.Errorf("in German: %q, without %q", got, want)
		}
	}
	if got, want := why(broken), "Die Datei ist kein Assay-Projekt."; got != want {
		t.Errorf("the short explanation in German is %q, want %q", got, want)
	}
	if got, want := Error(unknown), "Open /home/ines/flood.assay: the moon is full."; got != want {
		t.Errorf("an unknown error is explained as %q, want %q", got, want)
	}
}

// In English, each sentence must equal the message of its error, because Foreign
// relies on it.
func TestEveryMeaningReadsAsItsErrorInEnglish(t *testing.T) {
	for _, m := range meanings() {
		if m.Foreign() {
			t.Errorf("%q is explained as %q", m.is, m.What)
		}
	}
	speak(t, "uk")
	for _, m := range meanings() {
		if !m.Foreign() {
			t.Errorf("%q has no explanation in Ukrainian", m.is)
		}
	}
}

func TestTheMostSpecificMeaningIsUsed(t *testing.T) {
	speak(t, "uk")
	if got, want := why(fmt.Errorf("open it: %w", model.ErrWentBack)), "Файл пошкоджено: бракує останніх змін."; got != want {
		t.Errorf("the explanation is %q, want %q", got, want)
	}
	if got, want := why(fmt.Errorf("open it: %w", fs.ErrNotExist)), "Файлу немає."; got != want {
		t.Errorf("the explanation is %q, want %q", got, want)
	}
}

func TestRefusedGradesAreExplained(t *testing.T) {
	speak(t, "uk")
	value := why(model.ErrValue)
	for _, err := range []error{model.ErrGrade, model.ErrDigit} {
		if got := why(fmt.Errorf("%w: \"H\"", err)); got == value || got == "" {
			t.Errorf("%v is explained as %q", err, got)
		}
	}
}

func TestAProjectThatWasMovedIsExplainedOnce(t *testing.T) {
	moved := fmt.Errorf("/home/ines/flood.assay: %w", model.ErrMoved)
	want := "/home/ines/flood.assay: the project was moved, removed or replaced by another file since it was opened.\n\n" +
		"Put it back and try again, or save elsewhere."
	if got := Error(moved); got != want {
		t.Errorf("the explanation is %q, want %q", got, want)
	}
}
