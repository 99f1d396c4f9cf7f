package settings

import "encoding/json"

// The preferences that hold what was chosen when a project was exported or a data set was loaded.
const (
	exportFormatKey = "export.format"
	exportPackedKey = "export.packed"
	loadLabelsKey   = "load.labels"
)

// labelsKept is the largest number of labels whose mapping is saved.
const labelsKept = 500

// ExportFormat returns the key of the format of the last export, or "".
func (p *Preferences) ExportFormat() string       { return p.store.String(exportFormatKey) }
func (p *Preferences) SetExportFormat(key string) { p.store.SetString(exportFormatKey, key) }

// ExportPacked reports whether the last export of several files was a ZIP archive.
func (p *Preferences) ExportPacked() bool          { return p.store.Bool(exportPackedKey) }
func (p *Preferences) SetExportPacked(packed bool) { p.store.SetBool(exportPackedKey, packed) }

// mappedLabel says what a label of data sets became.
type mappedLabel struct {
	From string `json:"from"`
	To   string `json:"to"` // see arrival.Label
}

// MappedLabels returns what labels of data sets became in earlier loads, by name. It skips what cannot
// be read.
func (p *Preferences) MappedLabels() map[string]string {
	out := map[string]string{}
	for _, l := range p.mappedLabels() {
		out[l.From] = l.To
	}
	return out
}

func (p *Preferences) mappedLabels() (list []mappedLabel) {
	for _, text := range p.store.StringList(loadLabelsKey) {
		var l mappedLabel
		if json.Unmarshal([]byte(text), &l) == nil && l.From != "" && l.To != "" {
			list = append(list, l)
		}
	}
	return list
}

// AddMappedLabels remembers what labels of a data set became. It forgets the oldest beyond labelsKept.
func (p *Preferences) AddMappedLabels(labels map[string]string) {
	var list []mappedLabel
	for from, to := range labels {
		list = append(list, mappedLabel{from, to})
	}
	for _, l := range p.mappedLabels() {
		if _, again := labels[l.From]; !again {
			list = append(list, l)
		}
	}
	var texts []string
	for _, l := range list[:min(len(list), labelsKept)] {
		text, err := json.Marshal(l)
		if err != nil {
			panic(err) // a struct of strings can always be marshalled
		}
		texts = append(texts, string(text))
	}
	p.store.SetStringList(loadLabelsKey, texts)
}
