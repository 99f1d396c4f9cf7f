package office

import (
	"cmp"
	"encoding/xml"

	"assay.app/assay/storage/intake/format/symbol"
)

// odtStyles are the styles of an OpenDocument by family and name.
type odtStyles struct {
	looks map[odtStyle]runLook
	based map[odtStyle]odtStyle
	faces map[string]string // font families by the names that styles use
	open  odtStyle          // the style being read
	look  runLook
}

type odtStyle struct{ family, name string }

func newODTStyles() odtStyles {
	return odtStyles{looks: map[odtStyle]runLook{}, based: map[odtStyle]odtStyle{}, faces: map[string]string{}}
}

// visit reads the elements of styles, which are in both styles.xml and content.xml.
func (s *odtStyles) visit(token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		switch t.Name.Local {
		case "font-face":
			if name := xmlAttr(t, "name"); len(name) <= maxStyleName && len(s.faces) < maxStyles {
				family := xmlAttr(t, "font-family")
				s.faces[name] = family[:min(len(family), maxStyleName)]
			}
		case "style":
			s.open, s.look = odtStyle{xmlAttr(t, "family"), xmlAttr(t, "name")}, runLook{}
			if parent := xmlAttr(t, "parent-style-name"); len(s.open.name) > maxStyleName || len(s.open.family) > maxStyleName || len(s.looks) >= maxStyles {
				s.open = odtStyle{}
			} else if parent != "" && len(parent) <= maxStyleName {
				s.based[s.open] = odtStyle{s.open.family, parent}
			}
		case "text-properties":
			if s.open.name != "" {
				s.properties(t)
			}
		}
	case xml.EndElement:
		if t.Name.Local == "style" && s.open.name != "" {
			s.looks[s.open], s.open = s.look, odtStyle{}
		}
	}
	return nil
}

func (s *odtStyles) properties(t xml.StartElement) {
	switch display := xmlAttr(t, "display"); {
	case display == "none", display == "condition" && xmlAttr(t, "condition") == "none":
		s.look.hidden, s.look.given = true, true
	case display == "true":
		s.look.hidden, s.look.given = false, true
	}
	named := xmlAttr(t, "font-name")
	if font := cmp.Or(s.faces[named], named, xmlAttr(t, "font-family")); font != "" {
		s.look.signs, s.look.font = symbol.Of(font), true
	}
}

// of returns the formatting of a style, including its bases.
func (s *odtStyles) of(family, name string) (l runLook) {
	style := odtStyle{family, name}
	for range maxBased {
		if style.name == "" {
			break
		}
		l = l.over(s.looks[style])
		style = s.based[style]
	}
	return l
}
