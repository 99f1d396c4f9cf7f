package ui_test

import (
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

// judging opens a project with two statements, which three outlets and one outlet mention, and
// shows the view Judgements at the first.
func judging(t *testing.T) (b *harness, boats, wall model.StatementID) {
	t.Helper()
	b = compared(t)
	boats = b.boats()
	wall, err := b.Session().NewStatement("The wall gave way", []edit.Mentioning{b.mention("Tellwire", 0, model.Attributes)})
	if err != nil {
		t.Fatal(err)
	}
	b.judge()
	return b, boats, wall
}

// judge shows the view, and waits until the evidence is read.
func (b *harness) judge() {
	b.T.Helper()
	b.Press(command.CtrlShift(fyne.KeyJ))
	b.evidence()
}

// evidence waits until the evidence of the current statement is read.
func (b *harness) evidence() {
	b.T.Helper()
	b.Until("the evidence", func() bool { return b.Screen.View == "view.judge" && b.Screen.Cited >= 0 })
}

// judgement returns the analyst's judgement that stands, and how many there are.
func (b *harness) judgement(id model.StatementID) (j record.Judged, n int) {
	all := b.Session().Compared().Judgements(func(of model.StatementID, analyst string) bool { return of == id && analyst == "Ines" })
	if len(all) > 0 {
		j = all[0]
	}
	return j, len(all)
}

// spoken returns what a screen reader announces of the current row.
func (b *harness) spoken() string {
	for line := range strings.Lines(b.Heard()) {
		if strings.Contains(line, ", row ") {
			return strings.TrimSpace(line)
		}
	}
	return ""
}

// toNode moves to the node of the tree that begins with a text.
func (b *harness) toNode(text string) {
	b.T.Helper()
	b.Key(fyne.KeyHome)
	for range 60 {
		if strings.HasPrefix(b.spoken(), text) {
			return
		}
		before := b.spoken()
		if b.Key(fyne.KeyDown); b.spoken() == before {
			break
		}
	}
	b.T.Fatalf("the tree has no node %q: %s; the focus is on %T", text, b.spoken(), b.Window.Window().Canvas().Focused())
}

func TestAStatementIsJudgedByKeyAndUndoneInOneStep(t *testing.T) {
	b, boats, _ := judging(t)
	b.WantText("Not judged yet. Choose a verdict with its number.")
	b.Keys("2")
	j, n := b.judgement(boats)
	if n != 1 || j.Verdict != "likely" {
		t.Fatalf("2 makes %d judgements: %+v", n, j)
	}
	b.WantText("! incomplete")
	b.Keys("]]c")
	b.Keys("r")
	if !b.Screen.Writing {
		t.Fatal("R does not go to the reason")
	}
	b.Keys("Two outlets, one source.")
	b.Key(fyne.KeyEscape)
	b.Keys("4") // another verdict, in the same sitting
	j, n = b.judgement(boats)
	if n != 1 || j.Verdict != "unsupported" || j.Likelihood != model.VeryUnlikely || j.Confidence != model.LowConfidence || j.Reason != "Two outlets, one source." {
		t.Errorf("%d judgements: %+v", n, j.Judgement)
	}
	b.Shortcut(&fyne.ShortcutUndo{})
	if _, n := b.judgement(boats); n != 0 {
		t.Errorf("after one undo there are %d judgements", n)
	}
	b.WantText("Not judged yet. Choose a verdict with its number.")
	b.Shortcut(&fyne.ShortcutRedo{})
	if j, _ := b.judgement(boats); j.Judgement == nil || j.Reason != "Two outlets, one source." {
		t.Errorf("after one redo the judgement is %+v", j.Judgement)
	}
	b.WantText("Two outlets, one source.")
	b.Saved()
}

func TestWithoutAVerdictNothingElseIsTaken(t *testing.T) {
	b, boats, _ := judging(t)
	b.Keys("]")
	if b.Screen.Notice != "Choose a verdict first." {
		t.Errorf("the notice is %q", b.Screen.Notice)
	}
	b.Keys("9")
	if b.Screen.Notice != "The project has fewer verdicts." {
		t.Errorf("the notice is %q", b.Screen.Notice)
	}
	if _, n := b.judgement(boats); n != 0 {
		t.Errorf("there are %d judgements", n)
	}
}

func TestANewJudgementSupersedesTheEarlierWhichStays(t *testing.T) {
	b, boats, _ := judging(t)
	b.Keys("2")
	b.Key(fyne.KeyRight) // to the evidence
	b.Keys("p")
	b.Key(fyne.KeyTab)
	b.Keys("jk") // ends the sitting
	b.evidence()
	b.Keys("5")
	if j, n := b.judgement(boats); n != 1 || j.Verdict != "likely" || !strings.HasPrefix(b.Screen.Notice, "Press N for a new judgement") {
		t.Errorf("a judgement that is only shown is %+v, %q", j.Judgement, b.Screen.Notice)
	}
	b.Keys("n5")
	j, n := b.judgement(boats)
	if n != 2 || j.Verdict != "refuted" {
		t.Fatalf("%d judgements: %+v", n, j.Judgement)
	}
	if cited := b.Session().Compared().Citations()[j.ID]; len(cited) != 3 {
		t.Errorf("the new judgement takes over %d citations, want 3", len(cited))
	}
	b.WantText("▸ Earlier judgements and those of others  1")
	b.Keys("h")
	b.WantText("Likely · superseded")
	b.Keys("jke3")
	if j, n := b.judgement(boats); n != 2 || j.Verdict != "disputed" {
		t.Errorf("E leaves %d judgements: %+v", n, j.Judgement)
	}
	b.Keys("jk")
	b.Key(fyne.KeyDelete)
	if j, n := b.judgement(boats); n != 1 || j.Verdict != "likely" {
		t.Errorf("Delete leaves %d judgements: %+v", n, j.Judgement)
	}
	b.Saved()
}

func TestSentencesAreCitedInTheTree(t *testing.T) {
	b, boats, _ := judging(t)
	b.Key(fyne.KeyRight)
	b.toNode("Twelve boats sank in the outer basin.")
	b.Keys("f")
	if !strings.HasPrefix(b.Screen.Notice, "You have not judged this statement.") {
		t.Errorf("without a judgement the notice is %q", b.Screen.Notice)
	}
	b.Keys("3")
	b.toNode("Fourteen boats")
	b.Keys("a")
	b.toNode("Twelve boats sank in the outer basin.")
	b.Keys("f")
	j, _ := b.judgement(boats)
	weights := map[model.Weight]int{}
	for _, c := range b.Session().Compared().Citations()[j.ID] {
		weights[c.Weight]++
	}
	if weights[model.For] != 1 || weights[model.Against] != 1 || len(weights) != 2 {
		t.Errorf("the weights are %v", weights)
	}
	b.toNode("Against")
	if !strings.Contains(b.spoken(), "1 sentence") {
		t.Errorf("the group is announced as %q", b.spoken())
	}
	b.toNode("Not cited yet")
	b.Keys("x") // the whole group
	b.toNode("Neither for nor against")
	b.Keys("0")
	b.toNode("Not cited yet, 1 sentence")
	b.toNode("Fourteen boats")
	b.Shortcut(&fyne.ShortcutUndo{})
	b.Saved()
	b.evidence()
	if b.Screen.Cited != 3 {
		t.Errorf("after undo %d sentences are cited, want 3", b.Screen.Cited)
	}
}

func TestTheTreeLeadsToTheOutletAndToTheSentence(t *testing.T) {
	b, _, wall := judging(t)
	if err := b.Session().SetOutletGrade("Tellwire", model.Grade{Source: "B"}, ""); err != nil {
		t.Fatal(err)
	}
	b.Keys("j1")
	if j, _ := b.judgement(wall); j.Judgement == nil || j.Verdict != "confirmed" {
		t.Fatalf("the judgement is %+v", j.Judgement)
	}
	b.Saved()
	b.evidence()
	b.Key(fyne.KeyReturn)
	b.toNode("In Brenholt, the harbour wall")
	if !strings.Contains(b.spoken(), "B · letter from the outlet") {
		t.Errorf("the grade in force is announced as %q", b.spoken())
	}
	b.Key(fyne.KeyRight)
	b.toNode("Tellwire")
	if !strings.Contains(b.spoken(), "this letter applies") {
		t.Errorf("the outlet is announced as %q", b.spoken())
	}
	b.Key(fyne.KeyLeft, fyne.KeyReturn)
	if b.Screen.View != "view.read" || !strings.HasPrefix(b.Screen.Sentence, "In Brenholt, the harbour wall") {
		t.Fatalf("Enter leads to %s: %q", b.Screen.View, b.Screen.Sentence)
	}
	b.Commands().Run("trail.back")
	if !strings.HasPrefix(b.spoken(), "In Brenholt") {
		t.Errorf("the way back leads to %q", b.spoken())
	}
}

func TestCompareLeadsToTheJudgementOfAStatement(t *testing.T) {
	b, _, _ := judging(t)
	b.compare()
	b.focusMatrix()
	b.Key(fyne.KeyDown)
	b.Keys("c")
	b.evidence()
	if !strings.HasPrefix(b.spoken(), "The wall gave way, not judged") {
		t.Errorf("the current statement is %q", b.spoken())
	}
}

func TestStatementsAreFilteredByWhatWasConcluded(t *testing.T) {
	b, _, _ := judging(t)
	b.Keys("1")
	rows := func() string { return b.spoken()[strings.LastIndex(b.spoken(), "row"):] }
	for _, want := range []struct{ first, row string }{
		{"The wall gave way, not judged", "row 1 of 1"}, // not judged
		{"Twelve boats sank", "row 1 of 1"},             // incomplete
		{"Twelve boats sank", "row 1 of 1"},             // confirmed
	} {
		b.Keys("/")
		if !strings.HasPrefix(b.spoken(), want.first) || rows() != want.row {
			t.Errorf("the filter shows %q, want %s, %s", b.spoken(), want.first, want.row)
		}
	}
}

func TestTheScaleOfVerdictsIsTheProjectsOwn(t *testing.T) {
	b, boats, _ := judging(t)
	b.Keys("2v")
	b.WantText("Judgements keep the verdicts that they have.")
	b.ShortcutInEntry(&fyne.ShortcutSelectAll{})
	b.Keys("true\nfalse\nopen")
	b.ShortcutInEntry(windowtest.Ctrl(fyne.KeyReturn))
	if got := b.Session().Compared().Verdicts(); strings.Join(got, " ") != "true false open" {
		t.Fatalf("the verdicts are %q", got)
	}
	b.Keys("3")
	if j, _ := b.judgement(boats); j.Verdict != "open" {
		t.Errorf("the verdict is %q", j.Verdict)
	}
	b.Saved()
}

func TestStatementsAreRatedAgainstRivalExplanations(t *testing.T) {
	b, boats, wall := judging(t)
	b.Keys("m")
	b.WantText("Press + to add the first one.")
	for _, title := range []string{"Old wall", "Struck wall"} {
		b.Keys("+" + title)
		b.Key(fyne.KeyReturn)
	}
	b.Key(fyne.KeyHome, fyne.KeyRight)
	b.Keys("c")
	b.Key(fyne.KeyRight)
	b.WantText("If inconsistent: 0 consistent, 1 inconsistent, 0 neither, 1 not rated · separates 1 pair")
	b.Keys("i")
	b.Key(fyne.KeyDown)
	b.Keys("n")
	compared, all := b.Session().Compared(), b.Session().Compared().Explanations()
	if len(all) != 2 || compared.Fit("Ines", all[0].ID, boats) != model.Consistent || compared.Fit("Ines", all[1].ID, boats) != model.Inconsistent || compared.Fit("Ines", all[1].ID, wall) != model.NeitherFit {
		t.Fatalf("the explanations are %v", all)
	}
	b.WantText("ranks no explanation")
	b.Press(command.Ctrl(fyne.KeyLeft))
	if got := b.Session().Compared().Explanations(); got[0].Title != "Struck wall" {
		t.Errorf("the first explanation is %q", got[0].Title)
	}
	b.Key(fyne.KeyReturn)
	if !strings.HasPrefix(b.spoken(), "The wall gave way") {
		t.Errorf("Enter leads to %q", b.spoken())
	}
	b.Saved()
}

func TestJudgementsOfOthersAreHiddenUntilTheyAreShown(t *testing.T) {
	b, _, _ := judging(t)
	b.Keys("2")
	b.Saved()
	if err := b.Session().SetAnalyst("Omar"); err != nil {
		t.Fatal(err)
	}
	b.judge()
	if b.Reads("likely") && !b.Reads("2  likely") || b.Screen.Judgements != 0 {
		t.Errorf("Omar sees %d judgements", b.Screen.Judgements)
	}
	b.WantText("Not judged yet. Choose a verdict with its number.")
	b.Keys("L")
	b.evidence()
	if b.Screen.Judgements != 1 {
		t.Errorf("shown, there are %d judgements", b.Screen.Judgements)
	}
	b.WantText("Ines: Likely")
	b.Saved()
}

// judgeEffects adds the effects of the commands of the view Judgements.
func (b *harness) judgeEffects(out map[command.ID]effect) {
	s := b.Session()
	var statements []model.StatementID
	// with shows two statements, each of which has a mention. The first is judged if verdict is
	// not empty.
	with := func(verdict string, then ...string) func() {
		return func() {
			statements = nil
			for _, title := range []string{"First statement", "Second statement"} {
				on := model.Subject{Article: s.Document().ID, Sentence: s.Document().Sentences()[len(statements)].Span}
				id, err := s.NewStatement(title, []edit.Mentioning{{On: on, Stance: model.Denies}})
				if err != nil {
					b.T.Fatal(err)
				}
				statements = append(statements, id)
			}
			if verdict != "" {
				if _, err := s.Judge(record.Judgement{Statement: statements[0], Verdict: verdict}, ""); err != nil {
					b.T.Fatal(err)
				}
			}
			b.Saved()
			b.judge()
			for strings.Contains(b.spoken(), ", level ") {
				b.Key(fyne.KeyTab)
			}
			for _, keys := range then {
				b.Keys(keys)
			}
		}
	}
	clear := func() {
		b.Commands().Run("view.read")
		for len(s.Compared().Explanations()) > 0 {
			if err := s.RemoveExplanation(s.Compared().Explanations()[0].ID); err != nil {
				b.T.Fatal(err)
			}
		}
		for _, id := range statements {
			for {
				j, n := b.judgement(id)
				if n == 0 {
					break
				}
				if err := s.RemoveJudgement(j.ID); err != nil {
					b.T.Fatal(err)
				}
			}
			if err := s.RemoveStatement(id); err != nil {
				b.T.Fatal(err)
			}
		}
	}
	of := func(given func(), seen func() bool) effect { return effect{given: given, seen: seen, after: clear} }
	now := func() record.Judgement {
		if j, n := b.judgement(statements[0]); n > 0 {
			return *j.Judgement
		}
		return record.Judgement{}
	}
	reads := func(text string) func() bool { return func() bool { return b.Reads(text) } }
	tree := func(then ...string) func() {
		return func() {
			with("likely", then...)()
			b.Key(fyne.KeyRight)
			b.toNode("Not cited yet")
			b.Key(fyne.KeyDown)
		}
	}
	cited := func(w model.Weight) func() bool {
		return func() bool {
			j, _ := b.judgement(statements[0])
			all := s.Compared().Citations()[j.ID]
			return len(all) == 1 && all[0].Weight == w
		}
	}
	out["view.judge"] = effect{seen: func() bool { return b.Screen.View == "view.judge" }, after: func() { b.Commands().Run("view.read") }}
	out["compare.judge"] = of(func() { with("")(); b.compare(); b.focusFirst() }, func() bool { return b.Screen.View == "view.judge" })
	for i, verdict := range append(model.Verdicts(), "seventh", "eighth", "ninth") {
		given := with("")
		if i >= len(model.Verdicts()) {
			given = func() {
				if err := s.SetVerdicts(append(model.Verdicts(), "seventh", "eighth", "ninth")); err != nil {
					b.T.Fatal(err)
				}
				with("")()
			}
		}
		e := of(given, func() bool { return now().Verdict == verdict })
		e.after = func() {
			clear()
			if err := s.SetVerdicts(nil); err != nil {
				b.T.Fatal(err)
			}
		}
		out[command.ID("judge.verdict"+strconv.Itoa(i+1))] = e
	}
	out["judge.new"] = of(with("likely"), reads("A new judgement. It supersedes"))
	out["judge.edit"] = of(with("likely"), reads("It is saved as you type."))
	out["judge.likelier"] = of(with("likely", "e"), func() bool { return now().Likelihood == model.AlmostNoChance })
	out["judge.unlikelier"] = of(with("likely", "e]]"), func() bool { return now().Likelihood == model.AlmostNoChance })
	out["judge.confidence"] = of(with("likely", "e"), func() bool { return now().Confidence == model.LowConfidence })
	reason := of(with("likely", "e"), func() bool { return b.Screen.Writing })
	reason.after = func() { b.Key(fyne.KeyEscape); clear() }
	out["judge.reason"] = reason
	out["judge.delete"] = of(with("likely"), func() bool { _, n := b.judgement(statements[0]); return n == 0 })
	out["judge.scale"] = effect{given: with("likely"), seen: func() bool { return b.Screen.Dialog && b.Reads("One verdict a line") }, after: clear}
	out["judge.open"] = of(with("likely"), func() bool { return strings.Contains(b.spoken(), "level 1") })
	for key, w := range map[command.ID]model.Weight{"judge.for": model.For, "judge.against": model.Against, "judge.neither": model.Neither} {
		out[key] = of(tree(), cited(w))
		out[key+".all"] = of(tree(), cited(w))
	}
	out["judge.all"] = of(with("likely"), cited(model.Against))
	out["judge.next"] = of(with(""), func() bool { return strings.HasPrefix(b.spoken(), "Second statement") })
	out["judge.previous"] = of(with("", "j"), func() bool { return strings.HasPrefix(b.spoken(), "First statement") })
	filtered := of(with("likely"), reads("Not judged"))
	filtered.seen = func() bool { return strings.HasPrefix(b.spoken(), "Second statement") }
	filtered.after = func() {
		for !strings.Contains(b.spoken(), "of 2") {
			b.Keys("/")
		}
		clear()
	}
	out["judge.filter"] = filtered
	out["judge.past"] = effect{given: with("likely", "n3"), seen: reads("Likely · superseded"), after: func() { b.Keys("h"); clear() }}
	rivals := func(after func()) func() { return func() { b.Keys("m"); after() } }
	matrix := func(then ...string) func() {
		return func() {
			with("likely")()
			for _, title := range []string{"Accident", "Intent"} {
				if _, err := s.NewExplanation(title); err != nil {
					b.T.Fatal(err)
				}
			}
			b.Keys("m")
			b.Key(fyne.KeyHome, fyne.KeyRight)
			for _, keys := range then {
				b.Keys(keys)
			}
		}
	}
	fit := func(want model.Fit) func() bool {
		return func() bool {
			return s.Compared().Fit("Ines", s.Compared().Explanations()[0].ID, statements[0]) == want
		}
	}
	cell := func(id command.ID, given func(), seen func() bool) {
		out[id] = effect{given: given, seen: seen, after: rivals(clear)}
	}
	out["judge.explanations"] = effect{given: matrix("m"), seen: reads("ranks no explanation"), after: rivals(clear)}
	out["explanation.open"] = effect{given: matrix(), seen: func() bool { return !b.Reads("ranks no explanation") }, after: clear}
	cell("explanation.consistent", matrix(), fit(model.Consistent))
	cell("explanation.inconsistent", matrix(), fit(model.Inconsistent))
	cell("explanation.neither", matrix(), fit(model.NeitherFit))
	cell("explanation.clear", matrix("c"), fit(""))
	cell("explanation.new", matrix(), func() bool { return b.Screen.Dialog && b.Reads("New Explanation") })
	cell("explanation.rename", matrix(), func() bool { return b.Screen.Dialog && b.Reads("Rename Explanation") })
	cell("explanation.right", matrix(), func() bool { return s.Compared().Explanations()[0].Title == "Intent" })
	cell("explanation.left", func() { matrix()(); b.Key(fyne.KeyRight) }, func() bool { return s.Compared().Explanations()[0].Title == "Intent" })
	cell("explanation.remove", matrix(), func() bool { return len(s.Compared().Explanations()) == 1 })
	sorted := effect{given: func() { matrix()(); b.Key(fyne.KeyDown); b.Keys("c"); b.Key(fyne.KeyRight); b.Keys("i") }}
	sorted.seen = func() bool { return strings.Contains(b.spoken(), "row 1 of 2") }
	sorted.after = func() { b.Keys("s"); rivals(clear)() }
	out["explanation.sort"] = sorted
	out["explanation.judged"] = effect{given: matrix(), seen: func() bool { return strings.Contains(b.spoken(), "row 1 of 1") }, after: func() { b.Keys("y"); rivals(clear)() }}
}

// focusFirst moves the focus to the first row of the matrix in Compare.
func (b *harness) focusFirst() {
	b.T.Helper()
	for range 3 {
		if strings.Contains(b.Heard(), "row 1 of") {
			return
		}
		b.Key(fyne.KeyTab)
	}
	b.T.Fatalf("the matrix has no focus; a screen reader announces %s", b.Heard())
}

func TestWhatIsTypedInAJudgementIsKeptWhenTheViewOrTheProjectIsLeft(t *testing.T) {
	b, boats, wall := judging(t)
	b.Keys("2r")
	b.Keys("One office")
	b.Press(command.Ctrl(fyne.Key1))
	if j, _ := b.judgement(boats); j.Reason != "One office" {
		t.Errorf("after leaving the view the reason is %q", j.Reason)
	}
	b.judge()
	b.Key(fyne.KeyEscape)
	b.judge()
	b.Keys("j3r")
	b.Keys("No witness")
	store := b.Session()
	if err := b.Shutdown(); err != nil {
		t.Fatal(err)
	}
	for _, j := range store.Compared().Judgements(func(id model.StatementID, _ string) bool { return id == wall }) {
		if j.Reason == "No witness" {
			return
		}
	}
	t.Error("closing the project loses what was typed")
}

func TestWithoutExplanationsATextIsInPlaceOfTheMatrix(t *testing.T) {
	b, _, _ := judging(t)
	b.Keys("m")
	b.WantText("Rival explanations are what may have happened")
	if b.Reads("separates none") {
		t.Error("statements are listed below the text")
	}
	if _, err := b.Session().NewExplanation("The wall was old"); err != nil {
		t.Fatal(err)
	}
	b.Until("the statements", func() bool { return b.Reads("separates none") })
	b.Saved()
}
