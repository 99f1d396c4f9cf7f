package cas

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"

	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/schema"
)

// deepest is how many elements may be inside of one another.
const deepest = 32

// readXMI reads a file of XMI, or all that are in a folder or an archive, with the type systems beside
// them.
func readXMI(ctx context.Context, files *bundle.Files) (*peer.Batch, error) {
	known := typeSet{}
	if !files.Single() {
		for _, name := range files.Named(".xml") {
			data, err := files.Read(name)
			if err == nil {
				err = known.parse(name, data)
			}
			if err != nil {
				return nil, err
			}
		}
	}
	r := newReader()
	names := files.Names()
	if !files.Single() {
		names = files.Named(".xmi")
	}
	if len(names) == 0 && len(known) == 0 && len(files.Names()) > 0 {
		return nil, schema.Damagedf("there is no file that ends in .xmi")
	}
	for _, name := range names {
		data, err := files.Read(name)
		if err == nil {
			err = ctx.Err()
		}
		var c *cas
		if err == nil {
			c, err = parseXMI(name, data)
		}
		if err == nil {
			c.known = known
			err = r.add(c)
		}
		if err != nil {
			return nil, err
		}
	}
	return r.done(), nil
}

// elements calls do with each element of an XML file, how deep it is, and the line of its end. A document
// type, which could declare entities, damages the file.
func elements(name string, data []byte, do func(e xml.StartElement, depth int) error) error {
	in := xml.NewDecoder(bytes.NewReader(data))
	depth := 0
	for {
		token, err := in.Token()
		if err == io.EOF {
			if depth == 0 && in.InputOffset() > 0 {
				return nil
			}
			err = io.ErrUnexpectedEOF
		}
		if err == nil {
			switch token := token.(type) {
			case xml.Directive:
				err = errors.New("it has a document type")
			case xml.StartElement:
				if depth++; depth > deepest {
					err = errors.New("its elements are nested too deeply")
				} else {
					err = do(token, depth)
				}
			case xml.EndElement:
				depth--
			default: // texts and comments say nothing
			}
		}
		if err != nil {
			line, _ := in.InputPos()
			return schema.Damagedf("%s, line %d: %v", name, line, err)
		}
	}
}

// parseXMI reads a file of XMI.
func parseXMI(name string, data []byte) (*cas, error) {
	c := &cas{file: name}
	root := false
	err := elements(name, data, func(e xml.StartElement, depth int) error {
		switch {
		case depth == 1:
			root = e.Name.Local == "XMI" && strings.Contains(e.Name.Space, "omg.org/XMI")
			if !root {
				return errors.New("it is not XMI")
			}
			return nil
		case depth > 2:
			return nil // the items of a list of texts
		}
		return c.element(e)
	})
	if err == nil && !root {
		err = schema.Damagedf("%s is empty", name)
	}
	return c, err
}

// element adds a feature structure.
func (c *cas) element(e xml.StartElement) error {
	one := annotation{typ: typeName(e.Name), features: map[string]string{}}
	for _, a := range e.Attr {
		switch {
		case a.Name.Space != "" && a.Name.Local == "id":
			one.id = a.Value
		case a.Name.Space == "":
			if _, twice := one.features[a.Name.Local]; twice {
				return errors.New("an element has " + a.Name.Local + " twice")
			}
			one.features[a.Name.Local] = a.Value
		}
	}
	if one.typ == "uima.cas.Sofa" {
		text, has := one.features["sofaString"]
		c.sofas = append(c.sofas, sofa{id: one.id, name: one.features["sofaID"], text: text, has: has})
		return nil
	}
	begin, begins := one.features["begin"]
	end, ends := one.features["end"]
	if one.sofa = one.features["sofa"]; !begins || !ends || one.sofa == "" {
		return nil // it is no annotation
	}
	var errs [2]error
	one.begin, errs[0] = strconv.Atoi(begin)
	one.end, errs[1] = strconv.Atoi(end)
	if err := errors.Join(errs[:]...); err != nil {
		return err
	}
	for _, name := range []string{"sofa", "begin", "end"} {
		delete(one.features, name)
	}
	c.annotations = append(c.annotations, one)
	return nil
}

// typeName returns the name of a type: namespace "http:///a/b.ecore" with element "C" is "a.b.C".
func typeName(n xml.Name) string {
	space := strings.TrimSuffix(strings.TrimPrefix(n.Space, "http:///"), ".ecore")
	if space == "uima/noNamespace" || space == "" {
		return n.Local
	}
	return strings.ReplaceAll(space, "/", ".") + "." + n.Local
}

// typeSet has the types of a type system: their supertypes and which of their features are texts.
type typeSet map[string]*declaration

type declaration struct {
	super string
	texts []string // in the order of the declaration
}

// parse adds the types of a description. It ignores XML files of other sorts.
func (s typeSet) parse(name string, data []byte) error {
	var file struct {
		XMLName xml.Name
		Types   []struct {
			Name     string `xml:"name"`
			Super    string `xml:"supertypeName"`
			Features []struct {
				Name  string `xml:"name"`
				Range string `xml:"rangeTypeName"`
			} `xml:"features>featureDescription"`
		} `xml:"types>typeDescription"`
	}
	if err := elements(name, data, func(xml.StartElement, int) error { return nil }); err != nil {
		return err
	}
	if err := xml.Unmarshal(data, &file); err != nil {
		return schema.Damagedf("%s: %v", name, err)
	}
	if file.XMLName.Local != "typeSystemDescription" {
		return nil
	}
	for _, t := range file.Types {
		d := &declaration{super: strings.TrimSpace(t.Super)}
		for _, f := range t.Features {
			if strings.TrimSpace(f.Range) == "uima.cas.String" {
				d.texts = append(d.texts, strings.TrimSpace(f.Name))
			}
		}
		s[strings.TrimSpace(t.Name)] = d
	}
	return nil
}

// texts returns the features of a type and its supertypes that are texts, and false if the type is unknown.
func (s typeSet) texts(name string) (all []string, known bool) {
	for range deepest {
		d := s[name]
		if d == nil {
			break
		}
		all, name, known = append(all, d.texts...), d.super, true
	}
	return all, known
}

// isA reports whether a type, or one of its supertypes, is in the packages or has one of the names.
func (s typeSet) isA(name string, fits func(string) bool) bool {
	for range deepest {
		if fits(name) {
			return true
		}
		d := s[name]
		if d == nil {
			return false
		}
		name = d.super
	}
	return false
}

// userOf returns the document and the user that a path names, as INCEpTION exports projects:
// "annotation/DOCUMENT/USER.xmi". They are "" for other paths.
func userOf(name string) (document, user string) {
	parts := strings.Split(name, "/")
	if len(parts) < 3 || parts[len(parts)-3] != "annotation" && parts[len(parts)-3] != "curation" {
		return "", ""
	}
	base := parts[len(parts)-1]
	if user = strings.TrimSuffix(base, path.Ext(base)); user == "INITIAL_CAS" || user == "CURATION_USER" {
		user = ""
	}
	return parts[len(parts)-2], user
}
