package modeltest

import (
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/sources"
)

// Voices implements session.Store.
func (m *Store) Voices() (record.Voices, error) {
	stored := map[model.VoiceID]record.Voice{}
	for key, content := range m.Records {
		if v, ok := content.(*record.Voice); ok {
			stored[model.VoiceID(key.ID)] = *v
		}
	}
	return record.NewVoices(stored), m.Reads
}

// Compared implements session.Store.
func (m *Store) Compared() (c record.Compared, err error) {
	for key, content := range m.Records {
		c.Set(key, content)
	}
	for _, d := range m.Docs {
		for key, content := range d.Records {
			c.Set(key, content)
		}
	}
	return c, m.Reads
}

// Chains implements session.Store.
func (m *Store) Chains() (record.Chains, error) {
	stored := map[model.ArticleID]record.Predecessor{}
	for _, d := range m.Docs {
		if p, ok := d.Records[record.PredecessorOf(d.ID)].(*record.Predecessor); ok {
			stored[d.ID] = *p
		}
	}
	return record.NewChains(stored), m.Reads
}

// VoiceUses implements session.Store.
func (m *Store) VoiceUses(analyst string) (map[model.VoiceID]record.VoiceUses, error) {
	uses := map[model.VoiceID]record.VoiceUses{}
	count := func(records map[model.Key]any, removed bool) {
		for key, content := range records {
			if id, use, ok := record.VoiceUseOf(key, content, analyst, removed); ok {
				uses[id] = uses[id].Plus(use)
			}
		}
	}
	count(m.Records, false)
	for _, d := range m.Docs {
		count(d.Records, d.Removed)
	}
	return uses, m.Reads
}

// Sources returns the table of who gets to speak.
func (m *Store) Sources(analyst string) (sources.Table, error) {
	list, err := m.Voices()
	if err != nil {
		return sources.Table{}, err
	}
	b := sources.NewBuilder(list, analyst)
	for key, content := range m.Records {
		b.Record(key, content)
	}
	chains, err := m.Chains()
	if err != nil {
		return sources.Table{}, err
	}
	superseded := chains.Superseded(func(id model.ArticleID) bool {
		return slices.ContainsFunc(m.Docs, func(d *model.Document) bool { return d.ID == id && !d.Removed })
	})
	for _, d := range m.Docs {
		if _, older := superseded[d.ID]; older || d.Removed {
			continue
		}
		a := sources.Article{ID: d.ID, Outlet: d.Metadata.Outlet, Language: d.Metadata.Language, Units: func() ([]model.Unit, error) { return d.Units, nil }, Text: func() (string, error) { return d.Text, nil }}
		for key, content := range d.Records {
			a.Records = append(a.Records, sources.Record{Sentence: key.Sentence, Content: content})
		}
		if err := b.Article(a); err != nil {
			return sources.Table{}, err
		}
	}
	return b.Table(), nil
}
