// Package claimreview writes judgements as reviews of claims, in the vocabulary of schema.org:
// https://schema.org/ClaimReview. Search engines and collections of fact checks read it.
package claimreview

import (
	"context"
	"io"

	"assay.app/assay/model"
	"assay.app/assay/model/evidence"
	"assay.app/assay/storage/exchange/layout"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/schema"
)

// Formats returns the formats of this package.
func Formats() []peer.Format {
	return []peer.Format{{
		ExchangeFormat: model.ExchangeFormat{
			Key: "claimreview", Name: "ClaimReview", Ext: ".jsonld", Project: true,
			Carries: model.FeaturesOf(model.Judgements, model.Citations),
			Loses:   []string{"superseded judgements", "removed articles", "the history"},
		},
		Write: write,
	}}
}

// The types of schema.org. Fields are in the order of its pages.
type (
	feed struct {
		Context  string     `json:"@context"`
		Type     string     `json:"@type"`
		Name     string     `json:"name"`
		Modified string     `json:"dateModified"`
		Items    []feedItem `json:"dataFeedElement"`
	}
	feedItem struct {
		Type    string `json:"@type"`
		Created string `json:"dateCreated"`
		Item    review `json:"item"`
	}
	review struct {
		Context   string  `json:"@context"` // again, so that an item can be copied into a page
		Type      string  `json:"@type"`
		ID        string  `json:"@id"`
		Claimed   string  `json:"claimReviewed"`
		Published string  `json:"datePublished"`
		Author    agent   `json:"author"`
		Rating    rating  `json:"reviewRating"`
		Body      string  `json:"reviewBody,omitempty"`
		Item      claim   `json:"itemReviewed"`
		Citations []quote `json:"citation,omitempty"`
	}
	agent struct {
		Type string `json:"@type"`
		Name string `json:"name"`
	}
	rating struct {
		Type        string `json:"@type"`
		Name        string `json:"alternateName"`
		Value       int    `json:"ratingValue,omitempty"`
		Best        int    `json:"bestRating,omitempty"`
		Worst       int    `json:"worstRating,omitempty"`
		Explanation string `json:"ratingExplanation,omitempty"`
	}
	claim struct {
		Type        string    `json:"@type"`
		ID          string    `json:"@id"`
		Name        string    `json:"name"`
		Authors     []agent   `json:"author,omitempty"`
		Published   string    `json:"datePublished,omitempty"`
		First       *article  `json:"firstAppearance,omitempty"`
		Appearances []article `json:"appearance,omitempty"`
	}
	article struct {
		Type      string `json:"@type"`
		URL       string `json:"url,omitempty"`
		Headline  string `json:"headline,omitempty"`
		Published string `json:"datePublished,omitempty"`
		Publisher *agent `json:"publisher,omitempty"`
	}
	quote struct {
		Type   string  `json:"@type"`
		Name   string  `json:"name"` // how the sentence bears on the statement
		Text   string  `json:"text"`
		PartOf article `json:"isPartOf"`
	}
)

const vocabulary = "https://schema.org"

// write writes a feed with a review for each judgement that stands.
func write(ctx context.Context, w io.Writer, c *peer.Corpus) error {
	if err := c.Count(ctx); err != nil {
		return err
	}
	statements, err := c.Judged(ctx)
	if err != nil {
		return err
	}
	scale, err := c.Scale()
	if err != nil {
		return err
	}
	out := feed{
		Context: vocabulary, Type: "DataFeed", Name: c.Project.Name, Modified: c.Project.Exported.Format("2006-01-02T15:04:05Z07:00"),
		Items: []feedItem{},
	}
	for i := range statements {
		for _, j := range statements[i].Standing() {
			day := j.At.UTC().Format("2006-01-02")
			out.Items = append(out.Items, feedItem{Type: "DataFeedItem", Created: day, Item: reviewOf(&c.Project, scale, &statements[i], j)})
		}
	}
	return layout.Write(w, out)
}

// reviewOf returns the review that a judgement is.
func reviewOf(project *peer.Project, scale []string, s *evidence.Statement, j *evidence.Judgement) review {
	r := review{
		Context: vocabulary, Type: "ClaimReview", ID: "urn:uuid:" + schema.UUID("judgement/"+project.ID+"/"+string(j.ID)),
		Claimed: s.Title, Published: j.At.UTC().Format("2006-01-02"), Author: agent{"Person", j.Analyst},
		Rating: ratingOf(scale, j.Verdict), Body: bodyOf(j),
		Item: claimOf(project, s, j.Analyst),
	}
	if j.Confidence != "" || j.Reason != "" {
		r.Rating.Explanation = confidenceOf(j)
	}
	for i := range j.Links {
		l := &j.Links[i]
		r.Citations = append(r.Citations, quote{"Quotation", string(l.Weight), l.Text, articleOf(l)})
	}
	return r
}
