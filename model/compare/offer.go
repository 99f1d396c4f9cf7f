package compare

import "assay.app/assay/model"

// Offer is a Proposal with what a person needs to decide on it.
type Offer struct {
	Statement model.StatementID // to which the members would be added; "" for a new statement
	Title     string            // proposed for a new statement
	Members   []Offered
	Outlets   int // how many outlets the members, and the mentions that Statement has already, are of
}

// Offered is a sentence of an Offer.
type Offered struct {
	Article    model.ArticleID
	Index      int        // of the sentence in its article, from 0
	Sentence   model.Span // in bytes of the article's text
	Text       string     // of the sentence
	Language   string     // a BCP 47 tag
	Outlet     string     // the outlet's name, or ""
	Attributed bool       // an analyst attributed the sentence to a voice
	Stance     model.Stance
}

// NewOffer returns the offer of a proposal. The members are the sentences of its Members, in the
// same order. NewOffer sets their stances; see Describe.
func NewOffer(p Proposal, members []Offered) Offer {
	said := make([]Said, len(members))
	for i, m := range members {
		said[i] = Said{m.Text, m.Language, m.Attributed}
	}
	o := Offer{Statement: p.Statement, Members: members, Outlets: p.Outlets}
	var stances []model.Stance
	o.Title, stances = Describe(said)
	for i := range members {
		members[i].Stance = stances[i]
	}
	return o
}
