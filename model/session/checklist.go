package session

import (
	"fmt"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// checked returns the keys of the analyst's checklists for the sentences or the article to
// which actions apply, or the reason why they apply to none.
func (s *Session) checked(on record.Graded) ([]model.Key, error) {
	scope := SentenceScope
	switch on {
	case record.GradedSentence:
	case record.GradedArticle:
		scope = ArticleScope
	default:
		return nil, fmt.Errorf("%w: only sentences and articles have checklists", model.ErrValue)
	}
	subjects, err := s.subjects(scope)
	var keys []model.Key
	for _, subject := range subjects {
		keys = append(keys, record.ChecklistOn(subject, s.opts.Analyst))
	}
	return keys, err
}

func (s *Session) checklistAt(key model.Key) *record.Checklist {
	c, _ := s.doc.Records[key].(*record.Checklist)
	return c
}

// ChecklistOf returns the analyst's checklist for the current sentence or for the article,
// or nil. If several sentences are selected, it returns the checklist that all of them have,
// or nil if theirs differ.
// The caller must not change it.
func (s *Session) ChecklistOf(on record.Graded) *record.Checklist {
	keys, err := s.checked(on)
	if err != nil {
		return nil
	}
	common := s.checklistAt(keys[0])
	for _, key := range keys {
		c := s.checklistAt(key)
		if c == nil || !record.Of(key.Kind).Alike(common, c) {
			return nil
		}
	}
	return common
}

// SetChecklist sets the answers and the remark of the checklist of the current sentence or the
// selected ones, or of the article. An empty checklist removes theirs. The error is ErrValue if
// an answer or the remark is refused, and ErrNoSentence or ErrNoArticle if no sentence is
// current or no article is open.
func (s *Session) SetChecklist(on record.Graded, c record.Checklist) error {
	keys, err := s.checked(on)
	if err != nil {
		return fmt.Errorf("%s: %w", edit.Checklist, err)
	}
	return s.changePhrases(func() (edit.Change, error) {
		return edit.Checking{Clock: s.clock(), Analyst: s.opts.Analyst, On: keys, Of: s.checklistAt}.Setting(c)
	})
}
