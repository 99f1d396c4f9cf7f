package adopt

import (
	"context"
	"crypto/sha256"
	"fmt"
	"net/url"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/intake"
)

// target is an article with the documents of the data set that are its text, or parts of it.
type target struct {
	id        model.ArticleID
	fresh     *model.Document // the article if the project lacks it, otherwise nil
	doc       *model.Document
	documents []*peer.Document
	edits     []edit.Edit
}

// matching finds the articles of documents.
type matching struct {
	pl      *Plan
	held    map[model.ArticleID]model.Article
	byURL   map[string]model.ArticleID
	byTitle map[string]model.ArticleID   // "" if several have the title
	byWords map[[32]byte]model.ArticleID // nil until learn fills it
	targets map[model.ArticleID]*target
	ordered []*target
	loose   []*peer.Document // those without a text, and without anything that names their article
}

// match returns the articles of the documents, in the order in which the data set has them. Documents
// without an article are listed as lost.
func (pl *Plan) match(ctx context.Context, b *peer.Batch) ([]*target, error) {
	all, err := pl.store.All()
	if err != nil {
		return nil, err
	}
	m := &matching{
		pl: pl, held: map[model.ArticleID]model.Article{}, byURL: map[string]model.ArticleID{}, byTitle: map[string]model.ArticleID{},
		targets: map[model.ArticleID]*target{},
	}
	for _, a := range all {
		m.held[a.ID] = a
		if u := address(a.Metadata.URL); u != "" {
			m.byURL[u] = a.ID
		}
		if _, twice := m.byTitle[a.Metadata.Title]; twice {
			m.byTitle[a.Metadata.Title] = ""
		} else if a.Metadata.Title != "" {
			m.byTitle[a.Metadata.Title] = a.ID
		}
	}
	for _, d := range b.Documents {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := m.document(ctx, d); err != nil {
			return nil, err
		}
	}
	if err := m.search(ctx); err != nil {
		return nil, err
	}
	return m.ordered, nil
}

// document finds or makes the article of a document.
func (m *matching) document(ctx context.Context, d *peer.Document) error {
	id, known, err := m.known(ctx, d)
	if err != nil {
		return err
	}
	switch a := m.held[id]; {
	case known && a.Removed:
		m.lose(d, "its article was removed from the project; restore it first")
		return nil
	case known:
		m.take(id, nil, d)
		return nil
	case d.Text == "" && d.Complete && len(d.Marks) > 0:
		return m.document(ctx, composed(d))
	case d.Text == "" && d.Article == "" && d.Metadata.URL == "" && d.Metadata.Title == "":
		m.loose = append(m.loose, d)
		return nil
	case d.Text == "":
		if len(d.Marks) > 0 {
			m.lose(d, "the project does not have its article; import it first")
		}
		return nil
	}
	doc, err := intake.Made(nameOf(d), d.Text, d.Metadata, intake.Options{Now: m.pl.opts.Now, HeadlinesAside: m.pl.opts.HeadlinesAside})
	if err != nil {
		m.lose(d, err.Error())
		return nil
	}
	if d.Complete {
		m.pl.Preview.Remarks = append(m.pl.Preview.Remarks, fmt.Sprintf("%s: the project does not have its article, so the text is put together from its sentences", d.Name))
	}
	m.take(doc.ID, doc, d)
	return nil
}

// nameOf returns a name of a document as a path to import from.
func nameOf(d *peer.Document) string {
	if d.Name == "" {
		return "untitled"
	}
	return d.Name
}

func (m *matching) take(id model.ArticleID, fresh *model.Document, d *peer.Document) {
	t := m.targets[id]
	if t == nil {
		t = &target{id: id, fresh: fresh}
		m.targets[id] = t
		m.ordered = append(m.ordered, t)
	}
	t.documents = append(t.documents, d)
}

func (m *matching) lose(d *peer.Document, why string) {
	p := &m.pl.Preview
	if len(d.Marks) == 0 {
		add(&p.Lost, &p.Count.Lost, lost(d.Name, peer.Mark{Quote: head(d.Text)}, why))
	}
	for _, mark := range d.Marks {
		if mark.Quote == "" && d.Text != "" && mark.Span.End <= len(d.Text) {
			mark.Quote = mark.Span.Of(d.Text)
		}
		add(&p.Lost, &p.Count.Lost, lost(d.Name, mark, why))
	}
}

// known returns the article of the project that a document is.
func (m *matching) known(ctx context.Context, d *peer.Document) (model.ArticleID, bool, error) {
	if _, held := m.held[d.Article]; held && d.Article != "" {
		return d.Article, true, nil
	}
	if d.Text == "" {
		id, known := m.byURL[address(d.Metadata.URL)]
		if !known && d.Metadata.Title != "" {
			id = m.byTitle[d.Metadata.Title]
		}
		return id, id != "", nil
	}
	if id := model.ArticleIDOf(sha256.Sum256([]byte(d.Text))); m.held[id].ID != "" {
		return id, true, nil
	}
	if err := m.learn(ctx); err != nil {
		return "", false, err
	}
	id, known := m.byWords[wordsOf(d.Text)]
	return id, known, nil
}

// learn reads the texts of all articles, so that a document with other white space is recognised.
func (m *matching) learn(ctx context.Context) error {
	if m.byWords != nil {
		return nil
	}
	m.byWords = make(map[[32]byte]model.ArticleID, len(m.held))
	err := m.pl.store.EachText(ctx, func(t storage.Text) error {
		m.byWords[wordsOf(string(t.Bytes))] = t.Article
		return nil
	})
	if err != nil {
		return fmt.Errorf("compare texts: %w", err)
	}
	return nil
}

// wordsOf returns the hash of a text without regard to white space.
func wordsOf(text string) [32]byte {
	return sha256.Sum256([]byte(strings.Join(strings.Fields(text), " ")))
}

// address returns a URL in the form in which addresses of one page are equal: without scheme, "www.",
// fragment and final slash.
func address(text string) string {
	u, err := url.Parse(strings.TrimSpace(text))
	if err != nil || text == "" {
		return strings.TrimSpace(text)
	}
	u.Fragment = ""
	u.Scheme = ""
	u.Host = strings.TrimPrefix(strings.ToLower(u.Host), "www.")
	return strings.TrimSuffix(strings.TrimPrefix(u.String(), "//"), "/")
}
