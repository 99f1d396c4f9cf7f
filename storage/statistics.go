package storage

import "assay.app/assay/model"

// Statistics counts the contents of the project. It reads no texts, but it lists
// the corpus once for each analyst and once for all together.
func (p *Project) Statistics() (*model.Statistics, error) {
	book, err := p.Codebook()
	if err != nil {
		return nil, err
	}
	s := model.NewStatistics(book)
	err = p.EachSummary("", func(a model.Summary, tagged int) error {
		s.AddArticle(a, tagged)
		return nil
	})
	if err != nil {
		return nil, err
	}
	names, err := p.Names()
	if err != nil {
		return nil, err
	}
	for _, stored := range names.All() {
		progress, err := p.Summaries(stored)
		if err != nil {
			return nil, err
		}
		s.AddAnalyst(names.Shown(stored), progress)
	}
	notes, err := p.OutletNotes()
	s.Notes += len(notes)
	return s, err
}
