package ui_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"assay.app/assay/model/report"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/windowtest"
)

// showReport opens the dialog and waits for its preview.
func (b *harness) showReport() {
	b.T.Helper()
	b.Press(command.CtrlShift(fyne.KeyR))
	b.Until("the preview", func() bool { return b.Reads("By Ines in en") })
}

// reach presses Tab until the object that has the focus says a text.
func (b *harness) reach(text string) {
	b.T.Helper()
	canvas := b.Window.Window().Canvas()
	for range 80 {
		if a, ok := canvas.Focused().(fyne.Accessible); ok && strings.HasPrefix(a.AccessibilityLabel(), text) {
			return
		}
		canvas.FocusNext()
	}
	b.T.Fatalf("Tab does not reach %q", text)
}

func (b *harness) hold(key fyne.KeyName) {
	b.T.Helper()
	b.Window.Window().Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault})
}

// saveReport presses Save and answers the file dialog with a name.
func (b *harness) saveReport(name string) (path string) {
	b.T.Helper()
	path = filepath.Join(b.T.TempDir(), name)
	b.Button("Save…")
	b.Answer(path)
	return path
}

func TestAReportHasThePartsThatAreChosenInTheirOrder(t *testing.T) {
	b := withSample(t)
	b.showReport()
	b.reach("Judgements and evidence, in the report, row 3 of 4")
	b.hold(fyne.KeyUp)
	b.hold(fyne.KeyUp)
	b.Key(fyne.KeyDown, fyne.KeySpace)
	b.Until("the preview follows", func() bool { return !b.Reads("Part title") && b.Reads("Part summary") })
	path := b.saveReport("handed in.docx")
	b.Until("the report is saved", func() bool { return b.Reads("Exported to") })
	got, err := os.ReadFile(path)
	if want := "judgements\nsummary\nannex"; err != nil || string(got) != want {
		t.Errorf("the file has %q (%v), want %q", got, err, want)
	}
	if !b.Reads("2 characters are not visible in the file") {
		t.Errorf("nothing says that characters are missing: %q", b.Texts())
	}
}

func TestTheSettingsOfAReportAreRemembered(t *testing.T) {
	b := withSample(t)
	b.showReport()
	b.fill("Title", "The pier")
	b.reach("Leave out notes")
	b.Key(fyne.KeySpace)
	b.Key(fyne.KeyEscape)
	b.showReport()
	b.Until("the title and what is left out", func() bool { return b.Reads("The pier") && b.Reads("without [notes]") })
}

func TestAReportNeedsAPart(t *testing.T) {
	b := withSample(t)
	b.showReport()
	b.reach("Author and date")
	for range 4 {
		b.Key(fyne.KeySpace, fyne.KeyDown)
	}
	b.Until("why there is no report", func() bool { return b.Reads("Choose at least one part.") })
	b.reach("Annex: articles")
	b.Key(fyne.KeySpace)
	b.Until("the report again", func() bool { return b.Reads("Part annex") && !b.Reads("Choose at least one part.") })
}

func TestASpreadsheetFromWhichSomethingIsToBeLeftOutIsRefused(t *testing.T) {
	b := withSample(t)
	b.showReport()
	b.reach("Leave out notes")
	b.Key(fyne.KeySpace)
	path := b.saveReport("all.xlsx")
	b.Until("why not", func() bool { return b.Reads("A spreadsheet has everything in the project") })
	if _, err := os.Stat(path); err == nil {
		t.Error("a file was written")
	}
	b.Key(fyne.KeyEscape) // the message
	if !b.Reads("Question that the report answers") {
		t.Error("the dialog was closed, and with it the choices")
	}
}

func TestAReportThatCannotBeWrittenSaysWhereAndWhatToDo(t *testing.T) {
	b := withSample(t)
	b.showReport()
	folder := b.T.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "in.docx"), 0o700); err != nil {
		t.Fatal(err)
	}
	if os.Getuid() == 0 {
		t.Skip("the superuser may write everywhere")
	}
	if err := os.Chmod(folder, 0o500); err != nil {
		t.Fatal(err)
	}
	b.Button("Save…")
	b.Answer(filepath.Join(folder, "r.docx"))
	b.Until("why not", func() bool { return b.Reads("You may not write in " + folder) })
}

func TestATemplateKeepsTheSettings(t *testing.T) {
	b := withSample(t)
	b.showReport()
	b.fill("Title", "Weekly")
	b.reach("Annex: articles")
	b.Key(fyne.KeySpace)
	b.Button("Save as Template…")
	b.Keys("Week")
	b.Key(fyne.KeyReturn)
	kept := b.Desk().Reports["Week"]
	if kept.Title != "Weekly" || !slices.Equal(kept.Parts, []string{"title", "summary", "judgements"}) {
		t.Errorf("kept %+v", kept)
	}
	b.Key(fyne.KeyEscape)
	b.Desk().Reports["Short"] = report.Settings{Parts: []string{"annex", "summary"}, Language: "de", Redact: []string{report.RedactAnalysts}}
	b.showReport()
	b.reach("Template")
	b.Keys("s")
	b.Until("the template", func() bool {
		return b.Reads("By Ines in de, without [analysts]") && b.Reads("Annex: articles, in the report, row 1 of 4") && !b.Reads("Part title")
	})
}

func TestWhatIsMissingInAReportLeadsToTheStatement(t *testing.T) {
	b := withSample(t)
	s := b.Session()
	if _, err := s.NewStatement("The bridge is closed", nil); err != nil {
		t.Fatal(err)
	}
	b.showReport()
	b.Button("1 statement has no judgement")
	b.Until("the statement", func() bool { return !b.Screen.Dialog && b.Commands().Find("view.judge").On() })
}

func TestTheReportFitsASmallWindow(t *testing.T) {
	b := windowtest.WithSample(t)
	b.Window.Window().Resize(fyne.NewSize(728, 490))
	b.Press(command.CtrlShift(fyne.KeyR))
	b.Until("the preview", func() bool { return b.Reads("Part annex") || b.Reads("Preview") })
	if size := b.Window.Window().Canvas().Size(); size.Width > 728 || size.Height > 490 {
		t.Errorf("the window grew to %v", size)
	}
}

func TestMarkedTextIsExported(t *testing.T) {
	b := withSample(t)
	for id, want := range map[command.ID]string{"marked.article": "marked " + string(b.Session().Document().ID), "marked.all": "marked "} {
		path := filepath.Join(t.TempDir(), "m.html")
		b.Commands().Run(id)
		b.Answer(path)
		b.Until("the file", func() bool { return b.Reads("Exported to") })
		if got, err := os.ReadFile(path); err != nil || string(got) != want {
			t.Errorf("%s wrote %q (%v), want %q", id, got, err, want)
		}
	}
}
