package versions

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/align"
	"assay.app/assay/model/carry"
	"assay.app/assay/model/compare/wording"
	"assay.app/assay/model/search/names"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/words"
)

// proposal is a sentence of the current version that may take what was left behind.
type proposal struct {
	index int // of the sentence
	span  model.Span
	text  string
	words map[string]bool
	score float64
}

// place asks for the sentence of the current version to which the work of the current row goes.
func (c *Controller) place() {
	if why := c.needPlace(); why != "" {
		c.win.Notice(why)
		return
	}
	l, current := *c.view.left.current(), c.chain.current()
	old := c.chain.versions[c.chain.index(l.Article)].doc
	title := c.view.left.title(c.view.left.at)
	ctx := c.ctx
	c.win.Go(func() {
		all := proposals(old, current, l)
		c.win.Post(func() {
			if ctx.Err() == nil && c.shows {
				c.choosePlace(l, current.ID, title, all)
			}
		})
	})
}

// proposals returns the sentences of the current version, the likeliest first: the one at which
// the sentence is now, and then those that share words with it or are near to where it was.
func proposals(old, current *model.Document, l carry.Left) []proposal {
	sentences := current.Sentences()
	having := keysOf(opening(l.Span.Of(old.Text)))
	near := placeOf(old, current, l.Span)
	all := make([]proposal, len(sentences))
	for i, u := range sentences {
		p := proposal{index: i, span: u.Span, text: opening(u.Span.Of(current.Text))}
		p.words = keysOf(p.text)
		common := 0
		for w := range p.words {
			if having[w] {
				common++
			}
		}
		if common > 1 { // any two sentences may have one word in common
			p.score = float64(2*common) / float64(max(1, len(p.words)+len(having)))
		}
		far := float64(i) - near
		p.score += nearest / (0.5 + max(far, -far))
		if u.Span == l.To {
			p.score = 2
		}
		all[i] = p
	}
	slices.SortStableFunc(all, func(a, b proposal) int { return cmp.Compare(b.score, a.score) })
	return all
}

// nearest is the score of the two sentences beside the place of a dropped one. Sentences that
// share as large a part of their words count as much.
const nearest = 0.3

// placeOf returns where a sentence of an older version would be among the sentences of the current
// one: half an index after the nearest sentence before it that the current version has.
func placeOf(old, current *model.Document, span model.Span) float64 {
	places := align.Places(old, current)
	for i, u := range slices.Backward(old.Sentences()) {
		if u.Span.Start <= span.Start && places[i] >= 0 {
			if u.Span == span {
				return float64(places[i])
			}
			return float64(places[i]) + 0.5
		}
	}
	return -0.5
}

// longest is the number of bytes of a sentence that lists show and compare.
const longest = 1000

// opening returns the beginning of a text on one line.
func opening(text string) string {
	if len(text) > longest {
		end := longest
		for end > 0 && !utf8.RuneStart(text[end]) {
			end--
		}
		text = text[:end] + "…"
	}
	return control.OneLine(text)
}

// keysOf returns the words of a text in the form in which they are compared.
func keysOf(text string) map[string]bool {
	all := map[string]bool{}
	for _, w := range wording.Words(text) {
		all[w.Key] = true
	}
	return all
}

// mostProposals is the number of sentences that the picker lists.
const mostProposals = 300

// choosePlace shows the proposals.
func (c *Controller) choosePlace(l carry.Left, current model.ArticleID, title string, all []proposal) {
	dialog.ShowOffers(dialog.Offers{
		Asks: lang.L("Place “{{.What}}” on the sentence…", map[string]any{"What": title}),
		Find: func(typed string) (out []control.Offered) {
			for _, p := range all {
				if len(out) == mostProposals {
					break
				}
				if p.has(typed) {
					out = append(out, control.Offered{
						Title: p.text, TitleMarks: names.Marks(typed, p.text), Detail: p.detail(l),
						Do: func() { c.placeOn(l, current, p.span) },
					})
				}
			}
			return out
		},
	}, c.win.Window())
}

// has reports whether each typed word begins a word of the sentence.
func (p *proposal) has(typed string) bool {
	for _, w := range wording.Words(typed) {
		found := p.words[w.Key]
		for have := range p.words {
			found = found || strings.HasPrefix(have, w.Key)
		}
		if !found {
			return false
		}
	}
	return true
}

// detail says where the sentence is, and whether it is the one that was changed.
func (p *proposal) detail(l carry.Left) string {
	text := lang.L("sentence {{.Number}}", map[string]any{"Number": words.Number(p.index + 1)})
	if p.span == l.To {
		text += " · " + lang.L("the sentence as it is now")
	}
	return text
}

// placeOn moves what was left to a sentence of the current version.
func (c *Controller) placeOn(l carry.Left, current model.ArticleID, to model.Span) {
	from := model.Subject{Article: l.Article, Sentence: l.Span}
	c.plan(lang.L("Placing"), func(p carry.Planner) (carry.Plan, error) {
		return p.Place(from, model.Subject{Article: current, Sentence: to}, func(key model.Key, _ any) bool { return key == l.Key })
	}, func(plan carry.Plan, carryNow func()) {
		if len(plan.Change.Edits) == 0 {
			c.win.Notice(lang.L("That sentence already has another one. Choose another sentence, or remove one of them."))
			return
		}
		carryNow()
		c.win.Notice(lang.L("Placed.") + " " + c.undoHint())
	})
}

// undoHint says which key undoes the last change.
func (c *Controller) undoHint() string {
	return lang.L("Press {{.Key}} to undo.", map[string]any{"Key": c.win.Key("edit.undo")})
}

// plan makes a plan in a job, and then calls then with it and with the function that makes the
// planned change.
func (c *Controller) plan(title string, of func(carry.Planner) (carry.Plan, error), then func(plan carry.Plan, carryNow func())) {
	s := c.win.Session()
	s.EndTyping()
	planned, err := s.PlanVersions("", of)
	if err != nil {
		c.win.Report(err)
		return
	}
	var plan carry.Plan
	c.win.Run(title, func(ctx context.Context, _ func(dialog.Step)) error {
		made, err := planned.Read(ctx)
		c.win.Post(func() { plan = made })
		return err
	}, func(err error) {
		if c.win.Failed(err) {
			return
		}
		then(plan, func() {
			_, err := s.Carry(planned)
			c.win.Report(err)
		})
	})
}

// remove removes the work of the current row.
func (c *Controller) remove() {
	if err := c.win.Session().RemoveLeft(*c.view.left.current()); err != nil {
		c.win.Report(err)
		return
	}
	c.win.Notice(lang.L("Removed from the earlier version.") + " " + c.undoHint())
}

// openOld opens the old sentence of the current row or, among the differences, the sentence in
// the left column.
func (c *Controller) openOld() {
	if c.section == leftSection {
		l := c.view.left.current()
		c.entered = l.Article
		c.win.Read(l.Article, l.Span.Start)
		return
	}
	p, _ := c.view.list.Current()
	c.read(c.a, p.A)
}

// open opens the current sentence in the newer version, or in the older one if the newer lacks
// it. If the current line stands for several sentences, it shows them.
func (c *Controller) open() {
	if c.section == leftSection {
		c.place()
		return
	}
	if c.view.list.Open() {
		return
	}
	if p, ok := c.view.list.Current(); ok && p.B >= 0 {
		c.read(c.b, p.B)
	} else if ok {
		c.read(c.a, p.A)
	}
}

// read shows a sentence of a version in Read.
func (c *Controller) read(version, sentence int) {
	doc := c.chain.versions[version].doc
	if units := doc.Sentences(); sentence >= 0 && sentence < len(units) {
		c.entered = doc.ID
		c.win.Read(doc.ID, units[sentence].Span.Start)
	}
}
