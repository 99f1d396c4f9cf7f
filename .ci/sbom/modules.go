package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// module is a Go module with at least one package that is linked into a
// program.
type module struct {
	Path, Version, Dir string
	Sum                string // checksum, as in go.sum: "h1:" and base64
	Main               bool
	packages           []string // folders of the linked packages
	notices            []notice
	imports            []string // paths of the modules it imports from, sorted
}

// notice is a text that must be distributed with a module.
type notice struct {
	file string // inside the module, with slashes
	id   string // SPDX identifier, or "NOTICE"
	text string
}

// target is a system that packages are made for.
type target struct{ goos, goarch string }

func targets() []target {
	return []target{{"linux", "amd64"}, {"windows", "amd64"}, {"darwin", "arm64"}}
}

// listed is what `go list` reports about a package.
type listed struct {
	ImportPath, Dir string
	Standard        bool
	Module          *module
	Imports         []string
}

// linked returns the modules that are linked into the programs on at least one
// of the systems: first Go's own library, then the others by path.
func linked(on []target) ([]*module, error) {
	found := map[string]*module{}
	for _, t := range on {
		packages, err := list(t)
		if err != nil {
			return nil, err
		}
		of := map[string]string{} // package → module
		for _, p := range packages {
			if p.Standard || p.Module == nil || p.Module.Main {
				continue
			}
			of[p.ImportPath] = p.Module.Path
			m := found[p.Module.Path]
			if m == nil {
				m = p.Module
				found[m.Path] = m
			}
			m.packages = append(m.packages, p.Dir)
		}
		for _, p := range packages {
			m := found[of[p.ImportPath]]
			for _, imported := range p.Imports {
				if other := of[imported]; m != nil && other != "" && other != m.Path && !slices.Contains(m.imports, other) {
					m.imports = append(m.imports, other)
				}
			}
		}
	}
	out := make([]*module, 0, len(found)+1)
	for _, m := range found {
		var err error
		if m.notices, err = notices(m); err != nil {
			return nil, err
		}
		slices.Sort(m.imports)
		out = append(out, m)
	}
	slices.SortFunc(out, func(a, b *module) int { return strings.Compare(a.Path, b.Path) })
	std, err := library()
	if err != nil {
		return nil, err
	}
	return append([]*module{std}, out...), nil
}

// list returns all packages that are linked into the programs on one system.
func list(t target) ([]listed, error) {
	cmd := exec.Command("go", "list", "-deps", "-tags", "migrated_fynedo,release",
		"-json=ImportPath,Dir,Standard,Module,Imports", "./cmd/assay", "./cmd/assayctl")
	cmd.Dir = checkout
	cmd.Env = append(os.Environ(), "GOOS="+t.goos, "GOARCH="+t.goarch, "CGO_ENABLED=1")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("list the packages for %s/%s: %w", t.goos, t.goarch, err)
	}
	var packages []listed
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		switch err := d.Decode(&p); {
		case errors.Is(err, io.EOF):
			return packages, nil
		case err != nil:
			return nil, fmt.Errorf("read the output of go list: %w", err)
		}
		packages = append(packages, p)
	}
}

// library returns Go's own library and runtime as if they were a module. It has no
// version, because the licences do not depend on the version of Go.
func library() (*module, error) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("find Go: %w", err)
	}
	m := &module{Path: "std", Dir: strings.TrimSpace(string(root))}
	m.notices, err = read(m, []string{"LICENSE"})
	if errors.Is(err, fs.ErrNotExist) { // some distributions put the licence one folder up
		m.Dir = filepath.Dir(m.Dir)
		m.notices, err = read(m, []string{"LICENSE"})
	}
	return m, err
}

// noticeName matches the names of files with licences and notices.
var noticeName = regexp.MustCompile(`(?i)^(un)?(licen[cs]e|copying|notice|ofl)([-_.].*)?$`)

// notices returns the texts of a module that apply to its linked packages: those in
// the folder of such a package, or in a folder above or below it. It skips folders
// named testdata, examples and cmd. It fails if it finds no text.
func notices(m *module) ([]notice, error) {
	var files []string
	err := filepath.WalkDir(m.Dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || d.Name() == "examples" || d.Name() == "cmd") {
			return filepath.SkipDir
		}
		if !d.IsDir() && noticeName.MatchString(d.Name()) && !strings.HasSuffix(d.Name(), ".go") && m.appliesTo(filepath.Dir(path)) {
			rel, err := filepath.Rel(m.Dir, path)
			if err != nil {
				return err
			}
			files = append(files, rel)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("look for licences of %s: %w", m.Path, err)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s %s has no licence in %s", m.Path, m.Version, m.Dir)
	}
	return read(m, files)
}

// appliesTo reports whether a notice in folder applies to a linked package.
func (m *module) appliesTo(folder string) bool {
	return slices.ContainsFunc(m.packages, func(p string) bool { return within(p, folder) || within(folder, p) })
}

// within reports whether folder is parent or is inside parent.
func within(folder, parent string) bool {
	return folder == parent || strings.HasPrefix(folder, parent+string(filepath.Separator))
}

// read returns the notices in files, whose names are relative to the module. It
// fails if identify does not recognise one of them.
func read(m *module, files []string) ([]notice, error) {
	var out []notice
	for _, file := range files {
		data, err := os.ReadFile(filepath.Join(m.Dir, file))
		if err != nil {
			return nil, fmt.Errorf("read a licence of %s: %w", m.Path, err)
		}
		n := notice{file: filepath.ToSlash(file), text: tidy(string(data))}
		if n.id = identify(n.text); n.id == "" {
			return nil, fmt.Errorf("the licence of %s %s in %s is not known: read it, and add it to .ci/sbom if the module may be distributed", m.Path, m.Version, n.file)
		}
		out = append(out, n)
	}
	return out, nil
}

// tidy returns text as valid UTF-8 with \n line endings. It removes a byte order
// mark, white space at the ends of lines, and empty lines at the beginning and the
// end.
func tidy(text string) string {
	text = strings.ToValidUTF8(strings.TrimPrefix(text, "\ufeff"), "?")
	lines := strings.Split(strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " \t\f")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}
