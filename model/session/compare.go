package session

import (
	"cmp"
	"fmt"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// readCompared reads the statements, the records that belong to them, and the explanations.
func (s *Session) readCompared() (err error) {
	if s.compared, err = s.store.Compared(); err != nil {
		return fmt.Errorf("read the statements: %w", err)
	}
	for _, kind := range record.ComparedKinds() {
		for e := range s.pendingRecords(kind) {
			s.compared.Set(e.Key, e.After)
		}
	}
	return nil
}

// comparedChanged updates the statements after the edit of a record.
func (s *Session) comparedChanged(e edit.Record) {
	if record.IsCompared(e.Key.Kind) {
		s.compared.Set(e.Key, e.After)
		s.emit(ComparedChanged{e.Key})
		if e.Key.Kind == record.OriginKind {
			s.originsChanged()
		}
	}
}

// originsChanged sorts the list again if it is sorted by origin.
func (s *Session) originsChanged() {
	delete(s.corpus.sorted, ByOrigin)
	if s.corpus.order == ByOrigin {
		s.corpus.show()
		s.emit(CorpusChanged{})
	}
}

// OriginName returns the name of the origin of an article: an agency, another outlet, or its
// own outlet for own reporting. It is the origin that an analyst set or, if there is none, the
// proposed one; see ProposeOrigins. OriginName returns "" if the origin is unknown.
func (s *Session) OriginName(a *model.Summary) string {
	o, set := s.compared.Origin(a.ID)
	if !set {
		o = s.proposedOrigins[a.ID]
	}
	if o.Kind == model.OwnReporting {
		return cmp.Or(o.Name, a.Metadata.Outlet)
	}
	return o.Name
}

// ProposeOrigins sets the origins that are proposed for articles. The session uses them where
// no analyst has set an origin.
func (s *Session) ProposeOrigins(proposed map[model.ArticleID]model.Origin) {
	s.proposedOrigins = proposed
	s.originsChanged()
}

// Compared returns the statements and explanations of the project, its scale of verdicts, and the
// mentions, gaps, origins, dismissals, judgements, citations and ratings by all analysts. The
// caller must not change it. It is valid until the next change; use Clone to keep it longer.
func (s *Session) Compared() record.Compared { return s.compared }

// comparing returns the edit.Comparing for the project and the analyst.
func (s *Session) comparing() edit.Comparing {
	return edit.Comparing{Compared: s.compared, Analyst: s.opts.Analyst, Now: s.now(), NewID: newID}
}

// NewStatement adds a statement with mentions and returns its id; see edit.Comparing.New.
func (s *Session) NewStatement(title string, mentions []edit.Mentioning) (id model.StatementID, err error) {
	err = s.changePhrases(func() (c edit.Change, err error) {
		c, id, err = s.comparing().New(title, mentions)
		return c, err
	})
	return id, err
}

// Mention makes sentences mentions of a statement, or changes their stances; see
// edit.Comparing.Mentioning.
func (s *Session) Mention(id model.StatementID, mentions ...edit.Mentioning) error {
	return s.changePhrases(func() (edit.Change, error) { return s.comparing().Mentioning(id, mentions...) })
}

// DropMentions removes the analyst's mentions of a statement on some sentences.
func (s *Session) DropMentions(id model.StatementID, on ...model.Subject) error {
	return s.changePhrases(func() (edit.Change, error) { return s.comparing().Dropping(id, on...), nil })
}

// MarkGap marks that an outlet leaves a statement out, or removes the mark; see
// edit.Comparing.Marking.
func (s *Session) MarkGap(id model.StatementID, outlet model.OutletID, leftOut bool) error {
	return s.changePhrases(func() (edit.Change, error) { return s.comparing().Marking(id, outlet, leftOut) })
}

// RenameStatement changes the title of a statement; see edit.Comparing.Renaming.
func (s *Session) RenameStatement(id model.StatementID, title string) error {
	return s.changePhrases(func() (edit.Change, error) { return s.comparing().Renaming(id, title) })
}

// MoveStatement moves a statement to a place in the list; see edit.Comparing.Moving.
func (s *Session) MoveStatement(id model.StatementID, to int) error {
	return s.changePhrases(func() (edit.Change, error) { return s.comparing().Moving(id, to) })
}

// JoinStatements joins a statement into another one; see edit.Comparing.Joining.
func (s *Session) JoinStatements(from, into model.StatementID) error {
	return s.changePhrases(func() (edit.Change, error) { return s.comparing().Joining(from, into) })
}

// DivideStatement moves the analyst's mentions on sentences to a new statement and returns its
// id; see edit.Comparing.Dividing.
func (s *Session) DivideStatement(id model.StatementID, title string, on ...model.Subject) (divided model.StatementID, err error) {
	err = s.changePhrases(func() (c edit.Change, err error) {
		c, divided, err = s.comparing().Dividing(id, title, on...)
		return c, err
	})
	return divided, err
}

// RemoveStatement removes a statement with what the analyst has of it; see
// edit.Comparing.Removing.
func (s *Session) RemoveStatement(id model.StatementID) error {
	return s.changePhrases(func() (edit.Change, error) { return s.comparing().Removing(id) })
}

// DismissProposed keeps sentences out of proposals or, if dismissed is false, lets them be
// proposed again.
func (s *Session) DismissProposed(on []model.Subject, dismissed bool) error {
	return s.changePhrases(func() (edit.Change, error) { return s.comparing().Dismissing(on, dismissed), nil })
}

// SetOrigin sets the origin of articles, or removes it if origin is zero; see
// edit.Comparing.SettingOrigin.
func (s *Session) SetOrigin(articles []model.ArticleID, origin model.Origin) error {
	return s.changePhrases(func() (edit.Change, error) { return s.comparing().SettingOrigin(articles, origin) })
}
