// Package template reads and writes templates of reports, and keeps those of the analyst in the
// folder of the settings.
package template

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
	"assay.app/assay/storage/report"
	"assay.app/assay/storage/report/words"
	"assay.app/assay/storage/sidefile"
)

// Ext is the ending of the names of files with templates.
const Ext = ".json"

// mostBytes is the greatest size of a file with a template.
const mostBytes = 1 << 20

// The marks by which a file is known as a template.
const (
	format  = "assay.report-template"
	version = 1
)

// Template is what an analyst sets for a report, to be used again for others.
type Template struct {
	Parts    []report.Part // in their order; report.Parts if nil
	Redact   report.Redaction
	Language string // one of words.Languages, or ""
	Title    string
	Question string
}

// stored is a template in files.
type stored struct {
	Format   string   `json:"format"`
	Version  int      `json:"version"`
	Title    string   `json:"title,omitempty"`
	Question string   `json:"question,omitempty"`
	Language string   `json:"language,omitempty"`
	Parts    []string `json:"parts,omitempty"`
	Redact   []string `json:"redact,omitempty"`
}

// Options returns the options of a report by the template.
func (t Template) Options() report.Options {
	return report.Options{Parts: slices.Clone(t.Parts), Redact: t.Redact, Language: t.Language, Title: t.Title, Question: t.Question}
}

// Of returns the template of options.
func Of(o report.Options) Template {
	return Template{Parts: slices.Clone(o.Parts), Redact: o.Redact, Language: o.Language, Title: o.Title, Question: o.Question}
}

// accepted returns the template with its values in their stored forms. The error wraps
// model.ErrValue.
func (t Template) accepted() (Template, error) {
	var err error
	if t.Title != "" {
		if t.Title, err = value.Title.Accept(t.Title); err != nil {
			return t, err
		}
	}
	if t.Question != "" {
		if t.Question, err = value.Reasoning.Accept(t.Question); err != nil {
			return t, err
		}
	}
	if t.Parts != nil {
		if err := report.CheckParts(t.Parts); err != nil {
			return t, err
		}
	}
	_, err = words.In(t.Language)
	return t, err
}

// Read reads a template. The error wraps model.ErrValue if a value is refused or the file is no
// template, or model.ErrNewerVersion.
func Read(r io.Reader) (Template, error) {
	data, err := io.ReadAll(io.LimitReader(r, mostBytes+1))
	if err != nil {
		return Template{}, err
	}
	var s stored
	if len(data) > mostBytes {
		return Template{}, fmt.Errorf("%w: the file is too large for a template of a report", model.ErrValue)
	}
	if err := json.Unmarshal(data, &s); err != nil || s.Format != format {
		return Template{}, fmt.Errorf("%w: the file is not a template of a report", model.ErrValue)
	}
	if s.Version > version {
		return Template{}, fmt.Errorf("read the template of a report: %w", model.ErrNewerVersion)
	}
	t := Template{Language: s.Language, Title: s.Title, Question: s.Question}
	for _, part := range s.Parts {
		t.Parts = append(t.Parts, report.Part(part))
	}
	if t.Redact, err = report.RedactionOf(s.Redact); err != nil {
		return Template{}, err
	}
	return t.accepted()
}

// Write writes a template. The error wraps model.ErrValue if a value is refused.
func Write(w io.Writer, t Template) error {
	t, err := t.accepted()
	if err != nil {
		return err
	}
	s := stored{Format: format, Version: version, Title: t.Title, Question: t.Question, Language: t.Language, Redact: t.Redact.Names()}
	for _, part := range t.Parts {
		s.Parts = append(s.Parts, string(part))
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(s)
}

// Shelf keeps templates in a folder, each in a file with its name. The zero value keeps none.
type Shelf struct{ folder string }

// In returns the templates in the folder of the settings, which need not exist.
func In(settings string) Shelf {
	if settings == "" {
		return Shelf{}
	}
	return Shelf{filepath.Join(settings, "reports")}
}

// Names returns the names of the templates, sorted.
func (s Shelf) Names() (names []string, err error) {
	if s.folder == "" {
		return nil, nil
	}
	entries, err := os.ReadDir(s.folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	for _, e := range entries {
		if name, is := strings.CutSuffix(e.Name(), Ext); is && e.Type().IsRegular() && model.IsFileName(name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names, err
}

// path returns the path of a template. The error wraps model.ErrValue if no file can have the name.
func (s Shelf) path(name string) (string, error) {
	if s.folder == "" {
		return "", fmt.Errorf("templates cannot be kept here: %w", fs.ErrNotExist)
	}
	if !model.IsFileName(name) || !model.IsFileName(name+Ext) {
		return "", fmt.Errorf("%w: no file can have the name %q", model.ErrValue, name)
	}
	return filepath.Join(s.folder, name+Ext), nil
}

// Get returns the template with a name. The error wraps fs.ErrNotExist if there is none, or is as
// for Read.
func (s Shelf) Get(name string) (Template, error) {
	path, err := s.path(name)
	if err != nil {
		return Template{}, err
	}
	data, err := sidefile.Read(path, mostBytes)
	if err != nil {
		return Template{}, fmt.Errorf("read the template %q: %w", name, err)
	}
	t, err := Read(strings.NewReader(string(data)))
	if err != nil {
		return t, fmt.Errorf("read the template %q: %w", name, err)
	}
	return t, nil
}

// Keep keeps a template under a name, in place of the one that has it.
func (s Shelf) Keep(name string, t Template) error {
	path, err := s.path(name)
	if err != nil {
		return err
	}
	var out strings.Builder
	if err := Write(&out, t); err != nil {
		return err
	}
	const folderMode = 0o700
	if err := os.MkdirAll(s.folder, folderMode); err != nil {
		return fmt.Errorf("make the folder for templates: %w", err)
	}
	if err := sidefile.Replace(path, []byte(out.String()), sidefile.Access{}); err != nil {
		return fmt.Errorf("keep the template %q: %w", name, err)
	}
	return sidefile.SyncFolder(s.folder)
}

// Remove removes the template with a name. The error wraps fs.ErrNotExist if there is none.
func (s Shelf) Remove(name string) error {
	path, err := s.path(name)
	if err != nil {
		return err
	}
	if err := os.Remove(path); err != nil {
		return fmt.Errorf("remove the template %q: %w", name, err)
	}
	return nil
}
