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

// The elements of a codebook that are written.
type (
	xmlBook struct {
		XMLName xml.Name  `xml:"urn:QDA-XML:codebook:1.0 CodeBook"`
		Origin  string    `xml:"origin,attr"`
		Codes   []xmlCode `xml:"Codes>Code"`
	}
	xmlCode struct {
		GUID        string    `xml:"guid,attr"`
		Name        string    `xml:"name,attr"`
		Codable     bool      `xml:"isCodable,attr"`
		Color       string    `xml:"color,attr,omitempty"`
		Description string    `xml:"Description,omitempty"`
		Codes       []xmlCode `xml:"Code"`
	}
)

// encodeQDC writes a codebook as a tree of codes. A group is a code that is not codable,
// above the codes of its labels.
func encodeQDC(w io.Writer, book model.Codebook) error {
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

	out := xmlBook{Origin: "Assay " + model.Version}
	for i, l := range tree {
		position := 0
		if !ordered {
			position = book.Index(l.Key) + 1
		}
		one := xmlCode{
			GUID: labelGUID(l.Key), Name: l.Called(), Codable: true, Color: l.Color, Description: describe(l, position),
		}
		if l.Group == "" {
			out.Codes = append(out.Codes, one)
			continue
		}
		if i == 0 || tree[i-1].Group != l.Group {
			out.Codes = append(out.Codes, xmlCode{GUID: schema.UUID("group/" + l.Group), Name: l.Group})
		}
		group := &out.Codes[len(out.Codes)-1]
		group.Codes = append(group.Codes, one)
	}
	text, err := xml.MarshalIndent(out, "", "  ")
	if err == nil {
		_, err = fmt.Fprintf(w, "%s%s\n", xml.Header, text)
	}
	return err
}

func labelGUID(key model.LabelKey) string { return schema.UUID("label/" + string(key)) }
