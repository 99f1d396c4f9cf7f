package settings

import (
	"encoding/json"

	"assay.app/assay/ui/dialog"
)

// mappingsKey is where it is kept what the columns of tables hold, a JSON object
// for each kind of table, the latest first.
const mappingsKey = "import.columns"

// mappingsKept is how many kinds of tables are remembered.
const mappingsKept = 40

// Mappings gives what the analyst has said of tables. What cannot be read is
// passed over: columns are guessed then.
func (p *Preferences) Mappings() []dialog.Mapping {
	var out []dialog.Mapping
	for _, text := range p.store.StringList(mappingsKey) {
		var m dialog.Mapping
		if json.Unmarshal([]byte(text), &m) == nil && m.Key != "" {
			out = append(out, m)
		}
	}
	return out
}

// SetMappings remembers what was said of tables, the latest first.
func (p *Preferences) SetMappings(all []dialog.Mapping) {
	var texts []string
	for _, m := range all[:min(len(all), mappingsKept)] {
		text, err := json.Marshal(m)
		if err != nil {
			panic(err) // of strings alone
		}
		texts = append(texts, string(text))
	}
	p.store.SetStringList(mappingsKey, texts)
}
