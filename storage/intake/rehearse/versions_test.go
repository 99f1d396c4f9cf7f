package rehearse_test

import (
	"fmt"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/draft"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/intake"
	"assay.app/assay/storage/intake/intaketest"
	"assay.app/assay/storage/intake/rehearse"
)

// story has a paragraph for each of the given words, all of them different.
func story(words string) string {
	var b strings.Builder
	for i, word := range strings.Fields(words) {
		fmt.Fprintf(&b, "The %s of lock %d said on Tuesday that the %s gate had been opened at %d minutes past noon. "+
			"Nobody on the %s quay was told, and %d boats had to turn back before the tide.\n\n", word, i, word, 10+i, word, 3+i)
	}
	return b.String()
}

const six = "keeper miller pilot warden ferryman clerk"

// elsewhere shares no four words with any story.
const elsewhere = "A choir from the hills sang in the market hall last night, and the doors stayed open so that all could hear. " +
	"Tickets had been sold out for weeks; the organist, who is ninety, played without a score. The hall keeps its old roof until autumn. " +
	"Builders found moths in the beams and want to burn incense there, which the vicar has forbidden more than once."

// articleOf returns a document with metadata.
func articleOf(t *testing.T, text, path string, m model.Metadata) *model.Document {
	t.Helper()
	doc := intaketest.Document(t, text, path, intake.Options{})
	doc.Metadata = m
	return doc
}

// compared returns the offer for a document after those of older ones, none of which are in a
// project.
func compared(newer *model.Document, older ...*model.Document) draft.Offer {
	var like rehearse.Likeness
	for _, doc := range older {
		like.Compare(doc, true)
	}
	_, offer := like.Compare(newer, false)
	return offer
}

func TestOffersNewerVersions(t *testing.T) {
	base, corrected := story(six), strings.Replace(story(six), "3 boats", "4 boats", 1)
	rewritten := story("keeper") + story("baker smith tanner cooper dyer weaver")
	post := model.Metadata{Title: "Gates opened", Outlet: "The Quay Post", URL: "https://quaypost.example/gates?utm_source=x"}
	with := func(change func(*model.Metadata)) model.Metadata {
		m := post
		change(&m)
		return m
	}
	for _, c := range []struct {
		name           string
		text           string
		older, newer   model.Metadata
		offered, there bool // there: for the same address
	}{
		{"the same address, one word changed", corrected, post, with(func(m *model.Metadata) { m.URL = "http://www.quaypost.example/gates/#top" }), true, true},
		{"the same address, another outlet's name", corrected, post, with(func(m *model.Metadata) { m.Outlet = "Quay Post" }), true, true},
		{"the same address, mostly rewritten", rewritten, post, post, true, true},
		{"the same address, another text", elsewhere, post, post, false, false},
		{"a copy in an archive", corrected, post, with(func(m *model.Metadata) {
			m.URL, m.Archive = "", "https://web.archive.org/web/2031/https://quaypost.example/gates"
		}), true, true},
		{"another address of the same outlet", corrected, post, with(func(m *model.Metadata) { m.URL = "https://quaypost.example/gates-2" }), true, false},
		{"no address, the same outlet in another case", corrected, post, model.Metadata{Outlet: "the  quay post"}, true, false},
		{"no address, another outlet", corrected, post, model.Metadata{Title: post.Title, Outlet: "Weir Times"}, false, false},
		{"no address, no outlet for one", corrected, post, model.Metadata{Title: post.Title}, false, false},
		{"no outlet, nearly the same title", corrected, model.Metadata{Title: "Gates opened late"}, model.Metadata{Title: "Gates opened"}, true, false},
		{"no outlet, another title", corrected, model.Metadata{Title: "Gates opened late"}, model.Metadata{Title: "Weather"}, false, false},
		{"no outlet, no title", corrected, model.Metadata{}, model.Metadata{}, false, false},
		{"another text of the same outlet", elsewhere, with(func(m *model.Metadata) { m.URL = "" }), with(func(m *model.Metadata) { m.URL = "" }), false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			older, newer := articleOf(t, base, "old.txt", c.older), articleOf(t, c.text, "new.txt", c.newer)
			offer := compared(newer, older)
			if offer.Made() != c.offered || offer.SameAddress != c.there || c.offered && (offer.Of.ID != older.ID || offer.Alike <= 0 || offer.InProject) {
				t.Errorf("%+v", offer)
			}
			if !c.offered && offer != (draft.Offer{}) {
				t.Errorf("%+v", offer)
			}
		})
	}
}

func TestShortTextsOfOneOutletMustBeNearlyEqual(t *testing.T) {
	const weekly = "The water board opened the upper gate this week to lower the basin, a clerk said. " +
		"Dealers said the toll stood at %s when the boats came in."
	m := model.Metadata{Title: "Gate opened", Outlet: "The Quay Post"}
	one, two := articleOf(t, fmt.Sprintf(weekly, "nine pence"), "1.txt", m), articleOf(t, fmt.Sprintf(weekly, "ten shillings"), "2.txt", m)
	if offer := compared(two, one); offer.Made() {
		t.Errorf("%+v", offer)
	}
	same := articleOf(t, fmt.Sprintf(weekly, "nine pence")+"\n", "3.txt", m)
	if offer := compared(same, one); offer.Of.ID != one.ID {
		t.Errorf("with one more line end: %+v", offer)
	}
}

func TestTheSameAddressComesBeforeTheText(t *testing.T) {
	post := model.Metadata{Title: "Gates opened", Outlet: "The Quay Post"}
	near := articleOf(t, strings.Replace(story(six), "3 boats", "4 boats", 1), "near.txt", post)
	post.URL = "https://quaypost.example/gates"
	same := articleOf(t, story("keeper miller baker smith"), "same.txt", post)
	if offer := compared(articleOf(t, story(six), "new.txt", post), near, same); offer.Of.ID != same.ID || !offer.SameAddress {
		t.Errorf("%+v", offer)
	}
}

func TestTheCurrentVersionInTheProjectIsOffered(t *testing.T) {
	first, second := story(six), strings.Replace(story(six), "3 boats", "4 boats", 1)
	p := project(t, first, second, bridge)
	all, err := p.All()
	if err != nil {
		t.Fatal(err)
	}
	var changes []edit.Edit
	for _, a := range all[:2] {
		m := a.Metadata
		m.Outlet, m.URL = "The Quay Post", "https://quaypost.example/gates"
		changes = append(changes, edit.Metadata{Article: a.ID, Before: a.Metadata, After: m})
	}
	changes = append(changes, edit.Of(record.PredecessorOf(all[1].ID), nil, &record.Predecessor{Article: all[0].ID}))
	p.Enqueue(edit.Change{Analyst: "Ines", Verb: edit.NewVersion, Edits: changes})
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	r, err := rehearse.New(t.Context(), p, func(int, int) {})
	if err != nil {
		t.Fatal(err)
	}
	page := func(text string) string {
		return `<html><head><meta charset="utf-8"><link rel="canonical" href="https://www.quaypost.example/gates?fbclid=1"><title>Gates</title></head><body><article><p>` +
			strings.ReplaceAll(strings.TrimSpace(text), "\n\n", "</p><p>") + `</p></article></body></html>`
	}
	third := strings.Replace(first, "5 boats", "50 boats", 1)
	got := each(t, r, folder(t, map[string]string{
		"a.html": page(third), "b.html": page(strings.Replace(first, "6 boats", "60 boats", 1)), "known.txt": first, "bridge.txt": strings.Replace(bridge, "eleven", "twelve", 1),
	}))
	for _, name := range []string{"a.html", "b.html"} {
		if offer := got[name].Offer; offer.Of.ID != all[1].ID || !offer.InProject || !offer.SameAddress || offer.Alike < 0.5 {
			t.Errorf("%s: %+v", name, offer)
		}
	}
	if got["known.txt"].Offer.Made() || !got["known.txt"].Known {
		t.Errorf("a text of the project is offered as a version: %+v", got["known.txt"].Offer)
	}
	if got["bridge.txt"].Offer.Made() {
		t.Errorf("%+v", got["bridge.txt"].Offer)
	}
}

func TestARemovedArticleIsNotOffered(t *testing.T) {
	p := project(t, story(six))
	all, err := p.All()
	if err != nil {
		t.Fatal(err)
	}
	m := model.Metadata{Title: "Gates opened", Outlet: "The Quay Post"}
	edits := append([]edit.Edit{edit.Metadata{Article: all[0].ID, Before: all[0].Metadata, After: m}}, edit.Removing(all[0].ID)...)
	p.Enqueue(edit.Change{Analyst: "Ines", Verb: edit.Remove, Edits: edits})
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	var like rehearse.Likeness
	if err := like.Learn(t.Context(), p, func(int, int) {}); err != nil {
		t.Fatal(err)
	}
	if _, offer := like.Compare(articleOf(t, story(six)+"More follows.", "new.txt", m), true); offer.Made() {
		t.Errorf("%+v", offer)
	}
}

func TestForgottenDraftsAreNotOffered(t *testing.T) {
	m := model.Metadata{Outlet: "The Quay Post", URL: "https://quaypost.example/gates"}
	var like rehearse.Likeness
	like.Compare(articleOf(t, story(six), "old.txt", m), true)
	like.Forget(func(model.Article) bool { return true })
	if _, offer := like.Compare(articleOf(t, story(six)+"More follows.", "new.txt", m), true); offer.Made() {
		t.Errorf("%+v", offer)
	}
}
