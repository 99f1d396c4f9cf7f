package record

import (
	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// Phrase is a phrase as "phrases --json" prints it.
type Phrase struct {
	ID        model.PhraseID `json:"id"`
	Name      string         `json:"name"`
	Count     int            `json:"count"`
	Sentences int            `json:"sentences"`
	Articles  int            `json:"articles"`
	Outlets   int            `json:"outlets"`
}

// PhraseOf returns the record of a phrase.
func PhraseOf(u record.Used) Phrase {
	return Phrase{u.ID, u.Name, u.Count(), u.Sentences, u.Articles, u.Outlets}
}
