package office

import (
	"encoding/xml"
	"strings"

	"assay.app/assay/storage/intake/format/symbol"
)

// runLook is the part of the formatting of a run that decides whether and how the
// run is read.
type runLook struct {
	hidden bool // not shown
	given  bool // hidden is set, to true or false
	signs  *symbol.Table
	font   bool // signs is set, possibly to nil
}

// over returns l, with the formatting of below wherever l sets none.
func (l runLook) over(below runLook) runLook {
	if !l.given {
		l.hidden, l.given = below.hidden, below.given
	}
	if !l.font {
		l.signs, l.font = below.signs, below.font
	}
	return l
}

// take applies an element of run properties to l.
func (l *runLook) take(t xml.StartElement) {
	switch t.Name.Local {
	case "vanish":
		l.hidden, l.given = isOn(xmlAttr(t, "val")), true
	case "rFonts":
		if font := xmlAttr(t, "ascii"); font != "" {
			l.signs, l.font = symbol.Of(font), true
		}
	}
}

// isOn reports whether a boolean value of Word is true. An empty value counts as
// true.
func isOn(val string) bool {
	switch strings.ToLower(val) {
	case "0", "false", "off", "none":
		return false
	}
	return true
}

// wordStyles are the styles of a document by identifier.
type wordStyles struct {
	looks    map[string]runLook
	based    map[string]string
	defaults runLook
	usual    string // the style of paragraphs that name none
}

// Limits of styles: how many of a document are read, the length of their
// identifiers in bytes, and how many are followed from a style to its bases.
const (
	maxStyles    = 1 << 12
	maxStyleName = 256
	maxBased     = 16
)

// wordStyles reads the styles of a document. Styles that cannot be read hide
// nothing.
func (p *pack) wordStyles(document string) wordStyles {
	s := wordStyles{looks: map[string]runLook{}, based: map[string]string{}}
	name := p.related(document, "styles")
	if name == "" {
		name = "word/styles.xml"
	}
	if !p.has(name) {
		return s
	}
	open, changed, look, defaults := "", 0, runLook{}, false
	_ = p.walk(name, func(token xml.Token) error { // anything read before an error is kept
		switch t := token.(type) {
		case xml.StartElement:
			switch local := t.Name.Local; {
			case local == "rPrChange" || local == "tblStylePr":
				changed++
			case changed > 0:
			case local == "rPrDefault":
				defaults, look = true, runLook{}
			case local == "style":
				if open, look = xmlAttr(t, "styleId"), (runLook{}); len(open) > maxStyleName {
					open = ""
				}
				if xmlAttr(t, "type") == "paragraph" && xmlAttr(t, "default") != "" && isOn(xmlAttr(t, "default")) {
					s.usual = open
				}
			case local == "basedOn" && open != "" && len(xmlAttr(t, "val")) <= maxStyleName && len(s.looks) < maxStyles:
				s.based[open] = xmlAttr(t, "val")
			default:
				look.take(t)
			}
		case xml.EndElement:
			switch local := t.Name.Local; {
			case local == "rPrChange" || local == "tblStylePr":
				changed--
			case local == "rPrDefault" && defaults:
				s.defaults, defaults = look, false
			case local == "style" && open != "" && len(s.looks) < maxStyles:
				s.looks[open], open = look, ""
			}
		}
		return nil
	})
	return s
}

// look returns the formatting of a style, including its bases.
func (s *wordStyles) look(id string) (l runLook) {
	for range maxBased {
		if id == "" {
			break
		}
		l = l.over(s.looks[id])
		id = s.based[id]
	}
	return l
}

// run returns the formatting of a run with its own properties and two styles.
// Hidden is a toggle property: if both styles hide the text, it is shown (ISO/IEC
// 29500-1, 17.7.3).
func (s *wordStyles) run(paragraph, character string, own runLook) runLook {
	if paragraph == "" {
		paragraph = s.usual
	}
	of, in := s.look(character), s.look(paragraph)
	styled := of.over(in).over(s.defaults)
	if of.given && in.given {
		styled.hidden = of.hidden != in.hidden
	}
	return own.over(styled)
}
