package record

import (
	"fmt"
	"math"
	"strings"
	"time"

	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/model"
	"assay.app/assay/model/carry"
	"assay.app/assay/model/correction"
	"assay.app/assay/model/draft"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// VersionOf is the article that another one is probably a newer version of.
type VersionOf struct {
	Article model.ArticleID `json:"article"`
	Title   string          `json:"title"`
	Why     string          `json:"why"`   // "address" or "text"
	Alike   float64         `json:"alike"` // from 0 to 1, rounded to hundredths
}

// VersionOfOffer returns the record of an offer, or nil for the zero Offer.
func VersionOfOffer(o draft.Offer) *VersionOf {
	if !o.Made() {
		return nil
	}
	v := &VersionOf{Article: o.Of.ID, Title: o.Of.Heading(), Why: "text", Alike: math.Round(100*o.Alike) / 100}
	if o.SameAddress {
		v.Why = "address"
	}
	return v
}

// Remark returns the offer for the article in a file, in a sentence.
func (v *VersionOf) Remark(file string) string {
	why := "same address"
	if v.Why == "text" {
		why = fmt.Sprintf("nearly the same text, %.0f%% alike", 100*v.Alike)
	}
	return fmt.Sprintf("%s: looks like a newer version of %s “%s” (%s); add --as-version-of %s to import it as one",
		output.OrDash(file), v.Article, output.OneLine(v.Title), why, v.Article)
}

// ArticleVersions are the versions of an article, as "versions --json" prints them.
type ArticleVersions struct {
	Article  model.ArticleID  `json:"article"`  // the current version; "" if all are removed
	Versions []ArticleVersion `json:"versions"` // oldest first
}

// ArticleVersion is a version of an article. The counts are those of all analysts.
type ArticleVersion struct {
	Article     model.ArticleID `json:"article"`
	File        string          `json:"file"`
	Title       string          `json:"title"`
	Outlet      string          `json:"outlet"`
	Published   string          `json:"published"`
	PublishedAt string          `json:"publishedAt"`
	Retrieved   string          `json:"retrieved"`
	ImportedAt  time.Time       `json:"importedAt"`
	SHA256      string          `json:"sha256"`
	Sentences   int             `json:"sentences"`
	Current     bool            `json:"current"`
	Corrected   bool            `json:"corrected"` // an analyst corrected the text of the version before
	Removed     bool            `json:"removed"`
	Missing     bool            `json:"missing,omitempty"` // this copy of the project lacks it; the fields above are empty
	Annotations int             `json:"annotations"`
	Notes       int             `json:"notes"`
	Mentions    int             `json:"mentions"`
	Notices     []Notice        `json:"notices"`
	Left        []Left          `json:"left"`
}

// Notice is a correction notice in an article.
type Notice struct {
	Index int    `json:"index"` // of its first sentence, from 0; −1 if it is set aside
	Kind  string `json:"kind"`
	Span  Bytes  `json:"span"`
	Text  string `json:"text"`
}

// Left is a record that is left on an earlier version.
type Left struct {
	Article model.ArticleID `json:"article,omitempty"` // the earlier version; omitted inside an ArticleVersion
	Kind    string          `json:"kind"`
	Analyst string          `json:"analyst"`
	Index   int             `json:"index"` // of the sentence, from 0; −1 if it is on another span or on the article
	Span    Bytes           `json:"span"`
	Text    string          `json:"text"` // the old sentence
	Content string          `json:"content"`
	Reason  string          `json:"reason"` // "gone", "taken", "unknown" or "later"
	To      *Bytes          `json:"to"`     // where the sentence is in the current version, or null
}

// Carried is what a change of versions does, as the commands that make one print it.
type Carried struct {
	Verb    edit.Verb         `json:"verb"`
	Order   []model.ArticleID `json:"order"` // the versions after the change, oldest first
	Current model.ArticleID   `json:"current"`
	Carried int               `json:"carried"` // records that moved to the current version
	Joined  int               `json:"joined"`  // removed, because the current version has one that says the same
	Shared  int               `json:"shared"`  // sentences of the version before the current one that have a place in it
	Left    []Left            `json:"left"`
}

// ArticleVersionOf returns the record of a version of an article. current is the current version,
// or nil if all versions were removed.
func ArticleVersionOf(doc, current *model.Document, corrected bool) ArticleVersion {
	m := doc.Metadata
	v := ArticleVersion{
		Article: doc.ID, File: model.BaseName(doc.ImportPath), Title: doc.Heading(), Outlet: m.Outlet,
		Published: m.Published, PublishedAt: m.PublishedAt, Retrieved: m.Retrieved, ImportedAt: doc.ImportedAt,
		SHA256: doc.SHA256, Sentences: len(doc.Sentences()), Corrected: corrected, Removed: doc.Removed,
		Notes: len(doc.Notes), Notices: noticesOf(doc), Left: []Left{},
	}
	for _, list := range doc.Annotations {
		v.Annotations += len(list)
	}
	for key := range doc.Records {
		if key.Kind == record.MentionKind {
			v.Mentions++
		}
	}
	if current == nil {
		return v
	}
	if v.Current = current.ID == doc.ID; !v.Current {
		v.Left = leftOf(carry.LeftOn(doc, current), func(model.ArticleID) *model.Document { return doc })
		for i := range v.Left {
			v.Left[i].Article = ""
		}
	}
	return v
}

func noticesOf(doc *model.Document) []Notice {
	all := []Notice{}
	index := sentenceIndex(doc)
	for _, n := range correction.Notices(doc) {
		all = append(all, Notice{Index: index(doc.Units[n.Unit].Span), Kind: n.Kind.String(), Span: BytesOf(n.Span), Text: n.Text})
	}
	return all
}

// sentenceIndex returns a function that returns the index of the sentence with a span, or -1.
func sentenceIndex(doc *model.Document) func(model.Span) int {
	at := map[model.Span]int{}
	for i, u := range doc.Sentences() {
		at[u.Span] = i
	}
	return func(span model.Span) int {
		if i, ok := at[span]; ok {
			return i
		}
		return -1
	}
}

// leftOf returns the records of what is left on earlier versions.
func leftOf(left []carry.Left, document func(model.ArticleID) *model.Document) []Left {
	all := make([]Left, 0, len(left))
	index, of := func(model.Span) int { return -1 }, model.ArticleID("")
	for _, l := range left {
		doc := document(l.Article)
		if l.Article != of {
			index, of = sentenceIndex(doc), l.Article
		}
		kind := record.Of(l.Key.Kind)
		one := Left{
			Article: l.Article, Kind: kind.Name, Analyst: OwnerOf(l.Key, l.Content), Index: index(l.Span), Span: BytesOf(l.Span),
			Text: l.Span.Of(doc.Text), Content: kind.Text(l.Content), Reason: l.Reason.String(),
		}
		if l.To != (model.Span{}) {
			to := BytesOf(l.To)
			one.To = &to
		}
		all = append(all, one)
	}
	return all
}

// OwnerOf returns the analyst in whose layer a record is, or "" if it is in none.
func OwnerOf(key model.Key, content any) string {
	if n, ok := content.(*model.Note); ok {
		return n.Analyst
	}
	return key.Analyst
}

// CarriedOf returns the record of a plan. document returns the versions of the plan.
func CarriedOf(plan carry.Plan, document func(model.ArticleID) (*model.Document, error)) (Carried, error) {
	docs := map[model.ArticleID]*model.Document{}
	for _, l := range plan.Left {
		if docs[l.Article] != nil {
			continue
		}
		doc, err := document(l.Article)
		if err != nil {
			return Carried{}, err
		}
		docs[l.Article] = doc
	}
	return Carried{
		Verb: plan.Change.Verb, Order: plan.Order, Current: plan.Current, Carried: plan.Carried, Joined: plan.Joined, Shared: plan.Shared,
		Left: leftOf(plan.Left, func(id model.ArticleID) *model.Document { return docs[id] }),
	}, nil
}

// NotCurrent returns a remark if a version that a plan added is not the current one, and ""
// otherwise.
func NotCurrent(plan carry.Plan, added model.ArticleID, corrected bool) string {
	switch {
	case plan.Current == added:
		return ""
	case corrected:
		return fmt.Sprintf("%s corrects an earlier version, so %s stays the current one, with all work", added, plan.Current)
	default:
		return fmt.Sprintf("%s is older than %s, so it was placed before it; all work is on the current version", added, plan.Current)
	}
}

// Lines returns what was carried and what is left behind, as lines of text.
func (c Carried) Lines() string {
	var b strings.Builder
	fmt.Fprintf(&b, "carried: %s", output.Amount(c.Carried, "record"))
	if c.Joined > 0 {
		fmt.Fprintf(&b, ", and %d that the current version has already", c.Joined)
	}
	if len(c.Left) > 0 {
		fmt.Fprintf(&b, "; left behind: %d", len(c.Left))
	}
	b.WriteByte('\n')
	for _, l := range c.Left {
		b.WriteString("  " + l.Line(true) + "\n")
	}
	return b.String()
}

// Line returns what is left, where and why, on one line. With article set, the line names the
// earlier version.
func (l Left) Line(article bool) string {
	where := "the article"
	switch {
	case l.Index >= 0:
		where = fmt.Sprintf("sentence %d", l.Index)
	case l.Span.Bytes[1] > 0:
		where = fmt.Sprintf("[%d-%d]", l.Span.Bytes[0], l.Span.Bytes[1])
	}
	if article {
		where += " of " + string(l.Article)
	}
	by := ""
	if l.Analyst != "" {
		by = " (" + output.OneLine(l.Analyst) + ")"
	}
	text := ""
	if l.Text != "" {
		text = " “" + output.OneLine(model.Excerpt(l.Text)) + "”"
	}
	return fmt.Sprintf("%s %s%s on %s%s: %s", l.Kind, output.OrDash(l.Content), by, where, text, l.why())
}

func (l Left) why() string {
	switch l.Reason {
	case carry.Gone.String():
		return "the current version lacks the sentence"
	case carry.Taken.String():
		return "the current version has another one there"
	case carry.Later.String():
		return "its place in the current version is free"
	default:
		return "a newer version of Assay made it"
	}
}
