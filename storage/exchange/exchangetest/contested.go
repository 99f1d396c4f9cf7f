package exchangetest

import (
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
)

// Elsewhere is another copy of the projects of this package.
var Elsewhere = record.Replica{0xE1, 0x5E}

// Bring applies an edit as if it had been made in Elsewhere, with the given counter and
// time: it combines the version with those of the project, as loading a set does.
func Bring(t testing.TB, p *storage.Project, e edit.Record, counter uint64, at time.Time) {
	t.Helper()
	all, err := p.Versions(e.Key.Article)
	if err != nil {
		t.Fatal(err)
	}
	theirs := record.Held{Key: e.Key, Content: e.After, Version: record.Version{Stamp: record.StampAt(counter, Elsewhere, at)}}
	Apply(t, p, edit.Combining(all[e.Key], []record.Held{theirs})...)
}

// Contested returns a project like that of WorkedOn in which records of all kinds are
// deleted or in conflict.
func Contested(t testing.TB) *storage.Project {
	t.Helper()
	p := WorkedOn(t)
	doc := Named(t, p, "ferry.txt")
	first := doc.Sentences()[0].Span
	Apply(t, p, edit.Of(record.OnSentence(doc.ID, first, "ana"), &model.Annotation{Analyst: "ana", Label: model.Claim, At: After(2)}, nil))
	gone := Note(model.OnArticle(doc.ID), "n8", "ana", "Soon gone.", After(10))
	Apply(t, p, gone)
	Apply(t, p, gone.Inverse())
	Apply(t, p, edit.Correcting(doc, model.Metadata{Title: "The ferry", Outlet: "Öland Echo"}).Edits...)
	doc = Named(t, p, "ferry.txt")
	split, err := edit.Splitting(doc, 1, doc.Units[1].Span.Start+len("Passengers waited"))
	if err != nil {
		t.Fatal(err)
	}
	Apply(t, p, split.Edits...)
	for i, e := range []edit.Record{
		Label(doc, 0, "ana", model.Quote, After(20)), // it was deleted
		Label(doc, 2, "bo", model.Quote, After(21)),  // there was none
		Note(model.OnArticle(doc.ID), "n3", "ana", "Thin, <b>very</b> thin.", After(22)),
		Note(model.OnOutlet("the quay post"), "n4", "mia", "Careless.", After(23)),
		Note(model.OnSentence(doc.ID, first), "n5", "mia", "It was about an outlet.", After(24)),
		edit.Of(record.OnArticle(doc.ID), nil, &record.Facts{Metadata: model.Metadata{Title: "Ferry cancelled"}}),
		edit.Of(record.LabelKey(model.Quote), nil, &record.Entry{Label: model.Label{Key: model.Quote, Name: "Citation"}, Position: 1}),
		edit.Of(model.Key{Kind: modeltest.UnknownKind, ID: "x"}, nil, &record.Raw{CBOR: []byte{0xA1, 1, 2}}),
		edit.Of(model.Key{Kind: modeltest.UnknownKind, Subject: model.Subject{Article: doc.ID, Sentence: first}, Analyst: "bo"}, nil, &record.Raw{CBOR: []byte{0x63, 'n', 'e', 'w'}}),
		edit.Of(model.Key{Kind: modeltest.UnknownKind, Subject: model.Subject{Outlet: "the quay post"}}, nil, &record.Raw{CBOR: []byte{0x01}}),
	} {
		Bring(t, p, e, uint64(1+i), After(30))   // does not stand if the project has a version
		Bring(t, p, e, uint64(100+i), After(30)) // stands
	}
	return p
}

// Named returns the article that was imported from a file, whose name has no folders.
func Named(t testing.TB, p *storage.Project, file string) *model.Document {
	t.Helper()
	all, err := p.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range all {
		if model.BaseName(a.ImportPath) != file {
			continue
		}
		doc, err := p.Document(a.ID)
		if err != nil {
			t.Fatal(err)
		}
		return doc
	}
	t.Fatalf("there is no %s", file)
	return nil
}
