package ui_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
)

// sourcesEffects adds the effects of the commands of the view Sources.
func (b *harness) sourcesEffects(out map[command.ID]effect) {
	s := b.Session()
	undos := 0
	do := func(err error) {
		b.T.Helper()
		if undos++; err != nil {
			b.T.Fatal(err)
		}
	}
	// with shows Sources with one voice, changed by more, and waits until a command can run.
	with := func(id command.ID, more ...func(model.VoiceID) error) func() {
		return func() {
			undos = 0
			do(s.Attribute(session.Attributing{Voice: "Lena Okray", Mode: model.Direct}))
			for _, change := range more {
				do(change(s.Voices().All()[0].ID))
			}
			b.sources()
			b.Until(string(id), func() bool { return b.Reads("Lena Okray") && b.Commands().Find(id).Why() == "" })
		}
	}
	leave := func() {
		b.Commands().Run("view.read")
		for range undos {
			b.undo()
		}
	}
	asks := func(id command.ID, text string, more ...func(model.VoiceID) error) {
		out[id] = effect{given: with(id, more...), seen: func() bool { return b.Screen.Dialog && b.Reads(text) }, after: leave}
	}
	asks("sources.open", "1 sentence in 1 article.")
	asks("sources.rename", "Rename Voice")
	asks("sources.join", "Join “Lena Okray” into…")
	asks("sources.divide", "Which name is not “Lena Okray”?", func(id model.VoiceID) error { return s.AddAlias(id, "The mayor") })
	asks("sources.alias", "Other Name of “Lena Okray”")
	asks("sources.kind", "Kind of “Lena Okray”")
	asks("sources.grade", "Grade “Lena Okray”")
	out["sources.delete"] = effect{
		given: with("sources.delete", func(model.VoiceID) error { return s.RemoveAttribution() }),
		seen:  func() bool { return len(s.Voices().All()) == 0 },
		after: func() { undos++; leave() },
	}
	table := func(id command.ID, heard string) {
		out[id] = effect{
			given: with(id), seen: func() bool { return strings.Contains(b.Heard(), heard) },
			after: func() {
				for !b.Reads("All outlets") {
					b.Commands().Run("sources.next")
				}
				leave()
			},
		}
	}
	table("sources.next", "row 1 of 5")
	table("sources.previous", "No grades contradict one another.")
	out["sources.profile"] = effect{
		given: func() { with("sources.next")(); b.Commands().Run("sources.next") },
		seen:  func() bool { return b.Screen.Dialog && b.Reads("Does it say who owns it?") },
		after: func() { b.Commands().Run("sources.previous"); leave() },
	}
	out["sources.order"] = effect{
		given: with("sources.order"), seen: func() bool { return !b.Reads("Most heard first") },
		after: func() {
			for !b.Reads("Most heard first") {
				b.Commands().Run("sources.order")
			}
			leave()
		},
	}
}

// ofSources returns the commands of the view Sources.
func (b *harness) ofSources() (out []*command.Command) {
	for _, c := range b.Commands().Commands() {
		if c.View == "Sources" {
			out = append(out, c)
		}
	}
	return out
}

func TestCommandsOfSourcesRunInSourcesOnly(t *testing.T) {
	b := withVoices(t)
	for _, c := range b.ofSources() {
		if why := c.Why(); why != "Press Ctrl+3 to go to Sources first." {
			t.Errorf("%s in Read: %q", c.ID, why)
		}
	}
	b.sources()
	for id, want := range map[command.ID]string{
		"sources.rename": "", "sources.join": "", "sources.kind": "", "sources.grade": "", "sources.open": "", "sources.order": "",
		"sources.divide":  "This voice has no other names.",
		"sources.delete":  "Sentences are attributed to this voice.",
		"sources.profile": "Select an outlet first.",
	} {
		if why := b.Commands().Find(id).Why(); why != want {
			t.Errorf("%s of a voice: %q, want %q", id, why, want)
		}
	}
	b.Keys("]")
	for id, want := range map[command.ID]string{
		"sources.grade": "", "sources.profile": "", "sources.open": "",
		"sources.rename": "Select a voice first.", "sources.order": "Only voices can be sorted.",
	} {
		if why := b.Commands().Find(id).Why(); why != want {
			t.Errorf("%s of an outlet: %q, want %q", id, why, want)
		}
	}
	b.Key(fyne.KeyF2)
	b.WantText("Select a voice first.")
	b.Keys("]")
	for id, want := range map[command.ID]string{
		"sources.grade": "This table is empty.", "sources.open": "This table is empty.", "sources.next": "",
	} {
		if why := b.Commands().Find(id).Why(); why != want {
			t.Errorf("%s without contradictions: %q, want %q", id, why, want)
		}
	}
	b.Saved()
}

// A key of Sources may hide only a key that does nothing there.
func TestKeysOfSourcesHideNoKeyThatWorksThere(t *testing.T) {
	b := withSample(t)
	for _, c := range b.ofSources() {
		for _, k := range c.Keys {
			other := b.Commands().Bound(k)
			if other != nil && other.Group != command.Annotate && other.Group != command.Go || k.Mod != 0 {
				t.Errorf("%s hides %s, the key of %s", c.ID, k, other.ID)
			}
		}
	}
}

func TestSourcesAreWorkedOnFromTheMenuAndThePalette(t *testing.T) {
	b := withVoices(t)
	b.sources()
	b.Menu("Annotate", "Rename Voice…")
	b.WantText("Rename Voice")
	b.Key(fyne.KeyEscape)
	b.Press(command.Ctrl(fyne.KeyK))
	b.Keys("kind of voice")
	b.Key(fyne.KeyReturn)
	b.WantText("Kind of “Lena Okray”")
	b.Keys("witness")
	b.Key(fyne.KeyReturn)
	b.Until("the kind", func() bool {
		return b.Session().Voices().All()[0].Kind == model.VoiceWitness || b.Session().Voices().All()[1].Kind == model.VoiceWitness
	})
	if err := b.Commands().Bind("sources.join", command.Rune('z')); err != nil {
		t.Fatal(err)
	}
	b.Keys("z")
	b.WantText("Join “Lena Okray” into…")
	b.Key(fyne.KeyEscape)
	b.WantText("Z join")
	b.Saved()
}

func TestSourcesAreExported(t *testing.T) {
	b := withVoices(t)
	b.Saved()
	path := filepath.Join(t.TempDir(), "who.csv")
	for _, shown := range []bool{false, true} { // the command works in every view
		if shown {
			b.sources()
		}
		b.Commands().Run("sources.export")
		b.WantText("Export sources (.csv for a spreadsheet)")
		b.Answer(path)
		b.Until("the file", func() bool { _, err := os.Stat(path); return err == nil && !b.Screen.Dialog && b.Reads("who.csv") })
		content, err := os.ReadFile(path)
		if err != nil || !strings.Contains(string(content), "Lena Okray,2\n") || !strings.Contains(string(content), "The ministry,1\n") {
			t.Errorf("the file has %q, %v", content, err)
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
	b.Saved()
}
