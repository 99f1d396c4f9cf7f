package exchangetest

import (
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
)

// Compared returns a project with two articles and nothing but what comparing outlets needs.
// The statement s2 was joined into s1. Ana denies s2 in the second sentence of the harbour's
// article, whose origin is an agency; bo asserts s1 there and doubts s3 in the first one. Bo
// attributes a statement that the list lacks in the ferry's first sentence. Ana says that the
// outlet of the harbour's article leaves out s3, and that another outlet leaves out s2. She
// dismissed the third sentence of the harbour's article.
func Compared(t testing.TB) *storage.Project {
	t.Helper()
	p := NewProject(t)
	one, two := Parse(t, Harbour, "harbour.txt"), Parse(t, Ferry, "ferry.txt")
	one.Metadata.Outlet = "The Quay Post"
	Import(t, p, one, two)
	sentence := func(doc *model.Document, n int) model.Subject {
		return model.Subject{Article: doc.ID, Sentence: doc.Sentences()[n].Span}
	}
	mention := func(on model.Subject, analyst string, id model.StatementID, title string, stance model.Stance) edit.Record {
		return edit.Of(record.MentionOn(on, analyst, id), nil, &record.Mention{Statement: id, Analyst: analyst, Title: title, Stance: stance, At: After(2)})
	}
	gap := func(outlet model.OutletID, id model.StatementID, title string) edit.Record {
		return edit.Of(record.GapOf(outlet, "ana", id), nil, &record.Gap{Statement: id, Analyst: "ana", Title: title, At: After(3)})
	}
	Apply(t, p,
		edit.Of(record.StatementKey("s1"), nil, &record.Statement{Title: "The wall gave way", Position: 2}),
		edit.Of(record.StatementKey("s2"), nil, &record.Statement{Title: "A wall fell", Into: "s1"}),
		edit.Of(record.StatementKey("s3"), nil, &record.Statement{Title: "It was foreseen", Position: 1}),
		mention(sentence(one, 1), "ana", "s2", "A wall fell", model.Denies),
		mention(sentence(one, 1), "bo", "s1", "The old wall gave way", model.Asserts),
		mention(sentence(one, 0), "bo", "s3", "It was foreseen", model.Doubts),
		mention(sentence(two, 0), "bo", "elsewhere", "=A ferry was cancelled", model.Attributes),
		gap("the quay post", "s3", "It was foreseen"), gap("tide post", "s2", "A wall fell"),
		edit.Of(record.OriginOf(one.ID), nil, &record.Origin{Kind: model.FromAgency, Name: "Harbour Wire"}),
		edit.Of(record.DismissalOf(sentence(one, 2), "ana"), nil, &record.Dismissal{Analyst: "ana", At: After(4)}),
	)
	return p
}
