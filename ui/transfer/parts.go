package transfer

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/arrival"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/words"
)

// kind is a part of a preview.
type kind int

// The parts, in the order of the list.
const (
	summaryPart kind = iota
	labelPart
	articlePart
	conflictPart
	textPart
	movedPart
	demotedPart
	lostPart
	remarkPart
)

// part is a part of a preview that has something.
type part struct {
	kind           kind
	title, caption string
	importance     widget.Importance // of the caption
	count          int               // of all entries
	entries        int               // of those that are listed
	entry          func(i int) entry
}

// entry is a row of a part. whole is what the pane below the list says of it.
type entry struct{ title, caption, whole string }

// partsOf returns the parts of a preview that have something.
func (a *arriving) partsOf(p *arrival.Preview) (all []part) {
	add := func(one part) {
		if one.count > 0 {
			all = append(all, one)
		}
	}
	all = append(all, part{kind: summaryPart, title: lang.L("Summary"), caption: a.format.full(), count: 1})
	if len(p.Labels) > 0 {
		labels := part{kind: labelPart, title: titled(lang.L("Labels"), len(p.Labels)), caption: lang.L("what the labels of the file become"), count: len(p.Labels)}
		if n := len(p.Unmapped); n > 0 {
			labels.caption, labels.importance = words.N("{{.Count}} to choose", n), widget.DangerImportance
		}
		add(labels)
	}
	add(part{
		kind: articlePart, title: titled(lang.L("Articles"), p.Count.Added+p.Count.Known), count: p.Count.Added + p.Count.Known,
		caption: words.Joined(", ", words.N("{{.Count}} added", p.Count.Added), words.N("{{.Count}} already in the project", p.Count.Known)),
		entries: len(p.Added) + len(p.Known),
		entry: func(i int) entry {
			if i < len(p.Added) {
				return entry{title: p.Added[i].Name, caption: lang.L("is added")}
			}
			known := p.Known[i-len(p.Added)]
			return entry{title: known.Name, caption: lang.L("already in the project"), whole: a.heading(known.ID)}
		},
	})
	add(part{
		kind: conflictPart, title: titled(lang.L("Replaced"), p.Count.Conflicts), count: p.Count.Conflicts, importance: widget.WarningImportance,
		caption: lang.L("values of the project that the file has otherwise"),
		entries: len(p.Conflicts), entry: func(i int) entry { return a.conflict(p.Conflicts[i]) },
	})
	add(part{
		kind: textPart, title: titled(lang.L("Texts that differ"), p.Count.Texts), count: p.Count.Texts, importance: widget.WarningImportance,
		caption: lang.L("the project keeps its own"),
		entries: len(p.Texts), entry: func(i int) entry { return a.differing(p.Texts[i]) },
	})
	places := func(k kind, title, caption string, count int, list []arrival.Place, importance widget.Importance) {
		add(part{
			kind: k, title: titled(title, count), caption: caption, count: count, importance: importance,
			entries: len(list), entry: func(i int) entry { return placed(list[i]) },
		})
	}
	places(movedPart, lang.L("Placed elsewhere"), lang.L("marks whose text was found near their place"), p.Count.Moved, p.Moved, widget.MediumImportance)
	places(demotedPart, lang.L("Labels that become phrases"), lang.L("their sentence has another label"), p.Count.Demoted, p.Demoted, widget.MediumImportance)
	places(lostPart, lang.L("No place"), lang.L("is not loaded"), p.Count.Lost, p.Lost, widget.DangerImportance)
	add(part{
		kind: remarkPart, title: titled(lang.L("Remarks"), len(p.Remarks)), count: len(p.Remarks), caption: lang.L("about the file"),
		entries: len(p.Remarks), entry: func(i int) entry { return entry{title: p.Remarks[i], whole: p.Remarks[i]} },
	})
	return all
}

// titled returns the title of a part with its count.
func titled(title string, n int) string { return title + " (" + words.Number(n) + ")" }

// heading returns the heading of an article of the project, or its id.
func (a *arriving) heading(id model.ArticleID) string {
	if sum, ok := a.win.Session().Summary(id); ok {
		return sum.Heading()
	}
	return string(id)
}

// conflict returns the row of a value that is replaced or removed.
func (a *arriving) conflict(c arrival.Change) entry {
	to := c.To
	if to == "" {
		to = lang.L("removed")
	}
	what := c.What
	switch c.What {
	case "label":
		what = lang.L("Label")
	case "note":
		what = lang.L("Note")
	case "grade":
		what = lang.L("Grade")
	default:
	}
	where := a.heading(c.Article)
	if c.Sentence >= 0 {
		where += " · " + lang.L("sentence {{.Number}}", map[string]any{"Number": words.Number(c.Sentence + 1)})
	}
	change := what + ": " + c.From + " → " + to
	return entry{title: change, caption: c.Text, whole: words.Lines(change, lang.L("by {{.Analyst}}", map[string]any{"Analyst": c.Analyst}), c.Text, where)}
}

// differing returns the row of a text that the file has otherwise.
func (a *arriving) differing(t arrival.Text) entry {
	return entry{
		title: t.Theirs, caption: words.Joined(" · ", t.At, a.heading(t.Article)),
		whole: words.Lines(lang.L("In the file: {{.Text}}", map[string]any{"Text": t.Theirs}), lang.L("In the project: {{.Text}}", map[string]any{"Text": t.Ours})),
	}
}

// placed returns the row of a mark and what became of it.
func placed(p arrival.Place) entry {
	where := words.Joined(" · ", p.Document, p.At)
	return entry{title: p.Text, caption: words.Joined(" · ", p.Why, where), whole: words.Lines(p.Text, p.Why, where)}
}

// overview returns the summary of the preview.
func (a *arriving) overview() fyne.CanvasObject {
	p := a.shown
	c := p.Count
	counted := []string{}
	add := func(n int, text string) {
		if n > 0 {
			counted = append(counted, text)
		}
	}
	add(c.Added, words.Articles(c.Added))
	add(c.Annotations, words.Labels(c.Annotations))
	add(c.Notes, words.Notes(c.Notes))
	add(c.Phrases, words.N("{{.Count}} phrases", c.Phrases))
	add(c.Grades, words.N("{{.Count}} grades", c.Grades))
	add(c.Attributions, words.N("{{.Count}} attributions", c.Attributions))
	add(c.Mentions, words.N("{{.Count}} mentions of statements", c.Mentions))
	column := container.NewVBox()
	show := func(head string, texts []string) {
		if len(texts) > 0 {
			s := newSection()
			s.set(head, lines(texts))
			column.Add(s.content)
		}
	}
	show(lang.L("Is loaded"), counted)
	show(lang.L("Labels added to the codebook"), p.Codebook)
	show(lang.L("New phrases"), p.Phrases)
	var rest []string
	if c.Unchanged > 0 {
		rest = append(rest, words.N("{{.Count}} labels, notes and so on are in the project already.", c.Unchanged))
	}
	for _, one := range a.all {
		if one.kind > articlePart && one.kind != remarkPart {
			rest = append(rest, one.title+": "+one.caption)
		}
	}
	show(lang.L("Look at"), rest)
	show(lang.L("Remarks"), p.Remarks)
	if len(column.Objects) == 0 {
		column.Add(control.Wrapped(lang.L("Nothing is loaded.")))
	}
	column.Add(control.Wrapped(lang.L("You can undo the load in one step.")))
	return container.NewVScroll(control.BesideBar(column))
}

// listed returns how many entries are not in the list, as a sentence, or "".
func (p part) more() string {
	if p.entries >= p.count {
		return ""
	}
	return words.N("Only the first {{.Count}} are listed.", p.entries)
}

// speaks returns what screen readers say of a row.
func (e entry) speaks() string { return strings.Join([]string{e.title, e.caption}, ", ") }
