package reading

import (
	"errors"
	"slices"
	"sort"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/model/segment"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/dialog"
)

// How a sentence is split with the keyboard
//
// Splitting is a mode in which the current sentence has a caret. The left and right
// arrows move the caret by words, because most divisions are between words. With
// Ctrl they move it by characters. S and Enter split the sentence at the caret. The
// key of another command ends the mode, and so does moving to another sentence; the
// sentence then stays whole.

// splitting is the caret in the sentence that is being split.
type splitting struct {
	text   string // the sentence
	start  int    // byte offset of the sentence in the article's text
	at     int    // the caret, a byte offset into text
	words  []int
	letter []int
}

// DivideCommands returns the commands that split and merge sentences.
func (c *Controller) DivideCommands() []*command.Command {
	return []*command.Command{
		{
			ID: "sentence.split", Title: lang.L("Split Sentence"), Group: command.Annotate, Section: command.SentenceSection,
			Keys:     []command.Key{command.Rune('s')},
			Disabled: c.needDivisible, Run: c.beginSplit,
		},
		{
			ID: "sentence.merge", Title: lang.L("Merge with Next Sentence"), Group: command.Annotate, Section: command.SentenceSection,
			Keys:     []command.Key{command.Rune('m')},
			Disabled: c.needMergeable, Run: c.merge,
		},
	}
}

// Splitting reports whether a sentence is being split.
func (c *Controller) Splitting() bool { return c.split != nil }

// Caret returns the caret as a byte offset into the sentence that is being split,
// or 0 if none is.
func (c *Controller) Caret() int {
	if c.split == nil {
		return 0
	}
	return c.split.at
}

// SplitKeys returns the commands that keys run while a sentence is being split.
func (c *Controller) SplitKeys() *command.Table {
	move := func(stops func() []int, n int) func() { return func() { c.moveCaret(stops(), n) } }
	words := func() []int { return c.split.words }
	letters := func() []int { return c.split.letter }
	return command.NewTable(
		&command.Command{ID: "split.word.back", Keys: []command.Key{command.Named(fyne.KeyLeft)}, Run: move(words, -1), Repeats: true},
		&command.Command{ID: "split.word", Keys: []command.Key{command.Named(fyne.KeyRight)}, Run: move(words, 1), Repeats: true},
		&command.Command{ID: "split.letter.back", Keys: []command.Key{command.Ctrl(fyne.KeyLeft)}, Run: move(letters, -1), Repeats: true},
		&command.Command{ID: "split.letter", Keys: []command.Key{command.Ctrl(fyne.KeyRight)}, Run: move(letters, 1), Repeats: true},
		&command.Command{
			ID:   "split.here",
			Keys: []command.Key{command.Rune('s'), command.Named(fyne.KeyReturn), command.Named(fyne.KeyEnter)},
			Run:  func() { c.SplitAt(c.split.start + c.split.at) },
		},
	)
}

// beginSplit puts the caret at the likeliest division of the current sentence, or
// in the middle if the sentence is one word.
func (c *Controller) beginSplit() {
	u, _ := c.win.Session().Current()
	s := &splitting{text: u.Span.Of(c.win.Session().Document().Text), start: u.Span.Start}
	s.words, s.letter = segment.WordStarts(s.text), segment.Characters(s.text)
	likely, ok := segment.LikelyDivision(s.text)
	if !ok {
		likely = s.letter[len(s.letter)/2]
	}
	c.split = s
	s.at = likely
	c.showCaret()
	c.win.Notice("")
	c.win.ShowKeys(lang.L("Arrow keys: move by word · {{.Ctrl}}+arrow keys: by letter · Enter: split here · Esc: cancel", map[string]any{
		"Ctrl": strings.TrimSuffix(command.Ctrl("").String(), "+"),
	}))
}

// moveCaret moves the caret to the next stop if n is 1, and to the previous stop if
// n is -1. It does nothing if there is no such stop. The stops are sorted byte
// offsets into the sentence.
func (c *Controller) moveCaret(stops []int, n int) {
	at, found := slices.BinarySearch(stops, c.split.at)
	if n < 0 || found {
		at += n
	}
	if at >= 0 && at < len(stops) {
		c.split.at = stops[at]
		c.showCaret()
	}
}

func (c *Controller) showCaret() { c.reader.SetCaret(c.split.start + c.split.at) }

// EndSplit removes the caret and leaves the sentence whole.
func (c *Controller) EndSplit() {
	if c.split == nil {
		return
	}
	c.split = nil
	c.reader.SetCaret(-1)
	c.win.ShowHints()
}

// SplitAt splits the current sentence at a byte offset into the article's text.
func (c *Controller) SplitAt(offset int) {
	c.EndSplit()
	labelled := c.win.Session().Label() != ""
	switch err := c.win.Session().Split(offset); {
	case errors.Is(err, model.ErrNotDivided):
		c.win.Notice(lang.L("The sentence cannot be split here: both parts need at least one word."))
	case err != nil:
		c.win.Report(err)
	case !labelled:
		c.win.Notice(lang.L("Sentence split. Press {{.Undo}} to undo.", map[string]any{"Undo": c.win.Key("edit.undo")}))
	default:
		c.win.Notice(lang.L("Sentence split; both parts keep the label. Press {{.Undo}} to undo.", map[string]any{"Undo": c.win.Key("edit.undo")}))
	}
}

// NearestWord returns the word start in the current sentence that is nearest to
// offset. If the sentence has no words, it returns offset. Both are byte offsets
// into the article's text.
func (c *Controller) NearestWord(offset int) int {
	u, _ := c.win.Session().Current()
	words := segment.WordStarts(u.Span.Of(c.win.Session().Document().Text))
	if len(words) == 0 {
		return offset
	}
	at := sort.SearchInts(words, offset-u.Span.Start)
	if at == len(words) || at > 0 && offset-u.Span.Start-words[at-1] < words[at]-(offset-u.Span.Start) {
		at--
	}
	return u.Span.Start + words[at]
}

// merge merges the current sentence with the next. If their labels differ, it asks
// the analyst which to keep.
func (c *Controller) merge() {
	differing := c.win.Session().Differences()
	if len(differing) == 0 {
		c.mergeKeeping(edit.NoSide)
		return
	}
	keep := func(side edit.Side) func() { return func() { c.mergeKeeping(side) } }
	dialog.Pick(lang.L("Which label should be kept?"), lang.L("The two sentences have different labels. Notes on both are kept."), []dialog.Way{
		{
			Title: c.labelName(differing[0].First),
			Text:  lang.L("from the first sentence"), Do: keep(edit.First),
		},
		{
			Title: c.labelName(differing[0].Second),
			Text:  lang.L("from the second sentence"), Do: keep(edit.Second),
		},
		{Title: lang.L("No label"), Text: lang.L("tag it again later"), Do: keep(edit.Neither)},
	}, c.win.Window())
}

// labelName returns the name of a label.
func (c *Controller) labelName(key model.LabelKey) string {
	if l, ok := c.win.Session().Codebook().Find(key); ok {
		return l.Name
	}
	return string(key)
}

func (c *Controller) mergeKeeping(side edit.Side) {
	dropped := c.win.Session().Dropped()
	if err := c.win.Session().Merge(side); err != nil {
		c.win.Report(err)
		return
	}
	if len(dropped) > 0 {
		c.win.Notice(lang.L("Sentences merged. Dropped from the second: {{.What}}. Press {{.Undo}} to undo.",
			map[string]any{"What": kindNames(dropped), "Undo": c.win.Key("edit.undo")}))
		return
	}
	c.win.Notice(lang.L("Sentences merged. Press {{.Undo}} to undo.", map[string]any{"Undo": c.win.Key("edit.undo")}))
}

// kindNames lists what a sentence has of kinds of records that a merge can drop.
func kindNames(kinds []model.Kind) string {
	var names []string
	for _, kind := range kinds {
		switch kind {
		case record.MentionKind:
			names = append(names, lang.X("dropped.mention", "mention"))
		case record.CitationKind:
			names = append(names, lang.X("dropped.citation", "citation"))
		case record.AttributionKind:
			names = append(names, lang.X("dropped.attribution", "attribution"))
		case record.GradeKind:
			names = append(names, lang.X("dropped.grade", "grade"))
		case record.ChecklistKind:
			names = append(names, lang.X("dropped.checklist", "checklist"))
		default:
			names = append(names, record.Of(kind).Name)
		}
	}
	return strings.Join(names, ", ")
}

// needWritable returns why nothing can be changed now, or "".
func (c *Controller) needWritable() string {
	if why := c.win.NeedArticle(); why != "" {
		return why
	}
	if c.win.Session().Save().State == session.Failed {
		return lang.L("Nothing can be changed until your work is saved.")
	}
	return ""
}

func (c *Controller) needDivisible() string {
	if why := c.needWritable(); why != "" {
		return why
	}
	u, ok := c.win.Session().Current()
	if !ok {
		return lang.L("This article has no sentences.")
	}
	if len(segment.Characters(u.Span.Of(c.win.Session().Document().Text))) == 0 {
		return lang.L("This sentence has nothing to split.")
	}
	return ""
}

func (c *Controller) needMergeable() string {
	if why := c.needWritable(); why != "" {
		return why
	}
	switch err := c.win.Session().CanMerge(); {
	case errors.Is(err, model.ErrLastUnit):
		return lang.L("There is no next sentence to merge with.")
	case errors.Is(err, model.ErrParagraphEnds):
		return lang.L("Only sentences in the same paragraph can be merged.")
	case errors.Is(err, model.ErrAsideBetween):
		return lang.L("One of the two is excluded. Go to it and press {{.Aside}} to include it first.", map[string]any{"Aside": c.win.Key("sentence.aside")})
	case err != nil:
		return lang.L("This article has no sentences.")
	}
	return ""
}
