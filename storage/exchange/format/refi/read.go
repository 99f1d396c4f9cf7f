package refi

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"path"
	"strconv"
	"strings"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/codebook"
	"assay.app/assay/storage/exchange/element"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/recode"
)

// The parts of a project, as they stand in the document. GUIDs are in lower case, without braces.
type (
	source struct {
		said
		guid, name, path, content string
		inline                    bool // content is the text
		selections                []*selection
		codings                   []coding
		values                    map[string]string // by the name of the variable
	}
	selection struct {
		said
		guid, name string
		start, end int
		codings    []coding
		grades     []*kase
	}
	coding struct {
		said
		code string
	}
	note struct {
		source
		used bool
	}
	kase struct {
		name                       string
		values                     map[string]string
		sources, selections, codes []string
	}
	// said is what sources, selections and codings have in common.
	said struct {
		user, description string
		at                time.Time
		notes             []string
	}
)

// project is a project that is being read.
type project struct {
	*element.Reader
	files *bundle.Files
	own   bool // Assay wrote it

	users      map[string]string // names, by GUID
	codes      []codebook.Code
	variables  map[string]string // names, by GUID
	cases      []*kase
	caseGUIDs  map[string]bool
	sources    []*source
	selections map[string]*selection
	notes      map[string]*note
	noteOrder  []*note
	remarks    counts
}

// readProject reads a .qdpx, or a .qde with the files beside it.
func readProject(ctx context.Context, files *bundle.Files) (*peer.Batch, error) {
	name, err := document(files)
	if err != nil {
		return nil, err
	}
	data, err := files.Read(name)
	if err != nil {
		return nil, err
	}
	text, _, _, err := recode.UTF8(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %w", name, model.ErrDamaged, err)
	}
	p := &project{
		Reader: element.NewReader(text, model.ErrDamaged), files: files, users: map[string]string{}, variables: map[string]string{},
		caseGUIDs: map[string]bool{}, selections: map[string]*selection{}, notes: map[string]*note{},
	}
	if err := p.read(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return p.batch(ctx)
}

// document returns the name of the project's XML document: project.qde in any spelling or, because
// some programs name it after the project, the only .qde outside of folders.
func document(files *bundle.Files) (string, error) {
	var found []string
	for _, name := range files.Named(".qde") {
		if strings.EqualFold(name, "project.qde") {
			return name, nil
		}
		if path.Dir(name) == "." {
			found = append(found, name)
		}
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case files.Single():
		return files.Name(), nil
	}
	return "", model.Damaged("it has no project.qde")
}

func (p *project) read() error {
	root, err := p.Root()
	if err != nil {
		return err
	}
	if root.Name.Local != "Project" || !strings.HasPrefix(root.Name.Space, "urn:QDA-XML:project:") {
		return p.Damaged("its root is not a Project of REFI-QDA")
	}
	p.own = strings.HasPrefix(element.Attr(root, "origin"), "Assay ")
	return p.Each(func(start xml.StartElement) error {
		switch start.Name.Local {
		case "Users":
			return p.all("User", p.user)
		case "CodeBook":
			return p.all("Codes", func(xml.StartElement) (err error) {
				p.codes, err = codebook.ReadCodes(p.Reader)
				return err
			})
		case "Variables":
			return p.all("Variable", p.variable)
		case "Cases":
			return p.all("Case", p.kase)
		case "Sources":
			return p.Each(p.source)
		case "Notes":
			return p.all("Note", p.note)
		case "Links":
			return p.all("Link", p.link)
		case "Sets":
			return p.ignored("Set", "sets")
		case "Graphs":
			return p.ignored("Graph", "graphs")
		}
		return p.Skip()
	})
}

// all calls read with each of the elements with a name in the current one.
func (p *project) all(name string, read func(xml.StartElement) error) error {
	return p.Each(func(start xml.StartElement) error {
		if start.Name.Local != name {
			return p.Skip()
		}
		return read(start)
	})
}

// ignored counts elements that are left out.
func (p *project) ignored(name, what string) error {
	return p.all(name, func(xml.StartElement) error {
		p.remarks.add(what, 1)
		return p.Skip()
	})
}

func guidOf(start xml.StartElement, attribute string) string {
	return codebook.BareGUID(element.Attr(start, attribute))
}

// user reads a user. Two users of one name stay two.
func (p *project) user(start xml.StartElement) error {
	name := strings.TrimSpace(element.Attr(start, "name"))
	if name == "" {
		name = strings.TrimSpace(element.Attr(start, "id"))
	}
	taken := map[string]bool{}
	for _, other := range p.users {
		taken[strings.ToLower(other)] = true
	}
	unique := name
	for n := 2; unique != "" && taken[strings.ToLower(unique)]; n++ {
		unique = name + " (" + strconv.Itoa(n) + ")"
	}
	if len(p.users) == mostUsers {
		return p.Damaged("it has more than %d users", mostUsers)
	}
	p.users[guidOf(start, "guid")] = unique
	return p.Skip()
}

// mostUsers is the greatest number of users of a project.
const mostUsers = 1000

func (p *project) variable(start xml.StartElement) error {
	p.variables[guidOf(start, "guid")] = strings.TrimSpace(element.Attr(start, "name"))
	return p.Skip()
}

func (p *project) kase(start xml.StartElement) error {
	one := &kase{name: element.Attr(start, "name"), values: map[string]string{}}
	p.cases = append(p.cases, one)
	p.caseGUIDs[guidOf(start, "guid")] = true
	return p.Each(func(start xml.StartElement) error {
		switch start.Name.Local {
		case "VariableValue":
			return p.value(one.values)
		case "SourceRef":
			one.sources = append(one.sources, guidOf(start, "targetGUID"))
		case "SelectionRef":
			one.selections = append(one.selections, guidOf(start, "targetGUID"))
		case "CodeRef":
			one.codes = append(one.codes, guidOf(start, "targetGUID"))
		}
		return p.Skip()
	})
}

// value reads the value of a variable.
func (p *project) value(values map[string]string) error {
	var name, value string
	err := p.Each(func(start xml.StartElement) (err error) {
		if start.Name.Local == "VariableRef" {
			name = p.variables[guidOf(start, "targetGUID")]
			return p.Skip()
		}
		value, err = p.Text()
		return err
	})
	if err == nil && name != "" && value != "" {
		values[name] = value
	}
	return err
}

// said reads the attributes that sources, selections and codings have in common.
func (p *project) said(start xml.StartElement) said {
	s := said{user: p.users[guidOf(start, "creatingUser")]}
	s.at, _ = time.Parse(time.RFC3339, strings.TrimSpace(element.Attr(start, "creationDateTime")))
	return s
}

// source reads a source, whose kind is its name. Only those with text are kept.
func (p *project) source(start xml.StartElement) error {
	switch kind := start.Name.Local; kind {
	case "TextSource":
		one := &source{}
		p.sources = append(p.sources, one)
		return p.text(start, one)
	case "PDFSource":
		return p.pdf(start)
	case "PictureSource":
		p.remarks.add("pictures", 1)
	case "AudioSource":
		p.remarks.add("sound recordings", 1)
	case "VideoSource":
		p.remarks.add("videos", 1)
	}
	return p.Skip()
}

// pdf reads the text of a PDF file, with what is said of the text and of the whole file.
func (p *project) pdf(start xml.StartElement) error {
	one := &source{said: p.said(start), guid: guidOf(start, "guid"), name: element.Attr(start, "name"), values: map[string]string{}}
	found := false
	err := p.Each(func(inner xml.StartElement) error {
		switch inner.Name.Local {
		case "Representation":
			found = true
			text := &source{}
			if err := p.text(inner, text); err != nil {
				return err
			}
			one.path, one.content, one.inline, one.selections = text.path, text.content, text.inline, text.selections
			one.codings, one.notes = append(one.codings, text.codings...), append(one.notes, text.notes...)
			return nil
		case "PDFSelection":
			p.remarks.add("areas of pages of PDF files", 1)
			return p.Skip()
		}
		return p.part(inner, one)
	})
	if found {
		p.sources = append(p.sources, one)
	} else {
		p.remarks.add("PDF files without text", 1)
	}
	return err
}

// text reads a text with what is said of it.
func (p *project) text(start xml.StartElement, into *source) error {
	into.said, into.guid, into.name = p.said(start), guidOf(start, "guid"), element.Attr(start, "name")
	into.path, into.values = element.Attr(start, "plainTextPath"), map[string]string{}
	return p.Each(func(inner xml.StartElement) error { return p.part(inner, into) })
}

func (p *project) part(start xml.StartElement, into *source) (err error) {
	switch start.Name.Local {
	case "Description":
		into.description, err = p.Text()
		return err
	case "PlainTextContent":
		into.inline = true
		into.content, err = p.Text()
		return err
	case "PlainTextSelection":
		return p.selection(start, into)
	case "Coding":
		return p.coding(start, &into.codings)
	case "NoteRef":
		into.notes = append(into.notes, guidOf(start, "targetGUID"))
	case "VariableValue":
		return p.value(into.values)
	}
	return p.Skip()
}

func (p *project) selection(start xml.StartElement, of *source) error {
	s := &selection{said: p.said(start), guid: guidOf(start, "guid"), name: element.Attr(start, "name")}
	for _, at := range []struct {
		name string
		to   *int
	}{{"startPosition", &s.start}, {"endPosition", &s.end}} {
		n, err := strconv.Atoi(strings.TrimSpace(element.Attr(start, at.name)))
		if err != nil || n < 0 {
			return p.Damaged("the %s of selection %.40s is %.40q", at.name, s.guid, element.Attr(start, at.name))
		}
		*at.to = n
	}
	of.selections = append(of.selections, s)
	p.selections[s.guid] = s
	return p.Each(func(inner xml.StartElement) (err error) {
		switch inner.Name.Local {
		case "Description":
			s.description, err = p.Text()
			return err
		case "Coding":
			return p.coding(inner, &s.codings)
		case "NoteRef":
			s.notes = append(s.notes, guidOf(inner, "targetGUID"))
		}
		return p.Skip()
	})
}

func (p *project) coding(start xml.StartElement, to *[]coding) error {
	c := coding{said: p.said(start)}
	err := p.Each(func(inner xml.StartElement) error {
		switch inner.Name.Local {
		case "CodeRef":
			c.code = guidOf(inner, "targetGUID")
		case "NoteRef":
			c.notes = append(c.notes, guidOf(inner, "targetGUID"))
		}
		return p.Skip()
	})
	*to = append(*to, c)
	return err
}

func (p *project) note(start xml.StartElement) error {
	n := &note{}
	err := p.text(start, &n.source)
	p.notes[n.guid] = n
	p.noteOrder = append(p.noteOrder, n)
	return err
}

// link reads a link. NVivo links selections to notes in this way.
func (p *project) link(start xml.StartElement) error {
	from, to := guidOf(start, "originGUID"), guidOf(start, "targetGUID")
	s := p.selections[from]
	if s == nil || p.notes[to] == nil {
		p.remarks.add("links", 1)
		return p.Skip()
	}
	s.notes = append(s.notes, to)
	return p.Skip()
}
