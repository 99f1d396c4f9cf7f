package peer

import "assay.app/assay/model"

// Fact is a field of a Metadata with the name that annotation sets have for it.
type Fact struct {
	Name string
	Text *string
}

// Facts returns all fields of m.
func Facts(m *model.Metadata) []Fact {
	return []Fact{
		{"title", &m.Title},
		{"outlet", &m.Outlet},
		{"byline", &m.Byline},
		{"dateline", &m.Dateline},
		{"published", &m.Published},
		{"url", &m.URL},
		{"language", &m.Language},
		{"publishedAt", &m.PublishedAt},
		{"retrieved", &m.Retrieved},
		{"archive", &m.Archive},
		{"section", &m.Section},
	}
}
