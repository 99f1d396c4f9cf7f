package ui_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/windowtest"
)

// outlets are articles on one event, in which outlets say the same in different ways.
func outlets() map[string]string {
	return map[string]string{
		"one.txt":   "The harbour wall at Brenholt gave way on Friday morning. Twelve boats sank in the outer basin. The mayor, Ida Holm, said the wall “had been inspected only last spring”. Ferries will not sail before Monday.",
		"two.txt":   "A harbour wall in Brenholt gave way early on Friday. Fourteen boats sank in the outer basin. Ida Holm, the mayor, said that the wall “had been inspected just last spring”. No one was hurt.",
		"three.txt": "In Brenholt, the harbour wall gave way on Friday morning, the harbour office said. Twelve boats sank in the outer basin of the port. Ferries will not sail before Monday, the operator said.",
	}
}

// compared opens a project with three articles of three outlets, and shows Compare.
func compared(t *testing.T) *harness {
	t.Helper()
	b := opened(t)
	b.AddPaths([]string{windowtest.Files(t, outlets())})
	b.Until("the preview", func() bool { return b.Screen.Dialog })
	b.Key(fyne.KeyReturn)
	b.Until("the articles", func() bool { return b.Screen.Articles == 3 && !b.Screen.Dialog && b.Screen.Article != "" })
	for i, name := range []string{"Brenholt Post", "Coastal Courier", "Tellwire"} {
		for k := range 3 {
			sum := b.Session().Row(k)
			if strings.Contains(sum.ImportPath, []string{"one.txt", "two.txt", "three.txt"}[i]) {
				meta := sum.Metadata
				meta.Outlet, meta.Published = name, "2031-03-14"
				if err := b.Session().CorrectMetadata(sum.ID, meta); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	b.compare()
	return b
}

// compare shows the view Compare, and waits until everything is read.
func (b *harness) compare() {
	b.T.Helper()
	b.Shortcut(windowtest.Ctrl(fyne.Key2))
	b.Until("the comparison", func() bool {
		return b.Reads("All articles") && !b.Reads("Reading…") && !b.Reads("Looking for sentences") && !b.Reads("Updated when")
	})
}

func (b *harness) statements() []model.StatementID { return b.Session().Compared().Statements.All() }

// mention returns a sentence of an outlet by its index, as a mention with a stance.
func (b *harness) mention(outlet string, index int, stance model.Stance) edit.Mentioning {
	b.T.Helper()
	for sum := range b.Session().Summaries() {
		if sum.Metadata.Outlet != outlet {
			continue
		}
		if err := b.Session().Open(sum.ID); err != nil {
			b.T.Fatal(err)
		}
		return edit.Mentioning{On: model.Subject{Article: sum.ID, Sentence: b.Session().Document().Sentences()[index].Span}, Stance: stance}
	}
	b.T.Fatalf("there is no outlet %s", outlet)
	return edit.Mentioning{}
}

// boats adds a statement that three outlets mention, and shows it in the matrix.
func (b *harness) boats() model.StatementID {
	b.T.Helper()
	var all []edit.Mentioning
	for i, outlet := range []string{"Brenholt Post", "Coastal Courier", "Tellwire"} {
		all = append(all, b.mention(outlet, 1, []model.Stance{model.Asserts, model.Denies, model.Attributes}[i]))
	}
	id, err := b.Session().NewStatement("Twelve boats sank", all)
	if err != nil {
		b.T.Fatal(err)
	}
	b.compare()
	b.focusMatrix()
	return id
}

// focusMatrix moves the focus to the matrix.
func (b *harness) focusMatrix() {
	b.T.Helper()
	for range 3 {
		if strings.Contains(b.Heard(), "row 1 of") || strings.Contains(b.Heard(), "Twelve boats sank: ") {
			return
		}
		b.Key(fyne.KeyTab)
	}
	b.T.Fatalf("the matrix has no focus; a screen reader announces %s", b.Heard())
}

// stances returns the stances of the mentions of a statement by outlet.
func (b *harness) stances(id model.StatementID) map[string]model.Stance {
	all := map[string]model.Stance{}
	b.Session().Compared().Each(record.MentionKind, func(key model.Key, content any) {
		if sum, ok := b.Session().Summary(key.Article); ok && b.Session().Compared().Statements.Root(model.StatementID(key.ID)) == id {
			all[sum.Metadata.Outlet] = content.(*record.Mention).Stance
		}
	})
	return all
}

func TestProposalsAreWalkedTakenAndDismissedByKeysAndUndone(t *testing.T) {
	b := compared(t)
	b.WantText("Proposals  1 of")
	b.WantText("To make the first one, take a proposal with")
	b.Keys("j")
	b.WantText("Proposals  2 of")
	b.Keys("k")
	b.WantHeard("Proposals  1 of", "in the proposal")
	b.Key(fyne.KeyReturn)
	if len(b.statements()) != 1 {
		t.Fatalf("there are %d statements", len(b.statements()))
	}
	b.WantText("3 outlets, at most")
	b.Shortcut(&fyne.ShortcutUndo{})
	if len(b.statements()) != 0 || !b.Commands().Find("view.compare").On() {
		t.Error("undo does not remove the statement, or leads away from Compare")
	}
	dismissed := func() (n int) {
		b.Session().Compared().Each(record.DismissalKind, func(model.Key, any) { n++ })
		return n
	}
	b.Key(fyne.KeySpace)
	if dismissed() != 1 {
		t.Errorf("Space puts %d sentences out", dismissed())
	}
	b.WantHeard("left out of the proposal")
	b.Key(fyne.KeySpace)
	if dismissed() != 0 {
		t.Error("Space does not put the sentence in again")
	}
	b.Key(fyne.KeySpace, fyne.KeyReturn)
	if got := b.stances(b.statements()[0]); len(got) != 2 {
		t.Errorf("the statement has the mentions %v", got)
	}
	for range 2 {
		b.Shortcut(&fyne.ShortcutUndo{})
	}
	proposals := b.proposals()
	b.Key(fyne.KeyDelete)
	if dismissed() == 0 || b.proposals() != proposals-1 {
		t.Errorf("Delete dismisses %d sentences", dismissed())
	}
	b.Shortcut(&fyne.ShortcutUndo{})
	if dismissed() != 0 || b.proposals() != proposals {
		t.Error("undo does not bring the proposal back")
	}
	b.Saved()
}

// Without a proposal, keys must not go to the hidden list of its sentences.
func TestAfterTheLastProposalKeysGoToTheMatrix(t *testing.T) {
	b := compared(t)
	for !b.Reads("Nothing more to propose.") {
		b.Key(fyne.KeyReturn)
	}
	n := len(b.statements())
	b.WantHeard(fmt.Sprintf("row %d of %d", n, n))
	b.Key(fyne.KeyHome)
	b.WantHeard(fmt.Sprintf("row 1 of %d", n))
	b.Saved()
}

// proposals returns how many proposals there are.
func (b *harness) proposals() (n int) {
	for _, text := range b.Texts() {
		if _, count, ok := strings.Cut(text, " of "); ok && strings.Contains(text, "Proposals") {
			n, _ = strconv.Atoi(count)
		}
	}
	return n
}

func TestTheStanceOfACellIsSetByKeyAndSpoken(t *testing.T) {
	b := compared(t)
	id := b.boats()
	b.WantHeard("Twelve boats sank", "contradicted")
	b.Key(fyne.KeyRight, fyne.KeyRight)
	b.WantHeard("Twelve boats sank: Coastal Courier denies, differs in a figure")
	for key, want := range map[string]model.Stance{"a": model.Asserts, "t": model.Attributes, "n": model.Denies, "d": model.Doubts} {
		b.Keys(key)
		if got := b.stances(id)["Coastal Courier"]; got != want {
			t.Errorf("%s sets %s, want %s", key, got, want)
		}
	}
	b.Key(fyne.KeyDelete)
	b.WantHeard("Coastal Courier: not found")
	b.Keys("-")
	b.WantHeard("Coastal Courier leaves it out")
	b.Keys("-")
	b.WantHeard("Coastal Courier: not found")
	b.Keys("a")
	b.WantText("There is no mention here.")
	b.Saved()
}

func TestACellOpensItsMentionInReadAndTheWayBackReturns(t *testing.T) {
	b := compared(t)
	b.boats()
	b.Key(fyne.KeyRight, fyne.KeyReturn)
	if !b.Commands().Find("view.read").On() || b.Session().Document().Metadata.Outlet != "Brenholt Post" || b.Session().Cursor() != 1 {
		t.Errorf("Enter goes to sentence %d of %s", b.Session().Cursor(), b.Session().Document().Metadata.Outlet)
	}
	b.Commands().Run("trail.back")
	if !b.Commands().Find("view.compare").On() {
		t.Error("the way back does not lead to Compare")
	}
	b.WantHeard("Brenholt Post asserts")
	b.Saved()
}

func TestTheSupportShowsHowItCameAbout(t *testing.T) {
	b := compared(t)
	b.boats()
	b.Key(fyne.KeyEnd)
	for range 4 {
		b.Key(fyne.KeyRight)
	}
	b.WantHeard("3 outlets, at most 2 independent")
	b.Key(fyne.KeyReturn)
	b.WantText("Assertions count by origin")
	b.Key(fyne.KeyReturn)
	b.Until("Read", func() bool { return !b.Screen.Dialog && b.Commands().Find("view.read").On() })
	b.Saved()
}

func TestStatementsAreRenamedMovedJoinedDividedAndRemoved(t *testing.T) {
	b := compared(t)
	id := b.boats()
	if _, err := b.Session().NewStatement("Ferries do not sail", []edit.Mentioning{b.mention("Tellwire", 2, model.Attributes)}); err != nil {
		t.Fatal(err)
	}
	b.compare()
	b.focusMatrix()
	b.Key(fyne.KeyHome, fyne.KeyF2)
	b.ShortcutInEntry(&fyne.ShortcutSelectAll{})
	b.Keys("Boats sank")
	b.Key(fyne.KeyReturn)
	b.WantText("Boats sank")
	b.Shortcut(windowtest.Ctrl(fyne.KeyDown))
	if all := b.statements(); all[1] != id {
		t.Error("Ctrl+Down does not move the statement down")
	}
	b.WantHeard("Boats sank", "row 2 of 2")
	b.Shortcut(windowtest.Ctrl(fyne.KeyUp))
	b.WantHeard("Boats sank", "row 1 of 2")
	b.Keys("m")
	b.WantText("Join “Boats sank” into…")
	b.Key(fyne.KeyReturn)
	if len(b.statements()) != 1 {
		t.Fatal("the statements are not joined")
	}
	b.WantHeard("Ferries do not sail", "row 1 of 1")
	b.Key(fyne.KeyRight)
	b.Keys("v")
	b.WantText("Title of the New Statement")
	b.Key(fyne.KeyReturn)
	if len(b.statements()) != 2 {
		t.Fatal("the statement is not divided")
	}
	b.Key(fyne.KeyDelete)
	if len(b.statements()) != 1 {
		t.Error("Delete does not remove the statement")
	}
	for range 6 {
		b.Shortcut(&fyne.ShortcutUndo{})
	}
	b.WantText("Twelve boats sank")
	b.Saved()
}

func TestStatementsAreFilteredByTextAndState(t *testing.T) {
	b := compared(t)
	b.boats()
	if _, err := b.Session().NewStatement("Ferries do not sail", []edit.Mentioning{b.mention("Tellwire", 2, model.Attributes)}); err != nil {
		t.Fatal(err)
	}
	b.compare()
	b.Keys("/")
	b.Keys("ferr")
	b.Key(fyne.KeyReturn)
	if b.Reads("Twelve boats sank") && !b.Reads("Ferries do not sail") {
		t.Error("the filter shows another statement")
	}
	b.Keys("/")
	b.Key(fyne.KeyEscape)
	b.Keys("f")
	b.WantText("Differing")
	b.Keys("ff")
	b.WantText("Only one outlet")
	b.WantHeard("Ferries do not sail", "row 1 of 1")
	b.Saved()
}

// The mentions follow the matrix after a moment. Tab must not wait for that.
func TestTabRightAfterAMoveGoesToTheMentions(t *testing.T) {
	b := compared(t)
	b.boats()
	if _, err := b.Session().NewStatement("Ferries do not sail", []edit.Mentioning{b.mention("Tellwire", 2, model.Attributes)}); err != nil {
		t.Fatal(err)
	}
	b.compare()
	b.focusMatrix()
	b.Key(fyne.KeyDown, fyne.KeyTab)
	b.WantHeard("mention 1 of 1", "Tellwire")
	b.Saved()
}

func TestMentionsAreWorkedOnSideBySide(t *testing.T) {
	b := compared(t)
	id := b.boats()
	b.Key(fyne.KeyTab)
	b.WantHeard("mention 1 of 3", "Brenholt Post", "asserts")
	b.Until("the paragraphs", func() bool { return b.Reads("Ferries") })
	b.Key(fyne.KeyRight)
	b.WantHeard("mention 2 of 3", "Coastal Courier", "denies")
	b.Keys("d")
	if got := b.stances(id)["Coastal Courier"]; got != model.Doubts {
		t.Errorf("D sets %s", got)
	}
	b.Key(fyne.KeySpace, fyne.KeyRight, fyne.KeySpace)
	b.Key(fyne.KeyDelete)
	if got := b.stances(id); len(got) != 1 {
		t.Errorf("Delete leaves the mentions %v", got)
	}
	b.Saved()
}

func TestASentenceIsAddedToAStatementInRead(t *testing.T) {
	b := compared(t)
	id := b.boats()
	b.Key(fyne.KeyEscape)
	on := b.mention("Coastal Courier", 3, model.Asserts)
	b.Session().MoveTo(3)
	b.Keys("l")
	b.WantText("Twelve boats sank")
	b.WantText("New statement: “No one was hurt”")
	b.Keys("boats")
	b.Key(fyne.KeyReturn)
	if b.Session().Compared().Mention(record.MentionOn(on.On, "Ines", id)) == nil {
		t.Error("the sentence is not a mention")
	}
	b.Keys("l")
	b.WantText("✓ Twelve boats sank")
	b.Key(fyne.KeyDelete)
	if b.Session().Compared().Mention(record.MentionOn(on.On, "Ines", id)) != nil {
		t.Error("Delete does not remove the mention")
	}
	b.Keys("l")
	b.Keys("Nobody was injured")
	b.Key(fyne.KeyReturn)
	if all := b.statements(); len(all) != 2 || b.Session().Compared().Statements.Title(all[1]) != "Nobody was injured" {
		t.Error("the typed text is no new statement")
	}
	b.Saved()
}

func TestCompareCountsOthersOnlyIfTheirWorkIsShown(t *testing.T) {
	b := compared(t)
	b.boats()
	b.Rename("Bo")
	b.SomebodyElse()
	b.Until("the other analyst", func() bool { return !b.Screen.Dialog && b.Session().Analyst() == "Bo" })
	b.compare()
	b.Until("no mentions", func() bool { return b.Reads("at most 0 independent") })
	b.WantText("Your mentions ▾")
	b.WantText("0 outlets, at most 0 independent")
	b.Keys("L")
	b.Until("the mentions of everybody", func() bool { return b.Reads("3 outlets") })
	b.WantText("All mentions shown ▾")
	b.Keys("w")
	b.Keys("your")
	b.Key(fyne.KeyReturn)
	b.Until("no mentions", func() bool { return b.Reads("0 outlets, at most 0 independent") })
	b.Saved()
}

func TestTheSelectionIsChosenFromTheFilterOfTheList(t *testing.T) {
	b := compared(t)
	b.boats()
	b.Session().SetFilter("Tellwire")
	b.compare()
	b.Keys("s")
	b.Keys("filtered")
	b.Key(fyne.KeyReturn)
	b.Until("the selection", func() bool { return b.Reads("1 outlets, at most") || b.Reads("1 outlet, at most") })
	b.WantText("Articles filtered by “Tellwire”")
	b.Until("why nothing is proposed", func() bool { return b.Reads("The selection has only one outlet.") })
	b.Session().SetFilter("nothing is called so")
	b.compareAgain()
	b.Keys("s")
	b.Keys("filtered")
	b.Key(fyne.KeyReturn)
	b.Until("the empty selection", func() bool { return b.Reads("0 outlets, at most 0 independent") })
	b.Saved()
}

// compareAgain waits until the comparison was read again.
func (b *harness) compareAgain() {
	b.T.Helper()
	b.Until("the comparison", func() bool { return !b.Reads("Updated when") && !b.Reads("Reading…") })
}

func TestAProjectWithoutArticlesSaysSoInCompare(t *testing.T) {
	b := compared(t)
	for b.Session().Articles() > 0 {
		if err := b.Session().Remove(b.Session().Row(0).ID); err != nil {
			t.Fatal(err)
		}
	}
	b.compare()
	b.Until("why the matrix is empty", func() bool { return b.Reads("There are no articles yet.") })
	b.Saved()
}

func TestOriginsAreAcceptedAndSetByKey(t *testing.T) {
	b := compared(t)
	b.boats()
	b.Key(fyne.KeyRight)
	b.Keys("o")
	b.Keys("Newswire")
	b.Key(fyne.KeyReturn)
	var origins []model.Origin
	for sum := range b.Session().Summaries() {
		if o, ok := b.Session().Compared().Origin(sum.ID); ok && sum.Metadata.Outlet == "Brenholt Post" {
			origins = append(origins, o)
		}
	}
	if len(origins) != 1 || origins[0] != (model.Origin{Kind: model.FromAgency, Name: "Newswire"}) {
		t.Errorf("the origins are %v", origins)
	}
	b.Until("the origin over the column", func() bool { return b.Reads("Newswire") })
	b.Keys("e")
	b.WantText("Newswire · Brenholt Post")
	b.Key(fyne.KeyEscape)
	b.Saved()
}

// A key of Compare may hide only a key that does nothing there.
func TestKeysOfCompareHideNoKeyThatWorksThere(t *testing.T) {
	b := withSample(t)
	for _, c := range b.Commands().Commands() {
		if c.View != "Compare" {
			continue
		}
		if why := c.Why(); why != "Press Ctrl+2 to go to Compare first." {
			t.Errorf("%s in Read: %q", c.ID, why)
		}
		for _, k := range c.Keys {
			if other := b.Commands().Bound(k); other != nil && (other.Group != command.Annotate && other.Group != command.Go || k.Mod != 0) {
				t.Errorf("%s hides %s, the key of %s", c.ID, k, other.ID)
			}
		}
	}
}

func TestStatementsAreExported(t *testing.T) {
	b := compared(t)
	if _, err := b.Session().NewStatement("The wall gave way", nil); err != nil {
		t.Fatal(err)
	}
	b.Saved()
	path := filepath.Join(t.TempDir(), "table.csv")
	b.Commands().Run("compare.export")
	b.WantText("Export statements (.csv for a spreadsheet)")
	b.Answer(path)
	b.Until("the file", func() bool { _, err := os.Stat(path); return err == nil && !b.Screen.Dialog && b.Reads("table.csv") })
	if content, err := os.ReadFile(path); err != nil || string(content) != "The wall gave way\n" {
		t.Errorf("the file has %q, %v", content, err)
	}
	b.Saved()
}
