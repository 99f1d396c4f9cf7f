package settings

import (
	"fmt"
	"slices"
)

// A project stores labels under the analyst's name. An analyst who changes the name
// keeps the old one in projects that have labels under it; otherwise the labels
// would seem to be gone. A file records the former names of each analyst and the
// names used in each project:
//
//	{"former": {"R. Vance": ["root"]},
//	 "people": ["R. Vance", "Omar"],
//	 "projects": {"ID": {"names": {"R. Vance": "root"}, "last": "root"}}}

const nameFileName = "names.json"

// Names is the file of analysts' names, with its content.
type Names struct {
	file    file
	content nameContent
}

type nameContent struct {
	Former   map[string][]string     `json:"former"`           // by current name: the person's former names, latest first
	People   []string                `json:"people,omitempty"` // names of people who are known to be different
	Projects map[string]projectNames `json:"projects"`         // by project id
}

// projectNames are the names used in one project.
type projectNames struct {
	Names map[string]string `json:"names,omitempty"` // by current name: the name under which the person's labels are stored
	Last  string            `json:"last"`            // the name under which labels were made when the project was last open
}

// LoadNames reads the file of names from a folder. It renames a damaged file; the
// names are then empty or incomplete. The returned Names are usable even if there
// is an error.
func LoadNames(in Folder) (*Names, error) {
	f := &Names{file: file{in, nameFileName}}
	_, _, err := f.file.read(&f.content, func() bool { return true })
	if err != nil {
		f.file = file{} // do not overwrite a file that cannot be read
		return f, fmt.Errorf("read the names of analysts: %w", err)
	}
	return f, nil
}

// Under returns the name under which a project stores a person's labels. The
// function has reports whether the project has labels under a name.
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

// Last returns the name under which labels were made when the project was last
// open, or "" if that is unknown.
func (f *Names) Last(project string) string { return f.content.Projects[project].Last }

// Use records under as the name under which a project stores a person's labels from
// now on.
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

// Meet records that two names belong to different people who work at this computer.
func (f *Names) Meet(one, other string) error {
	if f.Apart(one, other) || one == other {
		return nil
	}
	for _, name := range []string{one, other} {
		if !slices.Contains(f.content.People, name) {
			f.content.People = append(f.content.People, name)
		}
	}
	return f.save()
}

// Apart reports whether two names are known to belong to different people.
func (f *Names) Apart(one, other string) bool {
	return one != other && slices.Contains(f.content.People, one) && slices.Contains(f.content.People, other)
}

// Rename records that a person has a new name. Projects with a recorded name for
// the person keep the labels under that name.
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
	if at := slices.Index(f.content.People, from); at >= 0 {
		f.content.People[at] = to
	}
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
