package settings

import (
	"encoding/json"

	"assay.app/assay/model/draft"
)

// mappingsKey is the preference that holds the column mappings as JSON objects,
// latest first.
const mappingsKey = "import.columns"

// mappingsKept is the largest number of mappings that are saved.
const mappingsKept = 40

// Mappings returns the column mappings that the analyst has chosen, latest first.
// It skips mappings that cannot be read.
func (p *Preferences) Mappings() []draft.Mapping {
	var out []draft.Mapping
	for _, text := range p.store.StringList(mappingsKey) {
		var m draft.Mapping
		if json.Unmarshal([]byte(text), &m) == nil && m.Key != "" {
			out = append(out, m)
		}
	}
	return out
}

// SetMappings saves the first mappingsKept of the mappings, which are sorted latest
// first.
func (p *Preferences) SetMappings(all []draft.Mapping) {
	var texts []string
	for _, m := range all[:min(len(all), mappingsKept)] {
		text, err := json.Marshal(m)
		if err != nil {
			panic(err) // a struct of strings and a string map can always be marshalled
		}
		texts = append(texts, string(text))
	}
	p.store.SetStringList(mappingsKey, texts)
}
