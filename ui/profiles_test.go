package ui_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/windowtest"
)

// keeping opens a window with the sample corpus for an analyst who keeps profiles.
func keeping(t *testing.T, all ...model.Profile) *harness {
	t.Helper()
	desk := windowtest.NewDesk(t)
	desk.Library.Profiles = all
	b := &harness{windowtest.New(t, windowtest.Options{Desk: desk, Settings: windowtest.Folder(t.TempDir())})}
	b.OpenSample()
	return b
}

// wantProfiles compares the profiles of the project: "outlet letter".
func (b *harness) wantProfiles(want ...string) {
	b.T.Helper()
	b.wantThese("the project has", b.Session().Profiles(), want)
}

// wantKept waits until the analyst keeps these profiles: "outlet letter".
func (b *harness) wantKept(want ...string) {
	b.T.Helper()
	b.Until("the profiles that are kept", func() bool { return len(b.Desk().Kept()) == len(want) })
	b.wantThese("the analyst keeps", b.Desk().Kept(), want)
}

func (b *harness) wantThese(who string, all []model.Profile, want []string) {
	b.T.Helper()
	var got []string
	for _, p := range all {
		got = append(got, p.Outlet+" "+p.Letter)
	}
	if !slices.Equal(got, want) {
		b.T.Errorf("%s the profiles %q, want %q", who, got, want)
	}
}

// tab moves the focus to the next control, as Fyne's driver does on Tab.
func (b *harness) tab() { b.Window.Window().Canvas().FocusNext() }

// asks reports whether a dialog is open.
func (b *harness) asks() bool { return b.Window.Window().Canvas().Overlays().Top() != nil }

// outlet returns the outlet of the open article.
func (b *harness) outlet() string { return b.Session().Document().Metadata.Outlet }

// runs runs a command, and waits until the window reads a text.
func (b *harness) runs(id, reads string) {
	b.T.Helper()
	b.Commands().Run(command.ID(id))
	b.Until(reads, func() bool { return b.Reads(reads) })
}

func TestAProfileIsFilledInByKeysAlone(t *testing.T) {
	b := keeping(t)
	outlet := b.outlet()
	b.runs("profile.edit", "Profile of "+outlet)
	b.Keys("Harbour Press")
	b.tab()
	b.Keys("Halmark")
	b.tab()
	b.Keys("daily")
	b.tab()
	b.Keys("b") // usually reliable
	b.tab()
	b.Keys("Corrects its errors.")
	b.tab()
	b.tab() // past the corrections policy
	b.Keys("y")
	b.tab()
	b.Keys("https://press.example/imprint")
	b.Key(fyne.KeyReturn)
	if b.asks() {
		t.Fatalf("the dialog is still open: %q", b.Texts())
	}
	want := model.Profile{
		Outlet: outlet, Owner: "Harbour Press", Country: "Halmark", Kind: "daily", Letter: "B", Basis: "Corrects its errors.",
		Checks: []model.Check{{Question: model.CheckOwner, Answer: model.Yes, Address: "https://press.example/imprint"}},
	}
	got := b.Session().Profile(model.OutletIDOf(outlet))
	if got == nil {
		t.Fatal("the project has no profile")
	}
	if got.Updated.IsZero() {
		t.Error("the profile has no date")
	}
	want.Updated = got.Updated
	if got.Owner != want.Owner || got.Country != want.Country || got.Kind != want.Kind || got.Letter != want.Letter || got.Basis != want.Basis || !slices.Equal(got.Checks, want.Checks) {
		t.Errorf("the project has %+v", got)
	}
	b.wantKept(outlet + " B")
	if kept := b.Desk().Kept()[0]; kept.Basis != want.Basis || !kept.Updated.Equal(got.Updated) {
		t.Errorf("the analyst keeps %+v", kept)
	}
	b.Shortcut(&fyne.ShortcutUndo{})
	b.wantProfiles()
	b.wantKept(outlet + " B") // undo is of the project
}

func TestAProfileIsKeptOnlyIfTheAnalystWants(t *testing.T) {
	b := keeping(t)
	b.runs("profile.edit", "Keep for my other projects")
	b.Keys("Harbour Press")
	b.Choose("Keep for my other projects")
	b.Choose("Save")
	b.wantProfiles(b.outlet() + " ")
	b.wantKept()
}

func TestAWrongValueKeepsTheProfileOpen(t *testing.T) {
	b := keeping(t)
	b.runs("profile.edit", "New profile")
	for range 7 {
		b.tab()
	}
	b.Keys("javascript:alert(1)")
	b.Key(fyne.KeyReturn)
	if !b.asks() {
		t.Error("the dialog was closed")
	}
	b.wantProfiles()
	b.Key(fyne.KeyEscape)
	if b.asks() {
		t.Error("Esc does not close the dialog")
	}
}

func TestAnEmptyProfileIsRemoved(t *testing.T) {
	b := keeping(t)
	outlet := b.outlet()
	if err := b.Session().SetProfile(model.Profile{Outlet: outlet, Letter: "C"}); err != nil {
		t.Fatal(err)
	}
	b.runs("profile.edit", "Remove from project")
	b.Choose("Remove from project")
	b.wantProfiles()
	b.wantKept()
}

func TestKnownOutletsAreOfferedOnce(t *testing.T) {
	at := time.Date(2031, 3, 14, 9, 0, 0, 0, time.UTC)
	b := keeping(t,
		model.Profile{Outlet: "TELLWIRE", Letter: "B", Basis: "Corrects.", Updated: at}, model.Profile{Outlet: "Radio Aldmoor", Letter: "C", Updated: at},
		model.Profile{Outlet: "Elsewhere", Letter: "A", Updated: at})
	const says = "You have profiles of 2 of these outlets."
	b.Until("the offer", func() bool { return b.Reads(says) })
	b.wantProfiles() // nothing is applied silently
	b.Button("Review…")
	b.Until("the offers", func() bool { return b.Reads("TELLWIRE") })
	if b.Reads("Elsewhere") || b.Reads(says) {
		t.Errorf("the window reads %q", b.Texts())
	}
	b.Choose("Radio Aldmoor")
	b.Choose("Use")
	b.wantProfiles("TELLWIRE B")
	if g := b.Session().OutletGrade("tellwire"); g == nil || g.Grade.Source != "B" || g.Basis != "Corrects." {
		t.Errorf("the grade is %+v", g)
	}
	b.Session().SetFilter("x")
	b.Session().SetFilter("")
	if b.Reads("You have profiles of") {
		t.Error("the profiles are offered again")
	}
	b.Shortcut(&fyne.ShortcutUndo{})
	b.wantProfiles()
	if g := b.Session().OutletGrade("tellwire"); g != nil {
		t.Errorf("the grade %+v is left", g)
	}
}

func TestProfilesThatAreMissingNowhereAreNotOffered(t *testing.T) {
	b := keeping(t, model.Profile{Outlet: "Elsewhere", Letter: "A"})
	b.runs("profile.review", "You have no profiles of this project’s outlets that the project lacks.")
	if b.Reads("You have profiles of") {
		t.Error("profiles are offered")
	}
}

func TestADamagedLibraryIsSaidOnce(t *testing.T) {
	desk := windowtest.NewDesk(t)
	desk.Library.Aside = "/conf/profiles.json.broken"
	b := &harness{windowtest.New(t, windowtest.Options{Desk: desk, Settings: windowtest.Folder(t.TempDir())})}
	b.OpenSample()
	b.Until("the damage", func() bool {
		return b.Reads("Your outlet profiles were damaged. The file is kept as “/conf/profiles.json.broken”.")
	})
}

func TestAnUnreadableLibraryIsSaidAndNotOverwritten(t *testing.T) {
	desk := windowtest.NewDesk(t)
	desk.Library.Err = errors.Join(model.ErrNewerVersion)
	b := &harness{windowtest.New(t, windowtest.Options{Desk: desk, Settings: windowtest.Folder(t.TempDir())})}
	b.OpenSample()
	b.runs("profile.edit", "Profile of "+b.outlet())
	b.Keys("Harbour Press")
	b.Choose("Save")
	b.Until("the failure", func() bool { return b.Reads("Could not keep the profile") })
	b.wantProfiles(b.outlet() + " ")
}

func TestTheLibraryIsListedAndEdited(t *testing.T) {
	at := time.Date(2031, 3, 14, 9, 0, 0, 0, time.UTC)
	b := keeping(t, model.Profile{Outlet: "Elsewhere", Letter: "A", Updated: at}, model.Profile{Outlet: "Nowhere", Letter: "E", Updated: at})
	b.runs("profile.library", "Nowhere")
	b.Keys("else")
	b.Key(fyne.KeyReturn)
	b.Until("the profile", func() bool { return b.Reads("Profile of Elsewhere") })
	b.Keys("Some ")
	b.Choose("Save")
	b.Until("the list", func() bool { return b.Reads("Nowhere") })
	all := b.Desk().Kept()
	if len(all) != 2 || all[0].Owner != "Some" || !all[0].Updated.After(at) {
		t.Errorf("the analyst keeps %+v", all)
	}
	b.wantProfiles()
	b.Key(fyne.KeyDelete)
	b.Key(fyne.KeyReturn)
	b.wantKept("Nowhere E")
}

func TestTheLibraryIsExportedAndImported(t *testing.T) {
	at := time.Date(2031, 3, 14, 9, 0, 0, 0, time.UTC)
	b := keeping(t, model.Profile{Outlet: "Elsewhere", Letter: "A", Basis: "Private.", Updated: at}, model.Profile{Outlet: "Nowhere", Letter: "E", Updated: at})
	folder := t.TempDir()
	out, in := filepath.Join(folder, "out.json"), filepath.Join(folder, "in.json")
	b.runs("profile.library", "Nowhere")
	b.Choose("Export…")
	b.Until("the chooser", func() bool { return b.Reads("Export outlet profiles") })
	b.Answer(out)
	b.Until("the export", func() bool { return b.Reads("Exported 2 outlet profiles. " + out) })
	if got := b.Desk().Profiled[out]; len(got) != 2 || got[0].Basis != "" {
		t.Errorf("exported %+v", got)
	}
	if err := os.WriteFile(in, nil, 0o600); err != nil { // so that it can be chosen
		t.Fatal(err)
	}
	b.Desk().Profiled[in] = []model.Profile{
		{Outlet: "Elsewhere", Letter: "B", Updated: at.Add(time.Hour)}, {Outlet: "Nowhere", Letter: "F"}, {Outlet: "Somewhere"},
	}
	b.Choose("Import…")
	b.Until("the chooser", func() bool { return b.Reads("Import outlet profiles") })
	b.Answer(in)
	b.Until("the question", func() bool { return b.Reads("1 profile is newer than yours and replaces it") })
	b.WantText("1 profile is added")
	b.WantText("1 profile differs from yours, but is not newer")
	b.Choose("Import")
	b.Until("the import", func() bool { return b.Reads("Imported 2 outlet profiles.") })
	b.wantKept("Elsewhere B", "Nowhere E", "Somewhere ")
	if b.Desk().Kept()[0].Basis != "Private." {
		t.Error("the basis was erased")
	}
	b.Choose("Undo import")
	b.Until("the end of it", func() bool { return b.Reads("The import was undone.") })
	b.wantKept("Elsewhere A", "Nowhere E")
}
