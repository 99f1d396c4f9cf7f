package main

import (
	"context"
	"errors"

	"assay.app/assay/assets"
	"assay.app/assay/model"
	handin "assay.app/assay/model/report"
	"assay.app/assay/storage"
	"assay.app/assay/storage/report"
	"assay.app/assay/storage/report/template"
	"assay.app/assay/storage/report/words"
	"assay.app/assay/storage/typeset"
)

// composer returns what composes the reports of a project, with the fonts of Assay.
func composer(p *storage.Project) *report.Composer {
	return report.New(p, typeset.Sources{Sans: assets.Sans, Serif: assets.Serif})
}

// asked returns the options of a report.
func asked(r handin.Request) (report.Options, error) {
	t, err := templateOf(r.Settings)
	o := t.Options()
	o.Author, o.Articles, o.Selection = r.Author, r.Articles, r.Selection
	o.Statements, o.Counts = r.Statements, r.Counts
	return o, err
}

// templateOf returns settings as a template. The error wraps model.ErrValue.
func templateOf(s handin.Settings) (t template.Template, err error) {
	t = template.Template{Language: s.Language, Title: s.Title, Question: s.Question}
	if s.Parts != nil {
		t.Parts = []report.Part{}
	}
	for _, part := range s.Parts {
		t.Parts = append(t.Parts, report.Part(part))
	}
	t.Redact, err = report.RedactionOf(s.Redact)
	return t, err
}

// settingsOf returns a template as settings.
func settingsOf(t template.Template) handin.Settings {
	s := handin.Settings{Redact: t.Redact.Names(), Language: t.Language, Title: t.Title, Question: t.Question}
	for _, part := range t.Parts {
		s.Parts = append(s.Parts, string(part))
	}
	return s
}

// PreviewReport implements project.Project.
func (p openProject) PreviewReport(ctx context.Context, r handin.Request, most int) (handin.Preview, error) {
	o, err := asked(r)
	if err != nil {
		return handin.Preview{}, err
	}
	if err := p.Project.Flush(ctx); err != nil {
		return handin.Preview{}, err
	}
	d, err := p.reports.Document(ctx, o, nil)
	if err != nil {
		return handin.Preview{}, err
	}
	return previewOf(ctx, d, most)
}

// WriteReport implements project.Project.
func (p openProject) WriteReport(ctx context.Context, path string, r handin.Request, progress func(done, all int)) (handin.Written, error) {
	o, err := asked(r)
	if err != nil {
		return handin.Written{}, err
	}
	if err := p.Project.Flush(ctx); err != nil {
		return handin.Written{}, err
	}
	result, err := p.reports.WriteFile(ctx, path, o, progress)
	return handin.Written(result), unwritten(err)
}

// WriteMarked implements project.Project.
func (p openProject) WriteMarked(ctx context.Context, path string, m handin.Marking, progress func(done, all int)) (handin.Written, error) {
	if err := p.Project.Flush(ctx); err != nil {
		return handin.Written{}, err
	}
	result, err := p.reports.WriteMarked(ctx, path, report.MarkedOptions{
		Article: m.Article, Articles: m.Articles, Language: m.Language, Counts: m.Counts,
	}, progress)
	return handin.Written(result), unwritten(err)
}

// unwritten adds to an error of writing a file the reason that the window explains.
func unwritten(err error) error {
	var file *report.FileError
	if !errors.As(err, &file) {
		return err
	}
	switch file.Problem {
	case report.InUse:
		return errors.Join(handin.ErrInUse, err)
	case report.IsFolder:
		return errors.Join(handin.ErrIsFolder, err)
	case report.NoFolder:
		return errors.Join(handin.ErrNoFolder, err)
	case report.NotRedacted:
		return errors.Join(handin.ErrNotRedacted, err)
	default: // the error of the file system says it, or the window does not permit it
		return err
	}
}

// ReportParts implements project.Desk.
func (desk) ReportParts() (names []string) {
	for _, part := range report.Parts() {
		names = append(names, string(part))
	}
	return names
}

// ReportLanguages implements project.Desk.
func (desk) ReportLanguages() []string { return words.Languages() }

// ReportFormats implements project.Desk.
func (desk) ReportFormats(marked bool) (all model.ExchangeFormats) {
	for _, f := range report.Formats() {
		if f.Marked || !marked {
			all = append(all, model.ExchangeFormat{Name: f.Name, Ext: f.Ext})
		}
	}
	return all
}

// ReportTemplates implements project.Desk.
func (d desk) ReportTemplates() ([]string, error) { return d.templates.Names() }

// ReportTemplate implements project.Desk.
func (d desk) ReportTemplate(name string) (handin.Settings, error) {
	t, err := d.templates.Get(name)
	return settingsOf(t), err
}

// KeepReportTemplate implements project.Desk.
func (d desk) KeepReportTemplate(name string, s handin.Settings) error {
	t, err := templateOf(s)
	if err != nil {
		return err
	}
	return d.templates.Keep(name, t)
}

// RemoveReportTemplate implements project.Desk.
func (d desk) RemoveReportTemplate(name string) error { return d.templates.Remove(name) }
