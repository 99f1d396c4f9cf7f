package cas

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/schema"
)

// The ids of the feature structures that each CAS has. Annotations follow them.
const (
	sofaID     = 1
	documentID = 2
	firstID    = 3
)

// files writes a file for each article.
func files(ctx context.Context, to bundle.Folder, c *peer.Corpus, ext string, encode func(p *peer.Page, items []item, length int) ([]byte, error)) error {
	type file struct {
		name string
		data []byte
	}
	all := peer.Encoded(ctx, c, func() func(*peer.Page) (file, error) {
		return func(p *peer.Page) (file, error) {
			items, length := itemsOf(p, c.Project.Codebook)
			data, err := encode(p, items, length)
			if err != nil {
				err = fmt.Errorf("article %s: %w", p.ID, err)
			}
			return file{string(p.ID) + ext, data}, err
		}
	})
	for f, err := range all {
		var w io.Writer
		if err == nil {
			w, err = to.Create(f.name)
		}
		if err == nil {
			_, err = w.Write(f.data)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func bundleXMI(ctx context.Context, to bundle.Folder, c *peer.Corpus) error {
	w, err := to.Create("TypeSystem.xml")
	if err == nil {
		_, err = w.Write(typeSystem())
	}
	if err != nil {
		return err
	}
	return files(ctx, to, c, ".xmi", encodeXMI)
}

func bundleJSON(ctx context.Context, to bundle.Folder, c *peer.Corpus) error {
	declared := declared()
	return files(ctx, to, c, ".json", func(p *peer.Page, items []item, length int) ([]byte, error) {
		return encodeJSON(p, items, length, declared), nil
	})
}

// typeSystem returns the description of the types of ours.
func typeSystem() []byte {
	out := []byte("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<typeSystemDescription xmlns=\"http://uima.apache.org/resourceSpecifier\">\n  <name>assay</name>\n  <types>\n")
	for _, t := range types() {
		out = fmt.Appendf(out, "    <typeDescription>\n      <name>assay.%s</name>\n      <description>%s</description>\n      <supertypeName>uima.tcas.Annotation</supertypeName>\n      <features>\n", t.name, t.doc)
		for _, f := range t.features {
			out = fmt.Appendf(out, "        <featureDescription>\n          <name>%s</name>\n          <description/>\n          <rangeTypeName>%s</rangeTypeName>\n        </featureDescription>\n", f.name, rangeOf(f))
		}
		out = append(out, "      </features>\n    </typeDescription>\n"...)
	}
	return append(out, "  </types>\n</typeSystemDescription>\n"...)
}

func rangeOf(f feature) string {
	if f.number {
		return "uima.cas.Integer"
	}
	return "uima.cas.String"
}

// declared returns the description of the types of ours as the value of "%TYPES".
func declared() []byte {
	out := []byte("{")
	for i, t := range types() {
		if i > 0 {
			out = append(out, ',')
		}
		out = fmt.Appendf(out, "\n    %q: {\"%%NAME\": %q, \"%%SUPER_TYPE\": \"uima.tcas.Annotation\"", "assay."+t.name, "assay."+t.name)
		for _, f := range t.features {
			out = fmt.Appendf(out, ",\n      %q: {\"%%NAME\": %q, \"%%RANGE\": %q}", f.name, f.name, rangeOf(f))
		}
		out = append(out, '}')
	}
	return append(out, "\n  }"...)
}

func encodeJSON(p *peer.Page, items []item, length int, declared []byte) []byte {
	out := make([]byte, 0, 2*len(p.Text)+len(declared)+192*len(items)+512)
	out = append(append(append(out, "{\n  \"%TYPES\": "...), declared...), ",\n  \"%FEATURE_STRUCTURES\": [\n"...)
	out = append(out, `    {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "mimeType": "text", "sofaString": `...)
	out = append(schema.AppendText(out, p.Text), "},\n"...)
	out = fmt.Appendf(out, `    {"%%ID": %d, "%%TYPE": "uima.tcas.DocumentAnnotation", "@sofa": 1, "begin": 0, "end": %d, "language": `, documentID, length)
	out = append(schema.AppendText(out, languageOf(p)), '}')
	for i, one := range items {
		out = strconv.AppendInt(append(out, ",\n    {\"%ID\": "...), int64(firstID+i), 10)
		out = append(append(append(out, `, "%TYPE": "assay.`...), one.typ...), `", "@sofa": 1, "begin": `...)
		out = strconv.AppendInt(out, int64(one.begin), 10)
		out = strconv.AppendInt(append(out, `, "end": `...), int64(one.end), 10)
		for _, v := range one.values {
			out = append(append(append(out, `, "`...), v.name...), `": `...)
			if v.number {
				out = append(out, v.text...)
			} else {
				out = schema.AppendText(out, v.text)
			}
		}
		out = append(out, '}')
	}
	out = append(out, "\n  ],\n  \"%VIEWS\": {\"_InitialView\": {\"%SOFA\": 1, \"%MEMBERS\": ["...)
	return append(members(out, len(items), ", "), "]}}\n}\n"...)
}

// members appends the ids of all annotations.
func members(out []byte, items int, between string) []byte {
	out = strconv.AppendInt(out, documentID, 10)
	for i := range items {
		out = strconv.AppendInt(append(out, between...), int64(firstID+i), 10)
	}
	return out
}

// languageOf returns the language of an article, or UIMA's word for an unknown one.
func languageOf(p *peer.Page) string {
	if p.Metadata.Language == "" {
		return "x-unspecified"
	}
	return p.Metadata.Language
}

func encodeXMI(p *peer.Page, items []item, length int) ([]byte, error) {
	out := make([]byte, 0, 2*len(p.Text)+192*len(items)+1024)
	text, replaced := attribute(nil, p.Text)
	if len(replaced) > 0 {
		items[0].values = append(items[0].values, value{name: "replaced", text: string(replaced)})
	}
	out = append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" xmlns:cas=\"http:///uima/cas.ecore\" xmlns:tcas=\"http:///uima/tcas.ecore\" xmlns:assay=\"http:///assay.ecore\" xmi:version=\"2.0\">\n<cas:NULL xmi:id=\"0\"/>\n"...)
	language, _ := attribute(nil, languageOf(p))
	out = fmt.Appendf(out, "<tcas:DocumentAnnotation xmi:id=\"%d\" sofa=\"%d\" begin=\"0\" end=\"%d\" language=\"%s\"/>\n", documentID, sofaID, length, language)
	for i, one := range items {
		out = append(append(append(out, "<assay:"...), one.typ...), ` xmi:id="`...)
		out = strconv.AppendInt(out, int64(firstID+i), 10)
		out = strconv.AppendInt(append(out, `" sofa="1" begin="`...), int64(one.begin), 10)
		out = strconv.AppendInt(append(out, `" end="`...), int64(one.end), 10)
		out = append(out, '"')
		for _, v := range one.values {
			out = append(append(append(out, ' '), v.name...), `="`...)
			var unfit []byte
			if out, unfit = attribute(out, v.text); len(unfit) > 0 {
				return nil, fmt.Errorf("the %s of a %s has a character that XML cannot hold: %q: %w", v.name, one.typ, v.text, model.ErrValue)
			}
			out = append(out, '"')
		}
		out = append(out, "/>\n"...)
	}
	out = append(append(out, "<cas:Sofa xmi:id=\"1\" sofaNum=\"1\" sofaID=\"_InitialView\" mimeType=\"text\" sofaString=\""...), text...)
	out = append(out, "\"/>\n<cas:View sofa=\"1\" members=\""...)
	return append(members(out, len(items), " "), "\"/>\n</xmi:XMI>\n"...), nil
}

// attribute appends the value of an attribute of XML. It appends U+FFFD for characters that XML cannot
// hold, which replaced lists with their offsets in UTF-16 code units: "12:7 30:b".
func attribute(dst []byte, text string) (out, replaced []byte) {
	done, units := 0, 0
	for i, r := range text {
		escape := ""
		switch {
		case r == '&':
			escape = "&amp;"
		case r == '<':
			escape = "&lt;"
		case r == '>':
			escape = "&gt;"
		case r == '"':
			escape = "&quot;"
		case r == '\n':
			escape = "&#10;"
		case r == '\r':
			escape = "&#13;"
		case r == '\t':
			escape = "&#9;"
		case r < ' ' || r == 0xFFFE || r == 0xFFFF:
			escape = "\uFFFD"
			if len(replaced) > 0 {
				replaced = append(replaced, ' ')
			}
			replaced = strconv.AppendInt(append(strconv.AppendInt(replaced, int64(units), 10), ':'), int64(r), 16)
		case r > 0xFFFF:
			units++
		}
		units++
		if escape != "" {
			dst = append(append(dst, text[done:i]...), escape...)
			done = i + utf8.RuneLen(r)
		}
	}
	return append(dst, text[done:]...), replaced
}
