package windowtest

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/report"
)

// Reports has the templates of reports that the analyst keeps.
type Reports map[string]report.Settings

// PreviewReport implements project.Project. The preview has a heading for each part, and the
// articles of the selection.
func (p *openProject) PreviewReport(ctx context.Context, r report.Request, most int) (report.Preview, error) {
	return locked(p, func() (report.Preview, error) {
		d := report.Preview{Title: r.Title, Subtitle: r.Question}
		for _, part := range r.Parts {
			d.Outline = append(d.Outline, report.Place{Level: 1, Title: "Part " + part, Block: len(d.Blocks)})
			d.Blocks = append(d.Blocks, report.Block{Kind: report.Heading, Level: 1, Text: []report.Run{{Text: "Part " + part}}})
		}
		said := fmt.Sprintf("By %s in %s, without %v, of %d articles", r.Author, r.Language, r.Redact, len(r.Articles))
		d.Blocks = append(d.Blocks, report.Block{Kind: report.Paragraph, Text: []report.Run{{Text: said}}})
		if len(d.Blocks) > most {
			d.More, d.Blocks = len(d.Blocks)-most, d.Blocks[:most]
		}
		return d, ctx.Err()
	})
}

// WriteReport implements project.Project. It writes the names of the parts.
func (p *openProject) WriteReport(ctx context.Context, path string, r report.Request, progress func(done, all int)) (report.Written, error) {
	if strings.HasSuffix(path, ".xlsx") && len(r.Redact) > 0 {
		return report.Written{}, report.ErrNotRedacted
	}
	progress(1, 1)
	return report.Written{Missing: 2}, p.written(ctx, path, strings.Join(r.Parts, "\n"))
}

// WriteMarked implements project.Project. It writes the id of the article.
func (p *openProject) WriteMarked(ctx context.Context, path string, m report.Marking, progress func(done, all int)) (report.Written, error) {
	progress(1, 1)
	return report.Written{}, p.written(ctx, path, "marked "+string(m.Article))
}

func (p *openProject) written(ctx context.Context, path, text string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(text), 0o600)
}

// ReportParts implements project.Desk.
func (d *Desk) ReportParts() []string { return []string{"title", "summary", "judgements", "annex"} }

// ReportLanguages implements project.Desk.
func (d *Desk) ReportLanguages() []string { return []string{"en", "de", "es", "fr", "uk"} }

// ReportFormats implements project.Desk.
func (d *Desk) ReportFormats(marked bool) model.ExchangeFormats {
	all := model.ExchangeFormats{{Ext: ".docx"}, {Ext: ".pdf"}, {Ext: ".html"}, {Ext: ".md"}}
	if !marked {
		all = append(all, model.ExchangeFormat{Ext: ".xlsx"})
	}
	return all
}

// ReportTemplates implements project.Desk.
func (d *Desk) ReportTemplates() (names []string, err error) {
	for name := range d.Reports {
		names = append(names, name)
	}
	slices.Sort(names)
	return names, nil
}

// ReportTemplate implements project.Desk.
func (d *Desk) ReportTemplate(name string) (report.Settings, error) {
	s, there := d.Reports[name]
	if !there {
		return s, fs.ErrNotExist
	}
	return s, nil
}

// KeepReportTemplate implements project.Desk.
func (d *Desk) KeepReportTemplate(name string, s report.Settings) error {
	d.Reports[name] = s
	return nil
}

// RemoveReportTemplate implements project.Desk.
func (d *Desk) RemoveReportTemplate(name string) error {
	delete(d.Reports, name)
	return nil
}
