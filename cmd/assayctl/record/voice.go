package record

import (
	"assay.app/assay/model"
	"assay.app/assay/model/sources"
)

// Voice is a voice as "voices --json" prints it.
type Voice struct {
	ID      model.VoiceID           `json:"id"`
	Name    string                  `json:"name"`
	Aliases []string                `json:"aliases"`
	Kind    model.VoiceKind         `json:"kind"`
	Grade   string                  `json:"grade"`
	Count   map[string]sources.Uses `json:"count"` // by the name of the outlet
	Total   sources.Uses            `json:"total"`
}

// VoicesOf returns the records of the voices of a table.
func VoicesOf(t sources.Table) []Voice {
	names := map[model.OutletID]string{}
	for _, o := range t.Outlets {
		names[o.ID] = o.Name
	}
	var all []Voice
	for _, v := range t.Voices {
		one := Voice{v.ID, v.Name, append([]string{}, v.Aliases...), v.Kind, v.Letter, map[string]sources.Uses{}, v.Total}
		for id, uses := range v.Count {
			one.Count[names[id]] = uses
		}
		all = append(all, one)
	}
	return all
}
