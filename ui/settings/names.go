package settings

import (
	"fmt"
	"slices"
)

// Labels stand under a name. An analyst who changes theirs keeps the old one in
// the projects that have labels under it, or the work would seem gone. Which
// name that is, is kept in a file of its own:
//
//	{"former": {"R. Vance": ["root"]},
//	 "projects": {"ID": {"names": {"R. Vance": "root"}, "last": "root"}}}

// nameFileName is the file's name in the app's folder.
const nameFileName = "names.json"

// Names is where names are kept, and what it holds.
type Names struct {
	file    file
	content nameContent
}

// nameContent are the names that analysts have had.
type nameContent struct {
	Former   map[string][]string     `json:"former"`   // by present name: those the same person had, the latest first
	Projects map[string]projectNames `json:"projects"` // by the project's id
}

// projectNames are the names of one project.
type projectNames struct {
	Names map[string]string `json:"names,omitempty"` // by present name: the name that labels stand under
	Last  string            `json:"last"`            // the name that labels stood under when it was last open
}

// LoadNames reads the names that are kept. A file that is damaged is put aside,
// and nothing is known then but what labels themselves tell.
func LoadNames(in Folder) (*Names, error) {
	f := &Names{file: file{in, nameFileName}}
	_, _, err := f.file.read(&f.content, func() bool { return true })
	if err != nil {
		f.file = file{} // what cannot be read is not written over
		return f, fmt.Errorf("read the names of analysts: %w", err)
	}
	return f, nil
}

// Under returns the name that a person's labels stand under in a project. Has tells
// whether somebody has labels there.
func (f *Names) Under(project, name string, has func(string) bool) string {
	if under, ok := f.content.Projects[project].Names[name]; ok {
		return under
	}
	if former := f.content.Former[name]; len(former) > 0 && !has(name) {
		if i := slices.IndexFunc(former, has); i >= 0 {
			return former[i]
		}
	}
	return name
}

// Last returns the name that labels stood under when a project was last open,
// or "".
func (f *Names) Last(project string) string { return f.content.Projects[project].Last }

// Use notes the name that labels of a person stand under in a project from now
// on.
func (f *Names) Use(project, name, under string) error {
	p := f.content.Projects[project]
	if p.Last == under && (name == under && p.Names[name] == "" || p.Names[name] == under) {
		return nil
	}
	p.Last = under
	if name != under || p.Names[name] != "" {
		if p.Names == nil {
			p.Names = map[string]string{}
		}
		p.Names[name] = under
	}
	if f.content.Projects == nil {
		f.content.Projects = map[string]projectNames{}
	}
	f.content.Projects[project] = p
	return f.save()
}

// Rename notes that a person has another name now. In every project their
// labels stand under the name they stood under before.
func (f *Names) Rename(from, to string) error {
	if f.content.Former == nil {
		f.content.Former = map[string][]string{}
	}
	former := append([]string{from}, f.content.Former[from]...)
	for _, old := range f.content.Former[to] {
		if !slices.Contains(former, old) {
			former = append(former, old)
		}
	}
	f.content.Former[to] = slices.DeleteFunc(former, func(old string) bool { return old == to })
	for id, p := range f.content.Projects {
		if under, ok := p.Names[from]; ok {
			p.Names[to] = under
			f.content.Projects[id] = p
		}
	}
	return f.save()
}

func (f *Names) save() error {
	if err := f.file.write(f.content); err != nil {
		return fmt.Errorf("keep the names of analysts: %w", err)
	}
	return nil
}
