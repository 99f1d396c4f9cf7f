package ui_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/ui/command"
)

// figures shows the view Figures, and waits for the figure that counts what a text says.
func (b *harness) figures(says string) {
	b.T.Helper()
	b.Commands().Run("view.figures")
	b.Until("the figure that says "+says, func() bool { return b.Reads(says) })
}

// figuresEffects adds the effects of the commands of the view Figures.
func (b *harness) figuresEffects(out map[command.ID]effect) {
	given := func() {
		if err := b.Session().Tag(model.Claim); err != nil {
			b.T.Fatal(err)
		}
		b.figures("1 label given")
	}
	leave := func() {
		b.Commands().Run("view.read")
		b.undo()
	}
	reads := func(id command.ID, text string, back ...command.ID) {
		out[id] = effect{given: given, seen: func() bool { return b.Reads(text) }, after: func() {
			for _, id := range back {
				b.Commands().Run(id)
			}
			leave()
		}}
	}
	reads("view.figures", "Labels by Outlet")
	reads("figures.open", "1 sentence in 1 article.")
	reads("figures.table", "Total", "figures.table")
	reads("figures.rows", "What the rows are")
	reads("figures.columns", "What the columns are")
	reads("figures.order", "Largest first", "figures.order", "figures.order")
	reads("figures.shares", "Percent of each row", "figures.shares")
	reads("figures.selection", "Which articles to count")
	reads("figures.whose", "Whose work counts")
	out["view.figures"] = effect{seen: func() bool { return b.Reads("Labels by Outlet") }, after: func() { b.Commands().Run("view.read") }}
	out["figures.next"] = effect{given: given, seen: func() bool {
		return strings.Contains(b.Heard(), "Flood") || b.Reads("Article × ") || !b.heading("Labels by Outlet")
	}, after: func() {
		b.Commands().Run("figures.previous")
		leave()
	}}
	out["figures.previous"] = effect{given: func() { given(); b.Commands().Run("figures.next") }, seen: func() bool { return b.heading("Labels by Outlet") }, after: leave}
	out["figures.zero"] = effect{given: given, seen: func() bool { return b.Commands().Find("figures.zero").On() }, after: func() {
		b.Commands().Run("figures.zero")
		leave()
	}}
	out["figures.copy"] = effect{given: given, seen: func() bool {
		return strings.HasPrefix(b.App.Clipboard().Content(), "Outlet\tClaim\tQuote\tBackground\tTotal\n")
	}, after: leave}
}

// heading reports whether the title of the figure is a text, which the list of figures shows, too.
func (b *harness) heading(text string) bool {
	n := 0
	for _, t := range b.Texts() {
		if t == text {
			n++
		}
	}
	return n > 1
}

func TestALabelAndUndoShowInAFigureAtOnce(t *testing.T) {
	b := withSample(t)
	b.figures("No labels yet.")
	tag := func() {
		t.Helper()
		if err := b.Session().Tag(model.Claim); err != nil {
			t.Fatal(err)
		}
	}
	tag()
	b.figures("1 label given")
	b.Session().SetAdvance(false)
	b.Session().MoveTo(b.Session().Cursor() + 1) // shows Read
	b.Commands().Run("view.figures")
	b.WantText("1 label given")
	tag()
	b.WantText("2 labels given") // without a wait
	b.undo()
	b.Commands().Run("view.figures")
	b.WantText("1 label given")
}

func TestANumberOpensTheSearchThatFindsIt(t *testing.T) {
	b := withSample(t)
	b.Keys("1")
	b.Keys("2")
	b.figures("2 labels given")
	b.WantHeard("Claim: 1")
	b.Key(fyne.KeyRight)
	b.WantHeard("Quote: 1")
	b.Key(fyne.KeyReturn)
	b.Until("the search", func() bool { return b.Reads("1 sentence in 1 article.") })
	b.Key(fyne.KeyEscape)
	b.WantText("2 labels given")
	b.Saved()
}

func TestAnArticleIsReadAndTheWayBackLeadsToTheFigure(t *testing.T) {
	b := withSample(t)
	unit := b.Session().Cursor()
	b.Keys("1")
	b.figures("1 label given")
	b.Keys("]")
	b.Until("the articles", func() bool { return strings.Contains(b.Heard(), "Claim: 1") })
	b.Key(fyne.KeyReturn)
	b.Until("the article", func() bool { return b.Screen.Unit == unit && !b.Reads("1 label given") })
	b.Commands().Run("trail.back")
	b.WantText("1 label given")
}

func TestAStatementOpensInCompareAndTheWayBackLeadsToTheFigure(t *testing.T) {
	b := withSample(t)
	on := model.Subject{Article: b.Session().Document().ID, Sentence: b.Session().Document().Sentences()[0].Span}
	if _, err := b.Session().NewStatement("Twelve boats sank", []edit.Mentioning{{On: on, Stance: model.Asserts}}); err != nil {
		t.Fatal(err)
	}
	b.figures("No labels yet.")
	for !b.heading("Statements by Number of Outlets") {
		b.Keys("]")
	}
	b.Until("the statement", func() bool { return b.Reads("1 statement · All articles") })
	b.Key(fyne.KeyReturn)
	b.Until("the matrix", func() bool { return b.Reads("Twelve boats sank") && strings.Contains(b.Heard(), "Twelve boats sank") })
	b.Commands().Run("trail.back")
	b.WantText("1 statement · All articles")
}

func TestHiddenLayersAreNotCounted(t *testing.T) {
	b := withSample(t)
	b.Keys("1")
	if err := b.Session().SetAnalyst("Tom"); err != nil {
		t.Fatal(err)
	}
	b.Keys("2")
	b.figures("1 label given")
	b.WantText("All articles · your work")
	if err := b.Session().ShowLayers(true); err != nil {
		t.Fatal(err)
	}
	b.Until("both layers", func() bool { return b.Reads("all work shown") })
}

func TestAFigureIsExported(t *testing.T) {
	b := withSample(t)
	b.Keys("1")
	b.figures("1 label given")
	path := filepath.Join(t.TempDir(), "figure.svg")
	b.Commands().Run("figures.export")
	b.Answer(path)
	b.Until("the file", func() bool {
		content, err := os.ReadFile(path)
		return err == nil && strings.Contains(string(content), ",1")
	})
}

func TestAnEmptyFigureSaysWhatToDo(t *testing.T) {
	b := withSample(t)
	b.figures("No labels yet. In Read, press 1 on a sentence")
	for title, says := range map[string]string{
		"Who Is Let Speak": "No voices yet. In Read, press W", "Grades of Sentences": "No grades yet. In Read, press R",
		"Statements by Number of Outlets": "There are no statements yet. In Read, press L",
	} {
		for !b.heading(title) {
			b.Keys("]")
		}
		b.Until(title, func() bool { return b.Reads(says) })
		for !b.heading("Labels by Outlet") {
			b.Commands().Run("figures.previous")
		}
	}
}
