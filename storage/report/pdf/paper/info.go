package paper

import (
	"encoding/xml"
	"strings"
	"time"
)

// Info is what a file says about itself.
type Info struct {
	Title, Subject string
	Authors        []string
	Language       string // a BCP 47 tag
	Program        string
	Created        time.Time // left out if it is zero
	Leftwards      bool      // the language runs from right to left
}

// dictionary returns the document information dictionary.
func (i *Info) dictionary() string {
	var b strings.Builder
	b.WriteString("<<")
	put := func(key, value string) {
		if value != "" {
			b.WriteString("/" + key + textString(value))
		}
	}
	put("Title", i.Title)
	put("Author", strings.Join(i.Authors, "; "))
	put("Subject", i.Subject)
	put("Creator", i.Program)
	put("Producer", i.Program)
	if !i.Created.IsZero() {
		b.WriteString("/CreationDate" + byteString(i.Created.UTC().Format("D:20060102150405Z")))
	}
	b.WriteString(">>")
	return b.String()
}

// xmp returns the same as XMP.
func (i *Info) xmp() []byte {
	var b strings.Builder
	text := func(s string) string {
		var out strings.Builder
		_ = xml.EscapeText(&out, []byte(s)) // a builder returns no errors
		return out.String()
	}
	b.WriteString("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n" +
		"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n<rdf:Description rdf:about=\"\"" +
		" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n" +
		"<dc:format>application/pdf</dc:format>\n")
	b.WriteString("<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">" + text(i.Title) + "</rdf:li></rdf:Alt></dc:title>\n")
	if i.Subject != "" {
		b.WriteString("<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">" + text(i.Subject) + "</rdf:li></rdf:Alt></dc:description>\n")
	}
	if len(i.Authors) > 0 {
		b.WriteString("<dc:creator><rdf:Seq>")
		for _, a := range i.Authors {
			b.WriteString("<rdf:li>" + text(a) + "</rdf:li>")
		}
		b.WriteString("</rdf:Seq></dc:creator>\n")
	}
	if i.Language != "" {
		b.WriteString("<dc:language><rdf:Bag><rdf:li>" + text(i.Language) + "</rdf:li></rdf:Bag></dc:language>\n")
	}
	b.WriteString("<xmp:CreatorTool>" + text(i.Program) + "</xmp:CreatorTool>\n<pdf:Producer>" + text(i.Program) + "</pdf:Producer>\n")
	if !i.Created.IsZero() {
		b.WriteString("<xmp:CreateDate>" + i.Created.UTC().Format(time.RFC3339) + "</xmp:CreateDate>\n")
	}
	b.WriteString("</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return []byte(b.String())
}
