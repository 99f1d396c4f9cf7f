package codebook

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/schema"
)

// REFI-QDA codebooks, version 1.0, as programs for qualitative analysis exchange them:
// https://www.qdasoftware.org. Their schema is Codebook.xsd in openqda/refi-tools.

// namespace is the beginning of the XML namespace of all versions.
const namespace = "urn:QDA-XML:codebook:"

// Element is a code of a REFI-QDA file with the codes in it, as it is written.
type Element struct {
	XMLName     xml.Name  `xml:"Code"`
	GUID        string    `xml:"guid,attr"`
	Name        string    `xml:"name,attr"`
	Codable     bool      `xml:"isCodable,attr"`
	Color       string    `xml:"color,attr,omitempty"`
	Description string    `xml:"Description,omitempty"`
	Codes       []Element `xml:"Code"`
}

// encodeQDC writes a codebook as a tree of codes.
func encodeQDC(w io.Writer, book model.Codebook) error { return WriteQDC(w, Elements(book, nil)) }

// WriteQDC writes a REFI-QDA codebook with the codes. The schema wants at least one.
func WriteQDC(w io.Writer, codes []Element) error {
	out := struct {
		XMLName xml.Name  `xml:"urn:QDA-XML:codebook:1.0 CodeBook"`
		Origin  string    `xml:"origin,attr"`
		Codes   []Element `xml:"Codes>Code"`
	}{Origin: "Assay " + model.Version, Codes: codes}
	text, err := xml.MarshalIndent(out, "", "  ")
	if err == nil {
		_, err = fmt.Fprintf(w, "%s%s\n", xml.Header, text)
	}
	return err
}

// Elements returns a codebook and phrases as a tree of codes. A group is a code that is not codable,
// above the codes of its labels. Phrases are in a group of their own.
func Elements(book model.Codebook, phrases []model.Phrase) (codes []Element) {
	groups := map[string][]model.Label{}
	var tree model.Codebook // in the order of the tree
	for _, l := range book {
		groups[l.Group] = append(groups[l.Group], l)
	}
	for _, l := range book {
		if l.Group == "" {
			tree = append(tree, l)
			continue
		}
		tree = append(tree, groups[l.Group]...)
		delete(groups, l.Group)
	}
	ordered := slices.EqualFunc(tree, book, func(a, b model.Label) bool { return a.Key == b.Key })
	for i, l := range tree {
		position := 0
		if !ordered {
			position = book.Index(l.Key) + 1
		}
		one := Element{
			GUID: LabelGUID(l.Key), Name: l.Called(), Codable: true, Color: l.Color, Description: describe(l, position),
		}
		if l.Group == "" {
			codes = append(codes, one)
			continue
		}
		if i == 0 || tree[i-1].Group != l.Group {
			codes = append(codes, Element{GUID: GUID("group/" + l.Group), Name: l.Group})
		}
		group := &codes[len(codes)-1]
		group.Codes = append(group.Codes, one)
	}
	if len(phrases) > 0 {
		codes = append(codes, PhraseGroup(phrases))
	}
	return codes
}

// phrasesPath identifies the group of the phrases.
const phrasesPath = "phrases"

// PhraseGroup returns the group of codes for phrases.
func PhraseGroup(phrases []model.Phrase) Element {
	group := Element{GUID: GUID(phrasesPath), Name: "Phrases", Description: "Remarks that analysts give again and again. They are not labels."}
	for _, p := range phrases {
		group.Codes = append(group.Codes, Element{GUID: PhraseGUID(p.ID), Name: p.Name, Codable: true})
	}
	return group
}

// LabelGUID returns the GUID of the code for a label.
func LabelGUID(key model.LabelKey) string { return GUID("label/" + string(key)) }

// PhraseGUID returns the GUID of the code for a phrase.
func PhraseGUID(id model.PhraseID) string { return GUID("phrase/" + string(id)) }

// GUID returns the guid of a thing, which is the same in every file; see schema.UUID.
func GUID(path string) string { return schema.UUID(path) }
