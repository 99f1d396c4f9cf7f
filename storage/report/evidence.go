package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/evidence"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/report/content"
	"assay.app/assay/storage/report/words"
)

// quotation adds a sentence that a judgement cites, exactly as it stands in the article, and below
// it where it stands and what is known of its source. id is that of its place, back that of the
// judgement.
func (c *composition) quotation(p *page, l *evidence.Link, id, back string) {
	p.add(content.Paragraph{Look: content.Quote, ID: id, Text: []content.Run{c.sentence(l)}})
	where := c.where(l)
	where[len(where)-1].Note = &content.Note{ID: id + "-note", Text: append(c.custody(l.Article), content.Plain(" "), linked(c.w.Say("To the judgement"), "#"+back))}
	p.paragraph(content.Caption, onNewLines(
		where,
		plain(c.standing(l)),
		plain(c.remarks(l)),
	)...)
	if !c.opts.Redact.Notes {
		for _, n := range l.Notes {
			p.paragraph(content.Small, bold(c.w.Say("Note by {analyst}:", "analyst", c.names.of(n.Analyst))+" "), content.Plain(c.names.text(n.Text)))
		}
	}
}

// sentence returns the text of a sentence, or its place if texts are left out.
func (c *composition) sentence(l *evidence.Link) content.Run {
	if c.opts.Redact.Texts {
		return muted(c.placeOf(l.Paragraph, l.Index))
	}
	return content.Run{Text: l.Text, Language: c.foreign(l.Article.Metadata.Language)}
}

// foreign returns a language if it is not that of the report, otherwise "".
func (c *composition) foreign(language string) string {
	if base, _, _ := strings.Cut(language, "-"); base == c.w.Language() {
		return ""
	}
	return language
}

// placeOf returns the place of a sentence in its article in brackets. Both numbers are from 0; index
// is −1 if the sentence is no longer one.
func (c *composition) placeOf(paragraph, index int) string {
	if index < 0 {
		return c.w.Say("[paragraph {paragraph}]", "paragraph", strconv.Itoa(paragraph+1))
	}
	return c.w.Say("[paragraph {paragraph}, sentence {sentence}]", "paragraph", strconv.Itoa(paragraph+1), "sentence", strconv.Itoa(index+1))
}

// where returns the outlet, title and date of the article of a link and the number of the paragraph.
func (c *composition) where(l *evidence.Link) []content.Run {
	title := content.Run{Text: c.w.Quoted(isolated(heading(l.Article, c.opts.Redact))), Link: c.annexLink(l.Article.ID)}
	return leftward(joined(", ",
		[]content.Run{bold(isolated(c.outletOf(l.Article)))}, []content.Run{title}, plain(published(c.w, l.Article)),
		plain(c.w.Say("paragraph {n}", "n", strconv.Itoa(l.Paragraph+1))),
	))
}

// annexLink returns a link to the entry of an article in the annex, or "" if the report has none.
func (c *composition) annexLink(id model.ArticleID) string {
	if !c.has[AnnexPart] {
		return ""
	}
	return "#" + articlePlace(id)
}

func articlePlace(id model.ArticleID) string { return "article-" + string(id) }

// standing returns what a sentence does with the statement, who says it and its grade, in words.
func (c *composition) standing(l *evidence.Link) string {
	var all []string
	if l.Stance != "" {
		all = append(all, c.w.Say("Stance: {stance}", "stance", c.w.Name("stance", string(l.Stance))))
	}
	if l.Attribution != nil {
		all = append(all, c.voiceOf(l))
	}
	all = append(all, c.gradeOf(l))
	if l.Origin.Kind != "" {
		origin := c.w.Say("Origin: {origin}", "origin", originName(c.w, l.Origin))
		if l.Proposed {
			origin += " " + c.w.Say("(proposed)")
		}
		all = append(all, origin)
	}
	return strings.Join(all, ". ") + "."
}

// voiceOf returns whose words or knowledge a sentence reports.
func (c *composition) voiceOf(l *evidence.Link) string {
	var details []string
	if l.VoiceKind != "" {
		details = append(details, c.w.Name("voice", string(l.VoiceKind)))
	}
	if l.Attribution.Mode != "" {
		details = append(details, c.w.Name("mode", string(l.Attribution.Mode)))
	}
	if l.Attribution.Via != "" {
		details = append(details, c.w.Say("via {outlet}", "outlet", l.Attribution.Via))
	}
	said := c.w.Say("Voice: {voice}", "voice", isolated(l.VoiceName))
	if len(details) > 0 {
		said += " (" + strings.Join(details, ", ") + ")"
	}
	return said
}

// gradeOf returns the grade in force of a sentence, and what its letter was given to.
func (c *composition) gradeOf(l *evidence.Link) string {
	g := l.InForce
	if g.IsZero() {
		return c.w.Say("Not graded")
	}
	said := c.w.Say("Grade: {grade}", "grade", gradeWords(c.w, g.Grade))
	if g.Letter != nil {
		from := ""
		switch g.From {
		case record.GradedSentence:
			from = c.w.Say("The letter was given to the sentence")
		case record.GradedVoice:
			from = c.w.Say("The letter was given to the voice")
		case record.GradedArticle:
			from = c.w.Say("The letter was given to the article")
		case record.GradedOutlet:
			from = c.w.Say("The letter was given to the outlet")
		default:
			return said
		}
		said += ". " + from
		if basis := c.basis(g.Letter); basis != "" {
			said += ": " + basis
		}
	}
	return said
}

// basis returns the reason for a grade, unless it is a note and notes are left out.
func (c *composition) basis(g *record.Grade) string {
	if g.Basis == "" || c.opts.Redact.Notes && g.Note != "" {
		return ""
	}
	return strings.TrimRight(c.names.text(g.Basis), ". ")
}

// gradeWords returns a grade with its wording, such as "B2 (usually reliable, probably true)".
func gradeWords(w *words.Words, g model.Grade) string {
	var all []string
	if g.Source != "" {
		all = append(all, w.Name("letter", g.Source))
	}
	if g.Information != "" {
		all = append(all, w.Name("digit", g.Information))
	}
	return g.String() + " (" + strings.Join(all, ", ") + ")"
}

// originName returns the name of an origin.
func originName(w *words.Words, o model.Origin) string {
	switch o.Kind {
	case model.OwnReporting:
		if o.Name == "" {
			return w.Say("own reporting")
		}
		return w.Say("own reporting ({outlet})", "outlet", o.Name)
	case model.FromAgency, model.FromOutlet:
		return o.Name
	case "":
		return w.Say("unknown origin")
	}
	return o.Name
}

// remarks returns what a reader must know of the place of a sentence.
func (c *composition) remarks(l *evidence.Link) string {
	var all []string
	if l.Newest != "" {
		all = append(all, c.w.Say("This is an earlier version of the article; there is a newer one."))
	}
	if l.Article.Removed {
		all = append(all, c.w.Say("The article was removed from the corpus."))
	}
	if l.Index < 0 {
		all = append(all, c.w.Say("The sentence was divided, merged or set aside after it was cited."))
	}
	return strings.Join(all, " ")
}

// custody returns where an article was found and when it was saved, for a note.
func (c *composition) custody(a model.Article) []content.Run {
	m := a.Metadata
	var groups [][]content.Run
	if m.URL != "" {
		groups = append(groups, []content.Run{address(m.URL)})
	}
	if m.Archive != "" {
		groups = append(groups, []content.Run{content.Plain(c.w.Say("archived copy:") + " "), address(m.Archive)})
	}
	if m.Retrieved != "" {
		groups = append(groups, plain(c.w.Say("retrieved {date}", "date", c.w.DayOf(m.Retrieved))))
	}
	if len(groups) == 0 {
		groups = append(groups, plain(c.w.Say("file {file}", "file", model.BaseName(a.ImportPath))))
	}
	if link := c.annexLink(a.ID); link != "" {
		groups = append(groups, []content.Run{linked(c.w.Say("entry in the annex"), link)})
	}
	return append(joined("; ", groups...), content.Plain("."))
}

// cited identifies a sentence that is shown.
type cited struct{ on model.Subject }

func citedBy(l *evidence.Link) cited { return cited{l.On} }

// mentions adds the mentions of a statement that are not shown yet.
func (c *composition) mentions(p *page, j *judged, shown map[cited]bool) {
	var items [][]content.Run
	for i := 0; i < len(j.Mentions); {
		l := &j.Mentions[i]
		analysts := []string{l.Analyst}
		for i++; i < len(j.Mentions) && j.Mentions[i].On == l.On && j.Mentions[i].Stance == l.Stance; i++ {
			analysts = append(analysts, j.Mentions[i].Analyst)
		}
		if shown[citedBy(l)] {
			continue
		}
		items = append(items, c.mention(l, analysts))
	}
	if len(items) == 0 {
		return
	}
	title := c.w.Say("Mentions")
	if shown != nil {
		title = c.w.Say("Mentions that no judgement cites")
	}
	p.heading(3, j.id()+"-mentions", title)
	p.add(content.List{Items: items})
}

// mention returns a mention as an item of a list.
func (c *composition) mention(l *evidence.Link, analysts []string) []content.Run {
	said := c.sentence(l)
	if !c.opts.Redact.Texts {
		said.Text = c.w.Quoted(said.Text)
	}
	details := []string{c.w.Name("stance", string(l.Stance))}
	if l.Attribution != nil {
		details = append(details, l.VoiceName)
	}
	if g := l.InForce.Grade; !g.IsZero() {
		details = append(details, g.String())
	}
	if len(c.who) > 1 {
		details = append(details, c.names.all(analysts)...)
	}
	runs := append([]content.Run{said, content.Plain(" ")}, c.where(l)...)
	runs = append(runs, muted(" ("+strings.Join(details, ", ")+")"))
	if remarks := c.remarks(l); remarks != "" {
		runs = append(runs, content.Plain(" "+remarks))
	}
	return runs
}

func compareText(a, b string) int {
	return cmp.Or(strings.Compare(strings.ToLower(a), strings.ToLower(b)), strings.Compare(a, b))
}

// counted returns names with how often each is there, most frequent first, as in "A (3), B (1)".
func (c *composition) counted(counts map[string]int) string {
	var names []string
	for name := range counts {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), compareText(a, b)) })
	for i, name := range names {
		names[i] = name + " (" + c.w.Number(counts[name]) + ")"
	}
	return strings.Join(names, ", ")
}
