package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/windowtest"
)

// wantVoice compares who says the current or the selected sentences with a name.
func (b *harness) wantVoice(want string) {
	b.T.Helper()
	got := ""
	if a := b.Session().Attribution(); a != nil {
		got = b.Session().Voices().Called(a)
	}
	if got != want {
		b.T.Errorf("%q says it, want %q", got, want)
	}
}

func TestTheProposedVoiceIsAcceptedByEnter(t *testing.T) {
	b := &harness{windowtest.WithText(t, "The board met. “We saw it coming,” the harbour master said.")}
	b.Keys("j")
	if _, ok := b.Session().ProposedAttribution(b.Session().Document(), b.Session().Cursor()); !ok {
		t.Fatal("no attribution is proposed")
	}
	b.WantText("Suggested: Quote · the harbour master said (press Enter to accept)")
	b.Keys("w")
	if !b.Screen.Dialog || !b.Reads("the harbour master") || !b.Reads("proposed") {
		t.Fatalf("W does not offer the proposed voice: %q", b.Texts())
	}
	b.Key(fyne.KeyReturn)
	b.wantVoice("the harbour master")
	if a := b.Session().Attribution(); a == nil || a.Cue != "said" || a.Mode != model.Direct {
		t.Errorf("the attribution is %+v", a)
	}
	b.WantText("direct · “said”")
	b.WantHeard("Said by the harbour master, direct · “said”")
	b.Keys("W")
	b.wantVoice("")
	b.Shortcut(&fyne.ShortcutUndo{})
	b.wantVoice("the harbour master")
	b.Shortcut(&fyne.ShortcutUndo{})
	b.wantVoice("")
	b.Saved()
}

func TestAVoiceIsTypedChangedAndRemoved(t *testing.T) {
	b := &harness{windowtest.WithText(t, "Rain fell. The board met.")}
	b.Keys("w")
	b.Keys("Ana Brill")
	b.WantText("New voice: “Ana Brill”")
	b.Key(fyne.KeyTab)
	b.Keys("told")
	b.Key(fyne.KeyTab)
	b.Keys("Tellwire")
	b.Key(fyne.KeyF2) // from indirect to mixed
	b.Key(fyne.KeyReturn)
	b.wantVoice("Ana Brill")
	if a := b.Session().Attribution(); a == nil || a.Cue != "told" || a.Via != "Tellwire" || a.Mode != model.Mixed || a.Guess {
		t.Fatalf("the attribution is %+v", a)
	}
	b.WantText("mixed · “told” · via Tellwire")

	b.Keys("jw")
	b.Keys("ana")
	if b.Reads("New voice: “Ana Brill”") {
		t.Error("a voice that exists is offered as a new one")
	}
	b.Key(fyne.KeyReturn)
	b.wantVoice("Ana Brill")
	b.Keys("w")
	b.WantText("✓ Ana Brill")
	b.Key(fyne.KeyRight) // from indirect to mixed, while nothing is typed
	b.Key(fyne.KeyReturn)
	if a := b.Session().Attribution(); a == nil || a.Mode != model.Mixed {
		t.Errorf("the arrow leaves the attribution %+v", a)
	}
	b.Keys("w")
	b.Key(fyne.KeyDelete)
	b.wantVoice("")
	if b.Screen.Dialog {
		t.Error("the picker stays open after Delete")
	}
	b.Saved()
}

func TestSeveralSentencesGetOneVoice(t *testing.T) {
	b := &harness{windowtest.WithText(t, "Rain fell. The board met. Nobody spoke.")}
	b.Press(command.Ctrl(fyne.KeyA))
	b.Keys("w")
	b.WantText("3 sentences")
	b.Keys("the board")
	b.Key(fyne.KeyReturn)
	b.wantVoice("the board")
	doc := b.Session().Document()
	for _, u := range doc.Units {
		if b.Session().AttributionOn(doc, u.Span) == nil {
			t.Errorf("%q has no attribution", u.Span.Of(doc.Text))
		}
	}
	b.Shortcut(&fyne.ShortcutUndo{})
	b.wantVoice("")
	b.Saved()
}
