package edit

import (
	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/value"
)

// Dismissing returns the change that keeps sentences out of proposals or, if dismissed is
// false, lets them be proposed again.
func (c Comparing) Dismissing(on []model.Subject, dismissed bool) Change {
	change := Change{Verb: Dismiss, At: c.Now}
	if !dismissed {
		change.Verb = ProposeAgain
	}
	for _, sentence := range on {
		key := record.DismissalOf(sentence, c.Analyst)
		_, was := c.Compared.Of(key).(*record.Dismissal)
		switch {
		case was && !dismissed:
			change.Edits = append(change.Edits, c.offering(sentence)...)
		case dismissed && !was:
			change.Edits = append(change.Edits, Of(key, nil, &record.Dismissal{Analyst: c.Analyst, At: c.Now}))
		}
	}
	return change
}

// offering returns the edit that removes the analyst's dismissal of a sentence, if there is
// one.
func (c Comparing) offering(on model.Subject) []Edit {
	key := record.DismissalOf(on, c.Analyst)
	was, dismissed := c.Compared.Of(key).(*record.Dismissal)
	if !dismissed {
		return nil
	}
	return []Edit{Of(key, was, nil)}
}

// SettingOrigin returns the change that sets the origin of articles, or removes it if origin
// is zero. The error is ErrValue if the origin is refused.
func (c Comparing) SettingOrigin(articles []model.ArticleID, origin model.Origin) (Change, error) {
	change := Change{Verb: SetOrigin, At: c.Now}
	var after *record.Origin
	if origin != (model.Origin{}) {
		content, err := record.Of(record.OriginKind).Accept(&record.Origin{Kind: origin.Kind, Name: origin.Name})
		if err != nil {
			return change, err
		}
		after = content.(*record.Origin)
	}
	for _, article := range articles {
		key := record.OriginOf(article)
		before, _ := c.Compared.Of(key).(*record.Origin)
		if before == nil && after == nil || before != nil && after != nil && *before == *after {
			continue
		}
		change.Edits = append(change.Edits, Of(key, before, after))
	}
	return change, nil
}

// ParseOrigin returns the origin that a text names: "own" for own reporting, or the name
// of an agency or an outlet. The function agency reports whether a name is that of an agency.
// It returns the zero Origin for "" and "unknown", which remove an origin. The error is
// ErrValue if the name is refused.
func ParseOrigin(text string, agency func(name string) bool) (model.Origin, error) {
	name, err := value.OriginName.Accept(text)
	switch {
	case err != nil:
		return model.Origin{}, err
	case name == "" || name == "unknown":
		return model.Origin{}, nil
	case name == string(model.OwnReporting):
		return model.Origin{Kind: model.OwnReporting}, nil
	case agency(name):
		return model.Origin{Kind: model.FromAgency, Name: name}, nil
	}
	return model.Origin{Kind: model.FromOutlet, Name: name}, nil
}
