package mention

import (
	"cmp"
	"errors"
	"math"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/compare/wording"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/search/names"
	"assay.app/assay/model/value"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/words"
)

// picker asks for a statement, and makes sentences mentions of it. It lists first the statements
// that they are mentions of already, then the others, those that share most rare words with the
// sentences first, and last a new statement with the typed text as its title.
type picker struct {
	*Controller
	on      []edit.Mentioning // with the stances that are proposed
	title   string            // proposed for a new statement
	present map[model.StatementID]model.Stance
	all     []model.StatementID
	index   *names.Index
	rows    []model.StatementID
	typed   string
	shown   dialog.Shown
}

// Ask asks for the statement of the current sentence, or of the selected ones.
func (c *Controller) Ask() {
	if why := c.win.NeedSentence(); why != "" {
		c.win.Notice(why)
		return
	}
	s := c.win.Session()
	s.EndTyping()
	p := &picker{Controller: c}
	p.propose()
	p.present = of(s, s.SubjectsActed())
	p.all = p.likeliest()
	p.index = names.NewIndex(len(p.all), func(i int, add func(string)) { add(p.name(p.all[i])) })
	dialog.ShowOffers(dialog.Offers{
		Asks: lang.L("Statement, in your own words"), Find: p.find, Key: p.key,
		Opened: func(shown dialog.Shown) { p.shown = shown },
	}, c.win.Window())
}

// propose proposes stances and a title.
func (p *picker) propose() {
	s := p.win.Session()
	doc := s.Document()
	var said []compare.Said
	for _, on := range s.SubjectsActed() {
		at := doc.UnitAt(on.Sentence.Start)
		attributed := s.AttributionOn(doc, on.Sentence) != nil
		if !attributed {
			_, attributed = s.ProposedAttribution(doc, at)
		}
		said = append(said, compare.Said{Text: on.Sentence.Of(doc.Text), Language: doc.Metadata.Language, Attributed: attributed})
		p.on = append(p.on, edit.Mentioning{On: on})
	}
	title, stances := compare.Describe(said)
	p.title = title
	for i := range p.on {
		p.on[i].Stance = stances[i]
	}
}

// name returns the title of a statement.
func (p *picker) name(id model.StatementID) string {
	return p.win.Session().Compared().Statements.Title(id)
}

// likeliest returns the statements, those of which the sentences are mentions first, then those
// whose titles share most with the sentences. A word that few titles have counts more.
func (p *picker) likeliest() []model.StatementID {
	s := p.win.Session()
	all := s.Compared().Statements.All()
	titles := map[model.StatementID][]wording.Word{}
	having := map[string]int{}
	for _, id := range all {
		titles[id] = wording.Words(p.name(id))
		for _, w := range titles[id] {
			having[w.Key]++
		}
	}
	said := map[string]bool{}
	for _, m := range p.on {
		for _, w := range wording.Words(m.On.Sentence.Of(s.Document().Text)) {
			said[w.Key] = true
		}
	}
	points := map[model.StatementID]float64{}
	for _, id := range all {
		for _, w := range titles[id] {
			if said[w.Key] {
				points[id] += math.Log(1 + float64(len(all))/float64(having[w.Key]))
			}
		}
		if _, is := p.present[id]; is {
			points[id] = math.Inf(1)
		}
	}
	slices.SortStableFunc(all, func(a, b model.StatementID) int { return cmp.Compare(points[b], points[a]) })
	return all
}

// find returns the offers for the typed text.
func (p *picker) find(typed string) (out []control.Offered) {
	p.typed, p.rows = strings.TrimSpace(typed), nil
	for _, hit := range p.index.Find(p.typed) {
		id := p.all[hit.Line]
		p.rows = append(p.rows, id)
		out = append(out, p.offer(id))
	}
	return append(out, p.offerNew())
}

// offer returns the offer of a statement.
func (p *picker) offer(id model.StatementID) control.Offered {
	name := p.name(id)
	stance, is := p.present[id]
	if !is {
		return control.Offered{Title: name, TitleMarks: names.Marks(p.typed, name), Detail: p.stance(), Do: func() { p.add(id) }}
	}
	o := control.Offered{Title: "✓ " + name, TitleMarks: names.Marks(p.typed, name), Do: func() { p.drop(id) }}
	for i := range o.TitleMarks {
		o.TitleMarks[i].Start += len("✓ ")
		o.TitleMarks[i].End += len("✓ ")
	}
	o.Detail = words.Stance(stance) + " · " + lang.L("{{.Enter}} or {{.Delete}} removes it", map[string]any{
		"Enter": command.Named(fyne.KeyReturn).String(), "Delete": command.Named(fyne.KeyDelete).String(),
	})
	return o
}

// stance returns the proposed stance in words, or "" if the sentences have different ones.
func (p *picker) stance() string {
	for _, m := range p.on {
		if m.Stance != p.on[0].Stance {
			return ""
		}
	}
	return words.Stance(p.on[0].Stance)
}

// offerNew returns the offer of a new statement, with the typed title or a proposed one.
func (p *picker) offerNew() control.Offered {
	title := cmp.Or(p.typed, p.title)
	o := control.Offered{Title: lang.L("New statement: “{{.Text}}”", map[string]any{"Text": title}), Detail: p.stance(), Do: func() {
		_, err := p.win.Session().NewStatement(title, p.on)
		p.done(err, lang.L("New statement: “{{.Text}}”.", map[string]any{"Text": model.Excerpt(title)}))
	}}
	if err := value.Statement.Check(title); err != nil {
		o.Why = explain.Error(err)
	}
	return o
}

// key handles Delete and the arrows. Left and right change the stance.
func (p *picker) key(key fyne.KeyName, at int) bool {
	switch {
	case key == fyne.KeyDelete && at < len(p.rows):
		id := p.rows[at]
		if _, is := p.present[id]; !is {
			return true
		}
		p.shown.Close()
		p.drop(id)
	case p.typed == "" && key == fyne.KeyRight, key == fyne.KeyTab:
		p.turn(1)
	case p.typed == "" && key == fyne.KeyLeft:
		p.turn(-1)
	default:
		return false
	}
	return true
}

// turn proposes another stance.
func (p *picker) turn(n int) {
	all := model.Stances()
	next := all[(slices.Index(all, p.on[0].Stance)+n+len(all))%len(all)]
	for i := range p.on {
		p.on[i].Stance = next
	}
	p.shown.Again()
}

// add makes the sentences mentions of a statement.
func (p *picker) add(id model.StatementID) {
	p.done(p.win.Session().Mention(id, p.on...), lang.L("A mention of “{{.Text}}”.", map[string]any{"Text": model.Excerpt(p.name(id))}))
}

// drop removes the mentions of a statement from the sentences.
func (p *picker) drop(id model.StatementID) {
	title := p.name(id)
	p.done(p.win.Session().DropMentions(id, p.win.Session().SubjectsActed()...), lang.L("Not a mention of “{{.Text}}” any more.", map[string]any{"Text": model.Excerpt(title)}))
}

// done shows a notice of what has changed, or the reason why it was refused.
func (p *picker) done(err error, said string) {
	switch {
	case errors.Is(err, model.ErrNoStatement):
		p.win.Notice(lang.L("This statement was removed."))
	case err != nil:
		p.win.Notice(explain.Error(err))
	default:
		p.win.Notice(said + " " + lang.L("Press {{.Key}} to undo.", map[string]any{"Key": p.win.Key("edit.undo")}))
	}
}
