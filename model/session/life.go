package session

import (
	"context"
	"fmt"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/align"
	"assay.app/assay/model/record"
)

// Lives has the lives of the sentences of an article in its versions. Reading the versions can
// take long, so they are read elsewhere; see the head of tagall.go.
type Lives struct {
	store    Store
	versions []model.ArticleID // from the oldest to the newest
	of       model.ArticleID
	units    []model.Unit // of this article
	found    map[model.Span]align.Life
}

// PlanLives prepares to read the lives of the sentences of the open article. It returns nil if
// they are known, and if the article has no mentions or no other versions.
func (s *Session) PlanLives() *Lives {
	doc := s.Document()
	if doc == nil || s.lives.valid(s, doc) || !s.chains.Linked(doc.ID) {
		return nil
	}
	l := &Lives{store: s.store, of: doc.ID, units: doc.Units, versions: s.versionsOf(doc.ID)}
	mentioned := false
	for key := range doc.Records {
		mentioned = mentioned || key.Kind == record.MentionKind
	}
	if len(l.versions) < 2 || !mentioned {
		return nil
	}
	return l
}

func (s *Session) versionsOf(id model.ArticleID) (ids []model.ArticleID) {
	for _, sum := range s.Versions(id) {
		ids = append(ids, sum.ID)
	}
	return ids
}

// valid reports whether lives are those of a document as it is now.
func (l *Lives) valid(s *Session, doc *model.Document) bool {
	return l != nil && l.of == doc.ID && slices.Equal(l.units, doc.Units) && slices.Equal(l.versions, s.versionsOf(doc.ID))
}

// Read reads the versions. It may be called on any goroutine. The error is that of the store, or
// of ctx.
func (l *Lives) Read(ctx context.Context) error {
	var docs []*model.Document
	for _, id := range l.versions {
		if err := ctx.Err(); err != nil {
			return err
		}
		doc, err := l.store.Document(id)
		if err != nil {
			return fmt.Errorf("read the versions of article %s: %w", l.of, err)
		}
		docs = append(docs, doc)
	}
	at := slices.Index(l.versions, l.of)
	if at < 0 {
		return nil
	}
	var lineage align.Lineage
	l.found = map[model.Span]align.Life{}
	for i, u := range docs[at].Sentences() {
		if err := ctx.Err(); err != nil {
			return err
		}
		l.found[u.Span] = lineage.Of(docs, at, i)
	}
	return nil
}

// SetLives sets the lives that Life returns, once they are read.
func (s *Session) SetLives(l *Lives) { s.lives = l }

// Life returns the life of a sentence of the open article, if it was read.
func (s *Session) Life(sentence model.Span) (life align.Life, known bool) {
	doc := s.Document()
	if doc == nil || !s.lives.valid(s, doc) {
		return life, false
	}
	life, known = s.lives.found[sentence]
	return life, known
}
