package reading

import (
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/segment"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/dialog"
)

// How a sentence is split by key
//
// Splitting is a mode: a caret stands in the current sentence. The arrows, which
// have no other meaning, move it by words, because most divisions are between
// words; with Ctrl they move it by characters. Whatever leads away from the
// sentence ends the mode, and the sentence stays whole.

// splitting is the caret in the sentence that is being split.
type splitting struct {
	text   string // the sentence
	start  int    // its byte offset in the article's text
	at     int    // the caret, a byte offset into text
	words  []int
	letter []int
}

func (w *Window) divideCommands() []*command.Command {
	return []*command.Command{
		{
			ID: "sentence.split", Title: lang.L("Split the Sentence"), Group: command.Annotate, Section: command.SentenceSection,
			Keys:     []command.Key{command.Rune('s')},
			Disabled: w.needDivisible, Run: w.beginSplit,
		},
		{
			ID: "sentence.merge", Title: lang.L("Merge with the Next Sentence"), Group: command.Annotate, Section: command.SentenceSection,
			Keys:     []command.Key{command.Rune('m')},
			Disabled: w.needMergeable, Run: w.merge,
		},
	}
}

// splitMode is the mode in which a sentence is split.
func (w *Window) splitMode() mode {
	move := func(stops func() []int, n int) func() { return func() { w.moveCaret(stops(), n) } }
	words := func() []int { return w.split.words }
	letters := func() []int { return w.split.letter }
	keys := command.NewTable(
		&command.Command{ID: "split.word.back", Keys: []command.Key{command.Named(fyne.KeyLeft)}, Run: move(words, -1), Repeats: true},
		&command.Command{ID: "split.word", Keys: []command.Key{command.Named(fyne.KeyRight)}, Run: move(words, 1), Repeats: true},
		&command.Command{ID: "split.letter.back", Keys: []command.Key{command.Ctrl(fyne.KeyLeft)}, Run: move(letters, -1), Repeats: true},
		&command.Command{ID: "split.letter", Keys: []command.Key{command.Ctrl(fyne.KeyRight)}, Run: move(letters, 1), Repeats: true},
		&command.Command{
			ID:   "split.here",
			Keys: []command.Key{command.Rune('s'), command.Named(fyne.KeyReturn), command.Named(fyne.KeyEnter)},
			Run:  func() { w.splitAt(w.split.start + w.split.at) },
		},
	)
	return mode{on: func() bool { return w.split != nil }, keys: keys, end: w.endSplit}
}

// beginSplit puts the caret where a division of the current sentence is likeliest.
func (w *Window) beginSplit() {
	u, _ := w.session.Current()
	s := &splitting{text: u.Span.Of(w.session.Document().Text), start: u.Span.Start}
	s.words, s.letter = segment.WordStarts(s.text), segment.Characters(s.text)
	likely, ok := segment.LikelyDivision(s.text)
	if !ok {
		likely = s.letter[len(s.letter)/2]
	}
	w.split = s
	s.at = likely
	w.showCaret()
	w.status.SetNotice("")
	w.status.SetKeys(lang.L("Arrows: by word · {{.Ctrl}} and arrows: by letter · Enter splits here · Esc leaves it whole", map[string]any{
		"Ctrl": strings.TrimSuffix(command.Ctrl("").String(), "+"),
	}))
}

// moveCaret moves the caret to the next or the previous of stops, which are sorted.
func (w *Window) moveCaret(stops []int, n int) {
	at, found := slices.BinarySearch(stops, w.split.at)
	if n < 0 || found {
		at += n
	}
	if at >= 0 && at < len(stops) {
		w.split.at = stops[at]
		w.showCaret()
	}
}

func (w *Window) showCaret() { w.reader.SetCaret(w.split.start + w.split.at) }

// endSplit removes the caret. The sentence stays whole.
func (w *Window) endSplit() {
	if w.split == nil {
		return
	}
	w.split = nil
	w.reader.SetCaret(-1)
	w.status.SetKeys(w.hints())
}

// splitAt divides the current sentence at a byte offset into the article's text.
func (w *Window) splitAt(offset int) {
	w.endSplit()
	labelled := w.session.Label() != ""
	switch err := w.session.Split(offset); {
	case errors.Is(err, model.ErrNotDivided):
		w.status.SetNotice(lang.L("The sentence cannot be split there: both halves need words."))
	case err != nil:
		w.report(err)
	case !labelled:
		w.status.SetNotice(lang.L("Split in two. {{.Undo}} undoes it.", map[string]any{"Undo": w.keyOf("edit.undo")}))
	default:
		w.status.SetNotice(lang.L("Split in two; both halves keep the label. {{.Undo}} undoes it.", map[string]any{"Undo": w.keyOf("edit.undo")}))
	}
}

// nearestWord returns the byte offset into the article's text of the beginning of
// the word in the current sentence that is nearest to an offset.
func (w *Window) nearestWord(offset int) int {
	u, _ := w.session.Current()
	words := segment.WordStarts(u.Span.Of(w.session.Document().Text))
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
func (w *Window) merge() {
	differing := w.session.Differences()
	if len(differing) == 0 {
		w.mergeKeeping(edit.NoSide)
		return
	}
	keep := func(side edit.Side) func() { return func() { w.mergeKeeping(side) } }
	dialog.Pick(lang.L("Which label stands?"), lang.L("The two sentences have different labels. Notes on both are kept."), []dialog.Way{
		{
			Title: w.labelsOf(differing, func(d edit.Difference) model.LabelKey { return d.First }),
			Text:  lang.L("as the first sentence"), Do: keep(edit.First),
		},
		{
			Title: w.labelsOf(differing, func(d edit.Difference) model.LabelKey { return d.Second }),
			Text:  lang.L("as the second sentence"), Do: keep(edit.Second),
		},
		{Title: lang.L("No label"), Text: lang.L("to be tagged anew"), Do: keep(edit.Neither)},
	}, w.win)
}

// labelsOf returns the names of the labels of one of two sentences, with the
// analysts if it is unclear whose labels they are.
func (w *Window) labelsOf(differing []edit.Difference, of func(edit.Difference) model.LabelKey) string {
	var names []string
	for _, d := range differing {
		name := string(of(d))
		if l, ok := w.session.Codebook().Find(of(d)); ok {
			name = l.Name
		}
		if len(differing) > 1 || d.Analyst != w.session.Analyst() {
			name = fmt.Sprintf("%s: %s", d.Analyst, name)
		}
		names = append(names, name)
	}
	return strings.Join(names, " · ")
}

func (w *Window) mergeKeeping(side edit.Side) {
	if err := w.session.Merge(side); err != nil {
		w.report(err)
		return
	}
	w.status.SetNotice(lang.L("Merged into one sentence. {{.Undo}} undoes it.", map[string]any{"Undo": w.keyOf("edit.undo")}))
}

// needWritable returns the reason why nothing can be changed now, or "".
func (w *Window) needWritable() string {
	if why := w.needArticle(); why != "" {
		return why
	}
	if w.session.Save().State == session.Failed {
		return lang.L("Nothing can be changed until the work is saved again.")
	}
	return ""
}

func (w *Window) needDivisible() string {
	if why := w.needWritable(); why != "" {
		return why
	}
	u, ok := w.session.Current()
	if !ok {
		return lang.L("This article has no sentences.")
	}
	if len(segment.Characters(u.Span.Of(w.session.Document().Text))) == 0 {
		return lang.L("There is nothing in this sentence to split.")
	}
	return ""
}

func (w *Window) needMergeable() string {
	if why := w.needWritable(); why != "" {
		return why
	}
	switch err := w.session.CanMerge(); {
	case errors.Is(err, model.ErrLastUnit):
		return lang.L("This is the last sentence: there is none to merge it with.")
	case errors.Is(err, model.ErrParagraphEnds):
		return lang.L("The next sentence is in another paragraph: sentences are merged within one.")
	case errors.Is(err, model.ErrAsideBetween):
		return lang.L("One of the two is set aside. {{.Aside}} on it makes it a sentence first.", map[string]any{"Aside": w.keyOf("sentence.aside")})
	case err != nil:
		return lang.L("This article has no sentences.")
	}
	return ""
}
