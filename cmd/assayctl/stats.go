package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
)

func newStats() *cobra.Command {
	var project string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "stats --project P.assay",
		Short: "Count articles, sentences, labels and notes",
		Long: `Count what is in a project. A sentence is tagged when anyone labelled it;
labels are counted for each analyst who gave them.

With --json it prints one object: articles, outlets, sentences, tagged,
untagged, notes (on articles, sentences and outlets), labels (how often each
label was given, by key) and analysts (each with name, tagged and labels).`,
		Args: takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return view(project, func(p *storage.Project) error {
				s, err := count(p)
				if err != nil {
					return err
				}
				if asJSON {
					return exchange.WriteJSON(cmd.OutOrStdout(), s)
				}
				return s.print(cmd.OutOrStdout())
			})
		},
	}
	projectFlag(cmd, &project)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// stats is what "stats --json" prints.
type stats struct {
	Articles  int                    `json:"articles"`
	Outlets   int                    `json:"outlets"`
	Sentences int                    `json:"sentences"`
	Tagged    int                    `json:"tagged"`
	Untagged  int                    `json:"untagged"`
	Notes     int                    `json:"notes"`
	Labels    map[model.LabelKey]int `json:"labels"`
	Analysts  []analystStats         `json:"analysts"`

	order []model.LabelKey // of the codebook
}

type analystStats struct {
	Name   string                 `json:"name"`
	Tagged int                    `json:"tagged"`
	Labels map[model.LabelKey]int `json:"labels"`
}

func count(p *storage.Project) (*stats, error) {
	s := &stats{Labels: map[model.LabelKey]int{}, Analysts: []analystStats{}}
	book, err := p.Codebook()
	if err != nil {
		return nil, err
	}
	for _, l := range book {
		s.order = append(s.order, l.Key)
		s.Labels[l.Key] = 0
	}
	if err := s.countArticles(p); err != nil {
		return nil, err
	}
	if err := s.countAnalysts(p); err != nil {
		return nil, err
	}
	outletNotes, err := p.OutletNotes()
	s.Notes += len(outletNotes)
	return s, err
}

func (s *stats) countArticles(p *storage.Project) error {
	outlets := map[model.OutletID]bool{}
	err := p.EachSummary("", func(a model.Summary, tagged int) error {
		s.Articles++
		s.Sentences += a.Progress.Sentences
		s.Tagged += tagged
		s.Notes += a.Progress.Notes
		if id := model.OutletIDOf(a.Metadata.Outlet); id != "" {
			outlets[id] = true
		}
		return nil
	})
	if err != nil {
		return err
	}
	s.Outlets = len(outlets)
	s.Untagged = s.Sentences - s.Tagged
	return nil
}

func (s *stats) countAnalysts(p *storage.Project) error {
	names, err := p.Analysts()
	if err != nil {
		return err
	}
	for _, name := range names {
		summaries, err := p.Summaries(name)
		if err != nil {
			return err
		}
		one := analystStats{Name: name, Labels: map[model.LabelKey]int{}}
		for _, key := range s.order {
			one.Labels[key] = 0
		}
		for _, summary := range summaries {
			for key, n := range summary.Progress.Labelled {
				one.Tagged += n
				one.Labels[key] += n
				s.Labels[key] += n
			}
		}
		s.Analysts = append(s.Analysts, one)
	}
	return nil
}

func (s *stats) print(w io.Writer) error {
	_, err := fmt.Fprintf(w, "articles   %d, of %d outlets\nsentences  %d, %d tagged, %d untagged\nnotes      %d\n",
		s.Articles, s.Outlets, s.Sentences, s.Tagged, s.Untagged, s.Notes)
	if err == nil {
		err = printLabels(w, "labels", s.order, s.Labels)
	}
	for _, a := range s.Analysts {
		if err == nil && a.Tagged > 0 {
			err = printLabels(w, "  by "+oneLine(a.Name), s.order, a.Labels)
		}
	}
	return err
}

func printLabels(w io.Writer, what string, order []model.LabelKey, labels map[model.LabelKey]int) error {
	line := fmt.Sprintf("%-9s ", what)
	for i, key := range order {
		if i > 0 {
			line += ","
		}
		line += fmt.Sprintf(" %d %s", labels[key], oneLine(string(key)))
	}
	_, err := fmt.Fprintln(w, line)
	return err
}
