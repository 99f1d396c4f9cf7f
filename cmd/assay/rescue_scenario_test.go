package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"assay.app/assay/ui/uitest"
)

// TestNothingIsLostInARealWindow works with the keyboard in a real window. It goes
// back in the history, undoes that and makes a backup. After the project's file is
// damaged, it opens the backup.
func TestNothingIsLostInARealWindow(t *testing.T) {
	if testing.Short() {
		t.Skip("short tests do not open a real window")
	}
	display := uitest.NewDisplay(t, 1440, 900)
	bin, out, home := program(t), outFolder(t), t.TempDir()
	shot := func(app *uitest.App, name string) { app.Shot(filepath.Join(out, name+".png")) }

	// Given a project with four labels.
	app := display.Start(t, bin, home, sampleFolder(t))
	app.See("the preview", func(s uitest.State) bool { return s.Dialog })
	app.Press("Return")
	app.See("five articles", func(s uitest.State) bool { return s.Articles == 5 && s.Article != "" && !s.Dialog })
	for i, key := range []string{"1", "2", "3", "1"} {
		app.Press(key)
		app.See("the label", func(s uitest.State) bool { return s.Total == i+1 })
	}
	project := app.See("everything saved", func(s uitest.State) bool { return s.Saved == "Saved" }).Project

	// When the history is opened and closed again, nothing has changed.
	app.Press("ctrl+shift+h")
	app.See("the history", func(s uitest.State) bool { return s.Dialog })
	app.Press("Down", "Escape")
	app.See("the article", func(s uitest.State) bool { return !s.Dialog && s.Total == 4 })

	// When the analyst goes back to the second label, two labels are removed, and
	// undo restores them.
	app.Press("ctrl+shift+h")
	app.See("the history", func(s uitest.State) bool { return s.Dialog })
	app.See("its rows", func(s uitest.State) bool { return strings.HasPrefix(s.Focus, "row 1 of ") && s.Focus != "row 1 of 0" })
	app.Press("Down", "Down")
	app.See("the third row", func(s uitest.State) bool { return strings.HasPrefix(s.Focus, "row 3 of ") })
	shot(app, "7-history")
	app.Press("Return")
	app.See("two labels", func(s uitest.State) bool { return !s.Dialog && s.Total == 2 && s.Saved == "Saved" })
	app.Press("ctrl+z")
	app.See("four labels again", func(s uitest.State) bool { return s.Total == 4 && s.Saved == "Saved" })

	// When the project is backed up, changed and closed, and its file is then
	// damaged, the backup is offered, and Enter opens it.
	app.Press("ctrl+b")
	app.Await("the backup", func() bool { return len(backups(t, project)) == 1 })
	app.See("what was backed up", func(s uitest.State) bool { return s.Dialog && s.Focus == "Close" })
	app.Press("Escape")
	app.See("the article", func(s uitest.State) bool { return !s.Dialog })
	app.Press("0")
	app.See("the change saved", func(s uitest.State) bool { return s.Saved == "Saved" })
	app.Press("ctrl+q")
	if code := app.Exit(); code != 0 {
		t.Errorf("the exit code is %d, want 0", code)
	}
	if _, err := os.Stat(project + ".holder"); !os.IsNotExist(err) {
		t.Errorf("the .holder file is still there (%v)", err)
	}
	damage(t, project)

	app = display.Start(t, bin, home, project)
	app.See("the backup offered", func(s uitest.State) bool { return strings.HasPrefix(s.Focus, "Open the backup of ") })
	shot(app, "8-damaged")
	app.Press("Return")
	app.See("the backup", func(s uitest.State) bool { return !s.Dialog && s.Articles == 5 && s.Total == 4 })
	if list := backups(t, project); len(list) != 2 || !strings.Contains(strings.Join(list, " "), "before restore") {
		t.Errorf("the backups are %v", list)
	}
	app.Press("ctrl+q")
	if code := app.Exit(); code != 0 {
		t.Errorf("the exit code is %d, want 0", code)
	}
}

// backups returns the paths of a project's backups.
func backups(t *testing.T, project string) []string {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(project+".backups", "*.assay"))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// damage overwrites parts of a project's file with zeros.
func damage(t *testing.T, project string) {
	t.Helper()
	data, err := os.ReadFile(project)
	if err != nil {
		t.Fatal(err)
	}
	clear(data[len(data)/8 : len(data)/2])
	clear(data[2*4096 : 6*4096])
	if err := os.WriteFile(project, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
