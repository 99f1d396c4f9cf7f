package ui_test

import (
	"strings"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/ui/command"
)

// compareEffects adds the effects of the commands of the view Compare, and of the command that
// adds a sentence to a statement.
func (b *harness) compareEffects(out map[command.ID]effect) {
	s := b.Session()
	changes := 0
	first := func() model.StatementID { return b.statements()[0] }
	// with adds statements with the stance Doubts, and shows the first in the matrix. It then
	// presses keys.
	with := func(statements int, keys ...fyne.KeyName) func() {
		return func() {
			changes = statements
			for i := range statements {
				on := model.Subject{Article: s.Document().ID, Sentence: s.Document().Sentences()[i].Span}
				if _, err := s.NewStatement([]string{"Twelve boats sank", "Ferries do not sail"}[i], []edit.Mentioning{{On: on, Stance: model.Doubts}}); err != nil {
					b.T.Fatal(err)
				}
			}
			b.compare()
			b.Until("the proposals", func() bool { return b.Reads("Proposals  ") })
			for !b.Reads("Proposals  1 of") {
				b.Commands().Run("compare.previous")
			}
			if statements > 0 {
				b.focusMatrix()
				b.Key(fyne.KeyHome)
				b.Key(keys...)
			}
		}
	}
	leave := func() {
		b.Commands().Run("view.read")
		for range changes {
			b.undo()
		}
	}
	changed := func() { changes++; leave() }
	asks := func(id command.ID, text string, given func()) {
		out[id] = effect{given: given, seen: func() bool { return b.Reads(text) }, after: leave}
	}
	cell := with(1, b.toMention()...)
	out["compare.open"] = effect{given: with(1), seen: func() bool { return strings.Contains(b.Heard(), "mention 1 of 1") }, after: leave}
	for id, stance := range map[command.ID]model.Stance{"compare.asserts": model.Asserts, "compare.attributes": model.Attributes, "compare.denies": model.Denies} {
		out[id] = effect{given: cell, seen: func() bool { return b.hasStance(first(), stance) }, after: changed}
	}
	out["compare.doubts"] = effect{
		given: func() { cell(); b.Commands().Run("compare.asserts"); changes++ },
		seen:  func() bool { return b.hasStance(first(), model.Doubts) }, after: changed,
	}
	out["compare.gap"] = effect{
		given: with(1, b.besideMention()...), seen: func() bool { return strings.Contains(b.Heard(), "leaves it out") }, after: changed,
	}
	out["compare.choose"] = effect{given: with(1, fyne.KeyTab), seen: func() bool { return b.Reads("✓ ") }, after: leave}
	out["compare.delete"] = effect{given: with(1), seen: func() bool { return len(b.statements()) == 0 }, after: changed}
	asks("compare.rename", "Rename Statement", with(1))
	out["compare.earlier"] = effect{given: with(2, fyne.KeyDown), seen: func() bool { return s.Compared().Statements.Title(first()) == "Ferries do not sail" }, after: changed}
	out["compare.later"] = effect{given: with(2), seen: func() bool { return s.Compared().Statements.Title(first()) == "Ferries do not sail" }, after: changed}
	asks("compare.join", "Join “Twelve boats sank” into…", with(2))
	asks("compare.divide", "Title of the New Statement", cell)
	asks("compare.origin", "an agency, an outlet", cell)
	asks("compare.variants", "No two outlets quote the same words", with(1))
	asks("compare.next", "Proposals  2 of", with(0))
	out["compare.previous"] = effect{
		given: func() { with(0)(); b.Commands().Run("compare.next") }, seen: func() bool { return b.Reads("Proposals  1 of") }, after: leave,
	}
	out["compare.fold"] = effect{
		given: with(0), seen: func() bool { return b.Reads("▸ ") }, after: func() { b.Commands().Run("compare.fold"); leave() },
	}
	out["compare.independent"] = effect{
		given: func() { cell(); b.Commands().Run("compare.asserts"); changes++ },
		seen:  func() bool { return b.Reads("Assertions count by origin") }, after: leave,
	}
	out["compare.filter"] = effect{
		given: with(1), seen: func() bool {
			_, entry := b.Window.Window().Canvas().Focused().(interface{ SetPlaceHolder(string) })
			return entry
		},
		after: func() { b.Key(fyne.KeyEscape); leave() },
	}
	out["compare.state"] = effect{given: with(1), seen: func() bool { return b.Reads("Differing ▾") }, after: func() {
		for !b.Reads("All states ▾") {
			b.Commands().Run("compare.state")
		}
		leave()
	}}
	asks("compare.selection", "Which articles to compare", with(1))
	asks("compare.whose", "Whose mentions count", with(1))
	asks("compare.origins", "Origins: Enter accepts", with(1))
	b.timelineEffects(out, with, func() { cell(); b.Commands().Run("compare.asserts"); changes++ }, leave)
	out["statement.add"] = effect{given: func() { changes = 0 }, seen: func() bool { return b.Reads("New statement: “") }}
	out["view.compare"] = effect{seen: func() bool { return b.Reads("All states ▾") }, after: func() { b.Commands().Run("view.read") }}
}

// toMention returns the keys that go from a title to the cell of the second article's outlet.
func (b *harness) toMention() (keys []fyne.KeyName) {
	outlet := model.OutletIDOf(b.Session().Row(1).Metadata.Outlet)
	outlets := map[model.OutletID]bool{}
	for sum := range b.Session().Summaries() {
		outlets[model.OutletIDOf(sum.Metadata.Outlet)] = true
	}
	keys = []fyne.KeyName{fyne.KeyRight}
	for id := range outlets {
		if id < outlet {
			keys = append(keys, fyne.KeyRight)
		}
	}
	return keys
}

// besideMention returns the keys that go to the cell beside that one.
func (b *harness) besideMention() []fyne.KeyName {
	keys := b.toMention()
	if len(keys) > 1 {
		return keys[1:]
	}
	return append(keys, fyne.KeyRight)
}

// hasStance reports whether a statement has a mention with a stance.
func (b *harness) hasStance(id model.StatementID, stance model.Stance) bool {
	for _, s := range b.stances(id) {
		if s == stance {
			return true
		}
	}
	return false
}

// timelineEffects adds the effects of the commands of the timeline. with adds statements and shows
// Compare, asserted adds one that is asserted, and leave undoes that.
func (b *harness) timelineEffects(out map[command.ID]effect, with func(int, ...fyne.KeyName) func(), asserted, leave func()) {
	over := func(given func(), ids ...command.ID) func() {
		return func() {
			given()
			b.Commands().Run("compare.timeline")
			b.Until("the timeline", func() bool {
				return strings.Contains(b.Screen.Spoken, "The Brenholt Chronicle, ") && strings.Contains(b.Screen.Spoken, " · ")
			})
			for _, id := range ids {
				b.Commands().Run(id)
				if id == "timeline.list" {
					b.Until("the list", func() bool { return b.Screen.Timeline == "list" })
				}
			}
		}
	}
	back := func() {
		b.Commands().Run("timeline.statement")
		b.Commands().Run("timeline.whole")
		b.Commands().Run("compare.timeline")
		leave()
	}
	shows := func(given func(), seen func() bool) effect { return effect{given: given, seen: seen, after: back} }
	display := func(name string) func() bool { return func() bool { return b.Screen.Timeline == name } }
	reads := func(text string) func() bool { return func() bool { return b.Reads(text) } }
	spoken := func(text string) func() bool {
		return func() bool { return strings.Contains(b.Screen.Spoken, text) }
	}
	one, two := with(1), with(2)
	out["compare.timeline"] = shows(one, display("statement"))
	out["timeline.statement"] = shows(over(one, "timeline.list"), display("statement"))
	out["timeline.articles"] = shows(over(one), display("articles"))
	out["timeline.list"] = shows(over(one), display("list"))
	out["timeline.outlet"] = shows(over(one), reads("Which articles to list"))
	out["timeline.next"] = shows(over(two), reads("Ferries do not sail"))
	out["timeline.previous"] = shows(over(two, "timeline.next"), reads("Twelve boats sank"))
	out["timeline.in"] = shows(over(one), reads("× 2"))
	out["timeline.out"] = shows(over(one, "timeline.in", "timeline.in"), reads("× 2"))
	out["timeline.whole"] = shows(over(one, "timeline.in"), func() bool { return !b.Reads("× 2") })
	out["timeline.first"] = shows(func() {
		over(asserted, "timeline.list")()
		b.Key(fyne.KeyEnd)
	}, spoken("First to say"))
	out["timeline.open"] = effect{
		given: over(one), seen: func() bool { return b.Screen.View == "view.read" },
		after: func() { b.Commands().Run("view.compare"); back() },
	}
}
