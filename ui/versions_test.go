package ui_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/carry"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/windowtest"
	"assay.app/assay/ui/words"
)

// The texts of two versions of an article. The newer one corrects a figure, drops a sentence,
// adds one, and has one at another place.
const (
	firstText  = "Ferry stops after leak.\n\nThe ferry to Ostholm stopped at noon. Eight passengers were hurt. The captain had slept all night. The company will pay for hotels. Divers look at the hull on Monday."
	secondText = "Ferry stops after leak.\n\nDivers look at the hull on Monday. The ferry to Ostholm stopped at noon. Seven passengers were hurt. The company will pay for hotels. An earlier version of this article misstated the number of passengers who were hurt."
)

// withVersions opens a window with both texts. The analyst has labelled three sentences of the
// first, one of which the second lacks.
func withVersions(t *testing.T) (b *harness, first, second model.ArticleID) {
	t.Helper()
	b = opened(t)
	b.AddPaths([]string{windowtest.Files(t, map[string]string{"a.txt": firstText, "b.txt": secondText})})
	b.Until("the preview", func() bool { return b.Screen.Dialog })
	b.Key(fyne.KeyReturn)
	b.Until("the articles", func() bool { return b.Screen.Articles == 2 && !b.Screen.Dialog && b.Screen.Article != "" })
	for sum := range b.Session().Summaries() {
		if strings.HasSuffix(sum.ImportPath, "a.txt") {
			first = sum.ID
		} else {
			second = sum.ID
		}
	}
	for _, text := range []string{"Eight passengers", "The captain", "Divers look"} {
		b.jump(first, text)
		if text == "The captain" {
			b.Keys("b")
			continue
		}
		b.Keys("c")
	}
	b.jump(second, "The ferry")
	b.Saved()
	return b, first, second
}

// jump goes to the sentence of an article that begins with a text.
func (b *harness) jump(id model.ArticleID, text string) {
	b.T.Helper()
	if err := b.Session().Open(id); err != nil {
		b.T.Fatal(err)
	}
	doc := b.Session().Document()
	if err := b.Session().JumpTo(id, strings.Index(doc.Text, text)); err != nil {
		b.T.Fatal(err)
	}
	if !strings.HasPrefix(b.Screen.Sentence, text) {
		b.T.Fatalf("the sentence is %q, want %q", b.Screen.Sentence, text)
	}
}

// link makes the open article a newer version of the other one.
func (b *harness) link() {
	b.T.Helper()
	b.Commands().Run("versions.link")
	b.WantText("Of which article is")
	b.Key(fyne.KeyReturn)
	b.Until("the question", func() bool { return b.Reads("Make it a version?") })
	b.WantText("2 labels, notes and other work go to the newest version. 1 is left behind.")
	b.Key(fyne.KeyReturn)
	b.Until("the link", func() bool { return !b.Screen.Dialog && b.Screen.Versions == 2 })
	b.Saved()
}

func TestAnArticleIsMadeAVersionOfAnotherOneAndItsWorkIsCarried(t *testing.T) {
	b, first, second := withVersions(t)
	b.link()
	if b.Screen.Articles != 1 || b.Screen.Total != 2 {
		t.Errorf("the list has %d articles and %d labels, want 1 and 2", b.Screen.Articles, b.Screen.Total)
	}
	b.WantText("▸ 2 versions")
	b.jump(second, "Seven passengers")
	if b.Screen.Label != "claim" {
		t.Errorf("the label of the corrected sentence is %q", b.Screen.Label)
	}
	b.Until("what it was before", func() bool { return b.Reads("Changed by a newer version (") })
	b.WantText("Eight")
	b.WantText("Correction notice: An earlier version")
	b.jump(second, "The ferry")
	b.WantText("In this wording since the first version")

	b.Shortcut(&fyne.ShortcutUndo{})
	if b.Screen.Articles != 2 || b.Screen.Total != 3 || b.Screen.Versions != 1 {
		t.Errorf("after one undo there are %d articles, %d labels and %d versions", b.Screen.Articles, b.Screen.Total, b.Screen.Versions)
	}
	if b.Reads("2 versions") || b.Reads("In this wording since the first version") {
		t.Error("after the undo the window still shows versions")
	}
	b.jump(first, "Eight passengers")
	if b.Screen.Label != "claim" {
		t.Error("after the undo the label is not where it was")
	}
	b.Saved()
}

func TestTheListUnfoldsTheVersionsOfAnArticle(t *testing.T) {
	b, first, _ := withVersions(t)
	b.link()
	b.Press(command.CtrlShift(fyne.KeyA)) // the list
	b.Key(fyne.KeyRight)
	b.Until("the earlier version", func() bool { return b.Session().Shown() == 2 && b.Reads("1 left behind") })
	b.WantText("▾ 2 versions")
	b.WantText("1 article")
	if b.Session().Row(1).ID != first {
		t.Error("the earlier version is not below the newest one")
	}
	b.Key(fyne.KeyDown, fyne.KeyReturn)
	if b.Screen.Article != string(first) {
		t.Fatal("Enter does not open the earlier version")
	}
	b.WantText("An earlier version. The newest: added")
	b.WantText("Labels and notes belong on the newest version.")
	b.jump(first, "Eight passengers")
	b.Button("Show Newest")
	b.Until("the newest version", func() bool { return strings.HasPrefix(b.Screen.Sentence, "Seven passengers") })
	if b.Reads("An earlier version. The newest:") {
		t.Error("the bar about earlier versions is above the newest one")
	}
	b.Press(command.CtrlShift(fyne.KeyA))
	b.Key(fyne.KeyLeft)
	if b.Session().Shown() != 1 {
		t.Error("Left does not hide the earlier version")
	}
	b.Key(fyne.KeyEscape)
}

func TestTheDifferencesOfVersionsAreWalkedByKey(t *testing.T) {
	b, first, second := withVersions(t)
	b.link()
	b.Press(command.CtrlShift(fyne.KeyV))
	b.Until("the differences", func() bool { return b.Screen.Differs >= 0 })
	b.WantText("~ 1 changed · + 1 added · − 1 dropped · ↕ 1 moved")
	if b.Screen.Differs != 4 || b.Screen.Left != 1 {
		t.Errorf("%d sentences differ and %d records are left, want 4 and 1", b.Screen.Differs, b.Screen.Left)
	}
	b.Key(fyne.KeyEnd)
	b.WantHeard("added, now: An earlier version") // the list has the focus
	b.Key(fyne.KeyHome)
	b.Keys("j")
	var heard []string
	for range 4 {
		heard = append(heard, b.Heard())
		b.Keys("j")
	}
	all := strings.Join(heard, "\n")
	for _, want := range []string{"moved, ", "changed, before: Eight passengers were hurt., now: Seven passengers were hurt.", "dropped, before: The captain", "added, now: An earlier version"} {
		if !strings.Contains(all, want) {
			t.Errorf("walking says %q, which lacks %q", all, want)
		}
	}
	if b.Screen.Notice != "This is the last difference." {
		t.Errorf("the notice is %q", b.Screen.Notice)
	}
	b.Keys("kk") // the order is that of the newer version
	for !strings.Contains(b.Heard(), "changed") {
		b.Keys("k")
	}
	b.Key(fyne.KeyReturn)
	if b.Screen.View != "view.read" || b.Screen.Article != string(second) || !strings.HasPrefix(b.Screen.Sentence, "Seven passengers") {
		t.Errorf("Enter leads to %q of %q in %s", b.Screen.Sentence, b.Screen.Article, b.Screen.View)
	}
	b.Commands().Run("trail.back")
	b.Until("the way back", func() bool {
		return b.Screen.View == "view.versions" && strings.Contains(b.Heard(), "changed, before: Eight")
	})
	b.Keys("o")
	if b.Screen.Article != string(first) || !strings.HasPrefix(b.Screen.Sentence, "Eight passengers") {
		t.Errorf("O leads to %q of %q", b.Screen.Sentence, b.Screen.Article)
	}
	b.Commands().Run("trail.back")
	b.Until("the way back", func() bool { return b.Screen.View == "view.versions" })
	b.Keys("a")
	b.Key(fyne.KeyHome)
	b.WantHeard("now: ")
	b.Key(fyne.KeyEscape)
	if b.Screen.View != "view.read" {
		t.Error("Esc does not lead back to Read")
	}
}

func TestWhatIsLeftBehindIsPlacedAndRemovedByKey(t *testing.T) {
	b, _, second := withVersions(t)
	b.link()
	show := func() {
		b.T.Helper()
		b.Commands().Run("versions.left")
		b.Until("what is left", func() bool { return b.Screen.Left == 1 })
		b.WantText("the newest version lacks the sentence")
		b.WantHeard("“The captain had slept all night.”")
	}
	show()
	b.Keys("p")
	b.Until("the sentences", func() bool { return b.Screen.Dialog && b.Reads("Place “") })
	b.Keys("company")
	b.Key(fyne.KeyReturn)
	b.Until("the place", func() bool { return b.Screen.Left == 0 && !b.Screen.Dialog })
	b.WantText("Placed.")
	b.WantText("Nothing is left behind.")
	if b.Screen.Total != 3 {
		t.Errorf("there are %d labels, want 3", b.Screen.Total)
	}
	b.Key(fyne.KeyEscape)
	b.jump(second, "The company")
	if b.Screen.Label != "background" {
		t.Error("the label is not on the chosen sentence")
	}
	b.undo()
	b.Saved()
	show()
	b.Keys("p")
	b.Until("the sentences", func() bool { return b.Screen.Dialog })
	b.Keys("seven")
	b.Key(fyne.KeyReturn)
	b.Until("the refusal", func() bool { return strings.HasPrefix(b.Screen.Notice, "That sentence already has another one.") })
	b.Key(fyne.KeyDelete)
	b.Until("the removal", func() bool { return b.Screen.Left == 0 })
	b.Shortcut(&fyne.ShortcutUndo{})
	b.Until("the undo", func() bool { return b.Screen.Left == 1 })
	b.Key(fyne.KeyEscape)
	b.Saved()
}

func TestVersionsAreOrderedAndSeparated(t *testing.T) {
	b, first, second := withVersions(t)
	b.link()
	b.Press(command.CtrlShift(fyne.KeyV))
	b.Until("the differences", func() bool { return b.Screen.Differs >= 0 })
	b.Commands().Run("versions.earlier")
	b.Until("the question", func() bool { return b.Reads("Change the order of the versions?") })
	b.Key(fyne.KeyReturn)
	b.Until("the order", func() bool { return !b.Screen.Dialog && b.Session().Versions(first)[1].ID == first })
	b.Saved()
	if b.Screen.Total != 3 {
		t.Errorf("there are %d labels on the newest version, want 3", b.Screen.Total)
	}
	b.undo()
	b.Saved()
	b.Until("the differences again", func() bool { return b.Screen.Differs >= 0 })
	b.Keys("s")
	b.Until("the question", func() bool { return b.Reads("Separate this version?") })
	b.Key(fyne.KeyReturn)
	b.Until("two articles", func() bool { return b.Screen.Articles == 2 })
	if got := b.Session().Versions(second); len(got) != 1 {
		t.Errorf("the separated article has %d versions", len(got))
	}
	b.Key(fyne.KeyEscape)
	b.Saved()
}

func TestWorkOnAnEarlierVersionIsListedAsLeftBehind(t *testing.T) {
	b, first, _ := withVersions(t)
	b.link()
	b.jump(first, "The ferry")
	b.Keys("b")
	b.Saved()
	b.Commands().Run("versions.left")
	b.Until("what is left", func() bool { return b.Screen.Left == 2 })
	b.WantText("it was made on the earlier version, or its place has become free")
	b.Key(fyne.KeyEscape)
}

func TestAnArticleWithoutOtherVersionsSaysHowToLinkThem(t *testing.T) {
	b := withSample(t)
	b.Press(command.CtrlShift(fyne.KeyV))
	b.Until("why it is empty", func() bool { return b.Reads("This article has no other versions.") })
	b.Keys("j") // does nothing
	b.Key(fyne.KeyEscape)
	if why := b.Commands().Find("versions.newest").Why(); why != "This is the newest version." {
		t.Errorf("the newest version is not shown because %q", why)
	}
}

// versionsEffects adds the effects of the commands of the view Versions.
func (b *harness) versionsEffects(out map[command.ID]effect) {
	s := b.Session()
	var chain []model.ArticleID // from the oldest to the newest
	heads := func(a, c int) func() bool {
		return func() bool {
			left, _ := s.Summary(chain[a])
			right, _ := s.Summary(chain[c])
			says := func(a model.Article, sign string) bool {
				texts := b.Texts()
				for i := range texts[1:] {
					if texts[i] == sign && strings.HasPrefix(texts[i+1], words.VersionDate(a)+" · "+a.Heading()) {
						return true
					}
				}
				return false
			}
			return b.Screen.Differs >= 0 && says(left.Article, "◀") && says(right.Article, "▶")
		}
	}
	// with shows the versions of three articles, on each of which a sentence has a label.
	with := func(left bool, more ...string) func() {
		return func() {
			var ids []model.ArticleID
			for row := range 3 {
				ids = append(ids, s.Row(row).ID)
			}
			for _, id := range ids {
				if err := s.Open(id); err != nil {
					b.T.Fatal(err)
				}
				s.MoveTo(5)
				b.Keys("1")
			}
			for i := range ids[1:] {
				plan, err := s.PlanVersions("", func(p carry.Planner) (carry.Plan, error) { return p.Add(ids[i+1], ids[i], false) })
				if err != nil {
					b.T.Fatal(err)
				}
				made, err := s.Carry(plan)
				if err != nil {
					b.T.Fatal(err)
				}
				chain = made.Order
			}
			if err := s.Open(chain[2]); err != nil {
				b.T.Fatal(err)
			}
			b.Saved()
			b.Commands().Run("view.versions")
			if left {
				b.Commands().Run("versions.left")
			} else { // the view shows the versions that the test before compared
				b.Until("the differences", func() bool { return b.Screen.Differs >= 0 })
				if heads(0, 1)() {
					b.Key(fyne.KeyRight)
					b.Until("the newest version", heads(0, 2))
				}
				if heads(0, 2)() {
					b.Keys("]")
					b.Until("the newest two", heads(1, 2))
				}
			}
			for _, keys := range more {
				b.Until("the differences", func() bool { return b.Screen.Differs >= 0 })
				b.Keys(keys)
			}
			b.Until("the versions", func() bool { return b.Screen.Differs >= 0 })
			if !left && strings.Contains(b.Screen.Spoken, "the newest version lacks") { // as the test before left the view
				b.Commands().Run("versions.section")
			}
		}
	}
	undos := func(n int) func() {
		return func() {
			b.Commands().Run("view.read")
			for range n {
				b.undo()
			}
		}
	}
	asks := func(id command.ID, left bool, text string) {
		out[id] = effect{given: with(left), seen: func() bool { return b.Screen.Dialog && b.Reads(text) }, after: undos(5)}
	}
	out["view.versions"] = effect{given: func() {
		with(false)()
		b.Commands().Run("view.read")
		b.Until("Read", func() bool { return b.Screen.View == "view.read" })
	}, seen: func() bool { return b.Screen.View == "view.versions" }, after: undos(5)}
	out["versions.open"] = effect{given: with(false), seen: func() bool { return b.Screen.View == "view.read" }, after: undos(5)}
	out["versions.old"] = effect{given: with(true), seen: func() bool { return b.Screen.View == "view.read" && b.Screen.Article != string(chain[2]) }, after: undos(5)}
	asks("versions.place", true, "Place “")
	out["versions.remove"] = effect{given: with(true), seen: func() bool { return b.Screen.Left == 2 }, after: undos(6)}
	asks("versions.earlier", false, "Change the order of the versions?")
	out["versions.later"] = effect{
		given: func() { with(false)(); b.Key(fyne.KeyLeft); b.Until("the older ones", heads(0, 1)) }, seen: func() bool { return b.Screen.Dialog && b.Reads("Change the order of the versions?") }, after: undos(5),
	}
	asks("versions.separate", false, "Separate this version?")
	out["versions.next"] = effect{given: with(false), seen: func() bool { return b.Reads("difference 2 of") }, after: undos(5)}
	out["versions.previous"] = effect{given: with(false, "jj"), seen: func() bool { return b.Reads("difference 2 of") }, after: undos(5)}
	out["versions.all"] = effect{given: with(false), seen: func() bool { return b.Commands().Find("versions.all").On() }, after: func() {
		b.Commands().Run("versions.all")
		undos(5)()
	}}
	out["versions.section"] = effect{given: with(false), seen: func() bool { return strings.Contains(b.Screen.Spoken, "the newest version lacks the sentence") }, after: func() {
		b.Commands().Run("versions.section")
		undos(5)()
	}}
	out["versions.older"] = effect{given: with(false), seen: heads(0, 1), after: undos(5)}
	out["versions.newer"] = effect{given: func() { with(false)(); b.Key(fyne.KeyLeft); b.Until("the older ones", heads(0, 1)) }, seen: heads(0, 2), after: undos(5)}
	out["versions.wider"] = effect{given: with(false), seen: heads(0, 2), after: undos(5)}
	out["versions.closer"] = effect{given: with(false, "["), seen: heads(1, 2), after: undos(5)}
}
