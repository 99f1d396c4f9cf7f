package merge

import (
	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/value"
)

// inNames returns versions with the analysts' names in the form that the project stores.
// A project from an older version may have "José" with a combining accent, while sets
// have the composed form.
func (p *plan) inNames(versions map[model.Key][]record.Held) map[model.Key][]record.Held {
	if !p.odd {
		return versions // avoid copying them
	}
	held := p.held
	out := make(map[model.Key][]record.Held, len(versions))
	for key, list := range versions {
		if key.Analyst != "" {
			key.Analyst = held.Known(key.Analyst)
		}
		for _, h := range list {
			if h.Version.By != "" {
				h.Version.By = held.Known(h.Version.By)
			}
			h.Key, h.Content = key, record.Of(key.Kind).Renamed(h.Content, held.Known)
			out[key] = append(out[key], h)
		}
	}
	return out
}

// inSet returns a content of the project in the form that sets have, but with the names
// of analysts as the project stores them.
func inSet(held value.Analysts, key model.Key, content any) any {
	kind := record.Of(key.Kind)
	accepted, err := kind.Accept(kind.Renamed(content, value.Analyst.Fit))
	if err != nil {
		return content
	}
	return kind.Renamed(accepted, held.Known)
}
