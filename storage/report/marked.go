package report

import (
	"cmp"
	"context"
	"strconv"
	"strings"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/report/content"
	"assay.app/assay/storage/report/words"
)

// MarkedOptions say what a marked text has.
type MarkedOptions struct {
	// Article is the article, which may be an earlier version or removed; if it is "", all articles
	// of the corpus are in the document, without earlier versions.
	Article  model.ArticleID
	Articles map[model.ArticleID]bool // the selection, if Article is ""; all if nil

	Redact   Redaction // a marked text is never without its texts, so Texts is refused
	Language string    // of the words of the document: one of words.Languages; English if ""
	Title    string    // the name of the project if ""
	// Counts reports whether the work of an analyst, by the stored name, is in the document. If it
	// is nil, everybody's is.
	Counts  func(analyst string) bool
	Program string    // as in Options
	Now     time.Time // as in Options
}

// Marked composes the marked text of articles: each as it reads, with its labels as colours, and
// with what analysts said of its sentences beside. Progress, ctx and the errors are as for
// Document; it is model.ErrNoArticle if the project does not have the article.
func (c *Composer) Marked(ctx context.Context, o MarkedOptions, progress func(done, all int)) (*content.Document, error) {
	if o.Redact.Texts {
		return nil, noTexts()
	}
	if progress == nil {
		progress = func(int, int) {}
	}
	base, err := Options{Language: o.Language, Counts: o.Counts, Program: o.Program, Now: o.Now, Redact: o.Redact}.withDefaults()
	if err != nil {
		return nil, err
	}
	m := &marking{project: c.project, ctx: ctx, counts: base.Counts, redact: o.Redact, progress: progress}
	if m.w, err = words.In(base.Language); err != nil {
		return nil, err
	}
	if err := m.read(o); err != nil {
		return nil, err
	}
	d := newDocument(m.names.text(cmp.Or(o.Title, c.project.Info().Name)), m.w, base)
	d.Subtitle = m.w.Say("Marked text")
	if len(m.articles) > 1 {
		for _, a := range m.articles {
			d.Outline = append(d.Outline, content.Entry{Level: 1, ID: articlePlace(a.ID), Title: a.Heading()})
		}
	}
	d.Blocks = blocks(m.write)
	return d, nil
}

// marking is one marked text that is being composed.
type marking struct {
	project  *storage.Project
	ctx      context.Context
	counts   func(analyst string) bool
	redact   Redaction
	progress func(done, all int)

	w          *words.Words
	names      naming
	book       model.Codebook
	voices     record.Voices
	phrases    record.Phrases
	statements record.Statements
	several    bool // several analysts are in the document, so each is named
	articles   []model.Article
}

// read reads what all articles need, and which articles there are.
func (m *marking) read(o MarkedOptions) (err error) {
	if m.names, err = newNaming(m.project, m.w, o.Redact.Analysts); err != nil {
		return err
	}
	counted := 0
	for _, analyst := range m.names.names.All() {
		if m.counts(analyst) {
			counted++
		}
	}
	m.several = counted > 1
	book, err := m.project.Codebook()
	if err != nil {
		return err
	}
	m.book = inLanguage(m.w, m.names.book(book))
	if m.voices, err = m.project.Voices(); err != nil {
		return err
	}
	if m.phrases, err = m.project.Phrases(); err != nil {
		return err
	}
	if m.statements, err = m.project.Statements(); err != nil {
		return err
	}
	if o.Article != "" {
		a, err := m.project.Article(o.Article)
		m.articles = []model.Article{a}
		return err
	}
	superseded, err := m.project.Superseded()
	if err != nil {
		return err
	}
	for a, err := range m.project.Articles() {
		if err != nil {
			return err
		}
		_, older := superseded[a.ID]
		if !a.Removed && !older && (o.Articles == nil || o.Articles[a.ID]) {
			m.articles = append(m.articles, a)
		}
	}
	return nil
}

// write adds the key of the labels and the articles.
func (m *marking) write(p *page) error {
	p.heading(1, "key", m.w.Say("Key"))
	codebookTable(p, m.w, m.book)
	p.paragraph(content.Caption, content.Plain(m.w.Say("Beside a paragraph stands its number and what analysts said of its sentences. Text in grey is set aside: it is no sentence to label.")))
	if len(m.articles) == 0 {
		p.say(m.w.Say("There are no articles."))
	}
	for i, a := range m.articles {
		if p.stopped {
			return nil
		}
		if err := m.ctx.Err(); err != nil {
			return err
		}
		m.progress(i, len(m.articles))
		doc, err := m.project.Document(a.ID)
		if err != nil {
			return err
		}
		m.article(p, doc)
	}
	m.progress(len(m.articles), len(m.articles))
	return nil
}

// article adds an article as it reads.
func (m *marking) article(p *page, doc *model.Document) {
	p.add(content.Break{})
	p.add(content.Heading{Level: 1, ID: articlePlace(doc.ID), Text: []content.Run{{Text: doc.Heading(), Language: m.foreign(doc)}}})
	where := leftward(joined(", ", plain(isolated(cmp.Or(doc.Metadata.Outlet, m.w.Say("(no outlet)")))), plain(isolated(doc.Metadata.Byline)), plain(published(m.w, doc.Article))))
	if doc.Metadata.URL != "" {
		where = onNewLines(where, []content.Run{address(doc.Metadata.URL)})
	}
	p.paragraph(content.Small, where...)
	if about := m.about(doc, model.Subject{Article: doc.ID}); len(about) > 0 {
		p.paragraph(content.Small, append([]content.Run{bold(m.w.Say("On the article:") + " ")}, joined(" · ", about...)...)...)
	}
	for i := range doc.Paragraphs {
		m.paragraph(p, doc, i)
	}
	if n := m.detached(doc); n > 0 {
		p.paragraph(content.Small, italic(m.w.Count("{n} labels are on sentences that were divided, merged or set aside since. They are not shown.", n)))
	}
}

// foreign returns the language of an article if it is not that of the document, otherwise "".
func (m *marking) foreign(doc *model.Document) string {
	if base, _, _ := strings.Cut(doc.Metadata.Language, "-"); base == m.w.Language() {
		return ""
	}
	return doc.Metadata.Language
}

// paragraph adds a paragraph with its number, from 1, and what was said of its sentences.
func (m *marking) paragraph(p *page, doc *model.Document, at int) {
	span := doc.Paragraphs[at]
	b := content.Paragraph{ID: articlePlace(doc.ID) + "-p" + strconv.Itoa(at+1)}
	side := [][]content.Run{{muted(m.w.Say("¶ {n}", "n", strconv.Itoa(at+1)))}}
	sentences := 0
	for _, u := range doc.Units {
		if u.Paragraph == at && u.Kind == model.UnitSentence {
			sentences++
		}
	}
	done, language := span.Start, m.foreign(doc)
	add := func(text string, run content.Run) {
		if run.Text = text; text != "" {
			run.Language = language
			b.Text = append(b.Text, run)
		}
	}
	for _, u := range doc.Units {
		if u.Paragraph != at {
			continue
		}
		add(doc.Text[done:u.Span.Start], content.Run{})
		done = u.Span.End
		if u.Kind != model.UnitSentence {
			add(u.Span.Of(doc.Text), content.Run{Muted: true})
			continue
		}
		letters, color := m.mark(doc, u.Span)
		if letters != "" {
			b.Text = append(b.Text, content.Run{Text: letters + "\u00a0", Bold: true, Fill: color})
		}
		add(u.Span.Of(doc.Text), content.Run{Fill: color})
		if said := m.beside(doc, u.Span); len(said) > 0 {
			if sentences > 1 {
				said = append([]content.Run{{Text: opening(u.Span.Of(doc.Text)) + " ", Muted: true, Italic: true, Language: language}}, said...)
			}
			side = append(side, said)
		}
	}
	add(doc.Text[done:span.End], content.Run{})
	b.Side = onNewLines(side...)
	p.add(b)
}

// opening returns the first words of a sentence.
func opening(text string) string {
	const most = 4
	fields := strings.Fields(text)
	if len(fields) <= most {
		return strings.Join(fields, " ")
	}
	return strings.Join(fields[:most], " ") + "…"
}

// labels returns the annotations of a sentence that are in the document.
func (m *marking) labels(doc *model.Document, sentence model.Span) (all []model.Annotation) {
	for _, a := range doc.Annotations[sentence] {
		if m.counts(a.Analyst) {
			all = append(all, a)
		}
	}
	return all
}

// mark returns the letters of the labels of a sentence and the colour of the first.
func (m *marking) mark(doc *model.Document, sentence model.Span) (letters, color string) {
	var all []string
	seen := map[model.LabelKey]bool{}
	for _, a := range m.labels(doc, sentence) {
		if seen[a.Label] {
			continue
		}
		seen[a.Label] = true
		l, _ := m.book.Find(a.Label)
		all = append(all, cmp.Or(l.Letter, l.Called(), string(a.Label)))
		if color == "" {
			color = l.Color
		}
	}
	return strings.Join(all, "/"), color
}

// beside returns what stands beside a sentence: its labels, and the rest that analysts said of it.
func (m *marking) beside(doc *model.Document, sentence model.Span) []content.Run {
	var groups [][]content.Run
	for _, a := range m.labels(doc, sentence) {
		l, _ := m.book.Find(a.Label)
		groups = append(groups, []content.Run{
			{Text: cmp.Or(l.Letter, "·"), Bold: true, Fill: l.Color}, content.Plain(" " + cmp.Or(l.Called(), string(a.Label)) + m.by(a.Analyst)),
		})
	}
	for _, a := range record.Attributed(doc, sentence) {
		if m.counts(a.Analyst) {
			said := m.w.Say("Voice: {voice}", "voice", m.voices.Called(a))
			if a.Mode != "" {
				said += ", " + m.w.Name("mode", string(a.Mode))
			}
			groups = append(groups, plain(said+m.by(a.Analyst)))
		}
	}
	for _, one := range record.Mentioned(doc, sentence) {
		if m.counts(one.Analyst) {
			groups = append(groups, plain(m.w.Name("stance", string(one.Stance))+": "+m.names.text(m.statements.Called(one))+m.by(one.Analyst)))
		}
	}
	return joined(" · ", append(groups, m.about(doc, model.Subject{Article: doc.ID, Sentence: sentence})...)...)
}

// by returns the name of an analyst in brackets if there are several.
func (m *marking) by(analyst string) string {
	if !m.several {
		return ""
	}
	return " (" + m.names.of(analyst) + ")"
}
