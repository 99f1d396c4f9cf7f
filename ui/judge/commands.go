package judge

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/words"
)

// The commands of the view.
const (
	openID       command.ID = "judge.open"
	newID        command.ID = "judge.new"
	correctID    command.ID = "judge.edit"
	deleteID     command.ID = "judge.delete"
	verdictID    command.ID = "judge.verdict" // followed by the number of the verdict
	likelierID   command.ID = "judge.likelier"
	unlikelierID command.ID = "judge.unlikelier"
	confidenceID command.ID = "judge.confidence"
	reasonID     command.ID = "judge.reason"
	forID        command.ID = "judge.for"
	againstID    command.ID = "judge.against"
	neitherID    command.ID = "judge.neither"
	forAllID     command.ID = "judge.for.all"
	againstAllID command.ID = "judge.against.all"
	neitherAllID command.ID = "judge.neither.all"
	allID        command.ID = "judge.all"
	nextID       command.ID = "judge.next"
	previousID   command.ID = "judge.previous"
	filterID     command.ID = "judge.filter"
	pastID       command.ID = "judge.past"
	scaleID      command.ID = "judge.scale"
	rivalsID     command.ID = "judge.explanations"
)

// ViewID is the command of the window that shows the view.
const ViewID = command.ID("view.judge")

// keyed is the number of verdicts that have keys: the digits from 1.
const keyed = 9

// Commands returns the commands of the view.
func (c *Controller) Commands() []*command.Command {
	var all []*command.Command
	add := func(section int, submenu string, group command.Group, more ...*command.Command) {
		for _, of := range more {
			of.Section, of.Submenu, of.Group = section, submenu, group
		}
		all = append(all, more...)
	}
	add(command.JudgementSection, lang.L("In Judgements"), command.Edit, c.judgementCommands()...)
	add(command.JudgementSection, lang.L("Verdict"), command.Edit, c.verdictCommands()...)
	add(command.EvidenceSection, lang.L("Evidence"), command.Edit, c.evidenceCommands()...)
	add(command.JudgementViewSection, lang.L("In Judgements"), command.View, c.viewCommands()...)
	add(command.ExplanationSection, lang.L("In Rival Explanations"), command.View, c.rivalCommands()...)
	return all
}

// command returns a command of the view.
func (c *Controller) command(id command.ID, title string, need func() string, run func(), keys ...command.Key) *command.Command {
	return &command.Command{
		ID: id, Title: title, View: Title(), Keys: keys, Disabled: need,
		Run: func() {
			c.win.Session().EndTyping()
			run()
		},
	}
}

// run runs a command of the window, which says so if it cannot run.
func (v *view) run(id command.ID) { v.win.Commands().Run(id) }

func (c *Controller) judgementCommands() []*command.Command {
	step := func(n int) func() { return func() { c.stepLikelihood(n) } }
	return []*command.Command{
		c.command(newID, lang.L("New Judgement"), c.needOwn, c.begin, command.Rune('n')),
		c.command(correctID, lang.L("Edit Judgement"), c.needOwn, c.correct, command.Rune('e')),
		c.command(likelierID, lang.L("More Likely"), c.needValues, step(1), command.Rune(']')),
		c.command(unlikelierID, lang.L("Less Likely"), c.needValues, step(-1), command.Rune('[')),
		c.command(confidenceID, lang.L("Change Confidence"), c.needValues, c.nextConfidence, command.Rune('c')),
		c.command(reasonID, lang.L("Write Reason"), c.needValues, func() { c.win.Focus(c.view.form.texts[0].field) }, command.Rune('r')),
		c.command(deleteID, lang.L("Remove Judgement or Citation"), c.needRemovable, c.removeCurrent, command.Named(fyne.KeyDelete), command.Rune('0')),
		c.command(scaleID, lang.L("Change Verdicts…"), c.needScale, c.changeScale, command.Rune('v')),
	}
}

func (c *Controller) verdictCommands() (all []*command.Command) {
	for i := range keyed {
		number := words.Number(i + 1)
		title := lang.L("Verdict {{.Number}}", map[string]any{"Number": number})
		need := func() string {
			if why := c.needForm(); why != "" {
				return why
			}
			if i >= len(c.verdicts()) {
				return lang.L("The project has fewer verdicts.")
			}
			return ""
		}
		of := c.command(verdictID+command.ID(number), title, need, func() { c.setVerdict(i) }, command.Rune(rune('1'+i)))
		of.Now = func() string {
			if c.win.Session() == nil || i >= len(c.verdicts()) {
				return title
			}
			return words.UpperFirst(words.Verdict(c.verdicts()[i]))
		}
		of.On = func() bool {
			return c.needShown() == "" && c.at != "" && i < len(c.verdicts()) && c.shown().Verdict == c.verdicts()[i]
		}
		all = append(all, of)
	}
	return all
}

func (c *Controller) evidenceCommands() []*command.Command {
	cite := func(id command.ID, title string, w model.Weight, whole bool, key command.Key) *command.Command {
		return c.command(id, title, c.needCitable, func() { c.cite(w, whole) }, key)
	}
	return []*command.Command{
		c.command(openID, lang.L("Open Sentence"), c.needOpen, c.open, command.Named(fyne.KeyReturn), command.Named(fyne.KeyEnter)),
		cite(forID, lang.L("Cite For"), model.For, false, command.Rune('f')),
		cite(againstID, lang.L("Cite Against"), model.Against, false, command.Rune('a')),
		cite(neitherID, lang.L("Cite as Neither"), model.Neither, false, command.Rune('x')),
		cite(forAllID, lang.L("Cite Whole Group For"), model.For, true, command.Shifted('f')),
		cite(againstAllID, lang.L("Cite Whole Group Against"), model.Against, true, command.Shifted('a')),
		cite(neitherAllID, lang.L("Cite Whole Group as Neither"), model.Neither, true, command.Shifted('x')),
		c.command(allID, lang.L("Cite All Mentions"), c.needUncited, c.citeAll, command.Rune('p')),
	}
}

func (c *Controller) viewCommands() []*command.Command {
	next := c.command(nextID, lang.L("Next Statement"), c.needStatement, func() { c.walk(1) }, command.Rune('j'))
	previous := c.command(previousID, lang.L("Previous Statement"), c.needStatement, func() { c.walk(-1) }, command.Rune('k'))
	next.Repeats, previous.Repeats = true, true
	rivals := c.command(rivalsID, lang.L("Rival Explanations"), c.needShown, func() { c.showRivals(!c.rivals.on) }, command.Rune('m'))
	rivals.On = func() bool { return c.needShown() == "" && c.rivals.on }
	return []*command.Command{
		next, previous,
		c.command(filterID, lang.L("Filter Statements"), c.needShown, func() { c.setFilter(c.filter.next(c.verdicts())) }, command.Rune('/')),
		c.command(pastID, lang.L("Earlier Judgements"), c.needPast, c.foldPast, command.Rune('h')),
		rivals,
	}
}

// removeCurrent cites the current sentence no longer or, in the list, removes the judgement.
func (c *Controller) removeCurrent() {
	if c.area() == treeArea {
		c.cite("", false)
		return
	}
	c.remove()
}

// The need functions return why a command cannot run, or "".

func (c *Controller) needShown() string {
	if why := c.win.NeedProject(); why != "" {
		return why
	}
	if !c.shows {
		return lang.L("Press {{.Key}} to go to Judgements first.", map[string]any{"Key": c.win.Key(ViewID)})
	}
	return ""
}

func (c *Controller) needStatement() string {
	if why := c.needShown(); why != "" {
		return why
	}
	if c.at == "" {
		return lang.L("There is no statement.")
	}
	return ""
}

// needJudgements is for commands that act on the judgement or its evidence.
func (c *Controller) needJudgements() string {
	if why := c.needStatement(); why != "" {
		return why
	}
	if c.rivals.on {
		return lang.L("Press {{.Key}} to show the judgements first.", map[string]any{"Key": c.win.Key(rivalsID)})
	}
	return ""
}

// needOwn is for commands that need a judgement of the analyst.
func (c *Controller) needOwn() string {
	if why := cmp.Or(c.needJudgements(), c.win.NeedWritable()); why != "" {
		return why
	}
	if _, judged := c.own(); !judged {
		return lang.L("You have not judged this statement. Choose a verdict with its number.")
	}
	return ""
}

// needForm is for commands that change the verdict.
func (c *Controller) needForm() string {
	if why := cmp.Or(c.needJudgements(), c.win.NeedWritable()); why != "" {
		return why
	}
	if !c.sitting.writes {
		return lang.L("Press {{.New}} for a new judgement, or {{.Edit}} to correct this one.", map[string]any{"New": c.win.Key(newID), "Edit": c.win.Key(correctID)})
	}
	return ""
}

// needValues is for commands that change other values of the judgement, which has a verdict first.
func (c *Controller) needValues() string {
	if why := c.needForm(); why != "" {
		return why
	}
	if c.shown().Verdict == "" {
		return lang.L("Choose a verdict first.")
	}
	return ""
}

// mayWrite reports whether the values of the judgement can be changed, and says why if not.
func (c *Controller) mayWrite() bool {
	why := c.needValues()
	if why != "" {
		c.win.Notice(why)
	}
	return why == ""
}

func (c *Controller) needOpen() string {
	if why := c.needJudgements(); why != "" {
		return why
	}
	if c.area() == treeArea && c.view.tree.current() == nil {
		return c.view.whyNoEvidence()
	}
	return ""
}

// needCiting is for commands that change what the judgement cites.
func (c *Controller) needCiting() string {
	if why := c.needOwn(); why != "" {
		return why
	}
	if c.sitting.from != "" {
		return lang.L("Choose the verdict of the new judgement first.")
	}
	return ""
}

func (c *Controller) needCitable() string {
	if why := c.needCiting(); why != "" {
		return why
	}
	if c.area() != treeArea {
		return lang.L("Press {{.Key}} to go to the evidence first.", map[string]any{"Key": command.Named(fyne.KeyRight).String()})
	}
	return c.whyUncitable()
}

func (c *Controller) needUncited() string {
	if why := c.needCiting(); why != "" {
		return why
	}
	j, _ := c.own()
	if len(c.linksWith(c.win.Session().Analyst(), j.ID, "")) == 0 {
		return lang.L("You have no mention of this statement that is not cited.")
	}
	return ""
}

func (c *Controller) needRemovable() string {
	if why := c.needOwn(); why != "" {
		return why
	}
	if c.area() == treeArea {
		return c.needCitable()
	}
	return ""
}

func (c *Controller) needScale() string { return cmp.Or(c.needShown(), c.win.NeedWritable()) }

func (c *Controller) needPast() string {
	if why := c.needJudgements(); why != "" {
		return why
	}
	if len(c.pastJudgements()) == 0 {
		return lang.L("There is no earlier judgement of this statement.")
	}
	return ""
}

// Hints returns the keys that work in the view, for the status bar.
func (c *Controller) Hints() string {
	escape := command.Named(fyne.KeyEscape).String()
	if c.typing() {
		return lang.L("Saved as you type") + " · " + escape + " " + lang.L("back to the statements")
	}
	text := ""
	add := func(does string, ids ...command.ID) {
		keys := ""
		for _, id := range ids {
			if key := c.win.ShownKey(id); key != "" {
				keys += key + " "
			}
		}
		if keys != "" {
			text += keys + does + " · "
		}
	}
	switch {
	case c.view.whyEmpty() != "":
	case c.rivals.on:
		add(lang.L("fit"), consistentID, inconsistentID, neitherFitID)
		add(lang.L("new explanation"), newRivalID)
		add(lang.L("sort"), sortRivalsID)
		add(lang.L("judgements"), rivalsID)
	case c.area() == treeArea:
		add(lang.L("for, against, neither"), forID, againstID, neitherID)
		add(lang.L("cite no longer"), deleteID)
		add(lang.L("cite all"), allID)
		add(lang.L("open"), openID)
		text += command.Named(fyne.KeyTab).String() + " " + lang.L("other part") + " · "
	case c.sitting.writes:
		text += "1–" + words.Number(min(keyed, len(c.verdicts()))) + " " + lang.L("verdict") + " · "
		add(lang.L("likelihood"), unlikelierID, likelierID)
		add(lang.L("confidence"), confidenceID)
		add(lang.L("reason"), reasonID)
		add(lang.L("evidence"), openID)
		add(lang.L("explanations"), rivalsID)
	default:
		add(lang.L("new judgement"), newID)
		add(lang.L("edit"), correctID)
		add(lang.L("evidence"), openID)
		add(lang.L("next"), nextID)
		add(lang.L("explanations"), rivalsID)
	}
	return text + escape + " " + lang.L("back to Read")
}

// typing reports whether a text of the judgement has the focus.
func (c *Controller) typing() bool {
	focused := c.win.Window().Canvas().Focused()
	for _, t := range c.view.form.texts {
		if focused == fyne.Focusable(t.field) {
			return true
		}
	}
	return false
}
