package cas

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"unicode/utf8"

	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/layout"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/schema"
)

// readJSON reads a file of UIMA CAS JSON 0.4, or all that are in a folder or an archive.
func readJSON(ctx context.Context, files *bundle.Files) (*peer.Batch, error) {
	r := newReader()
	names := files.Names()
	if !files.Single() {
		names = files.Named(".json")
	}
	if len(names) == 0 && len(files.Names()) > 0 {
		return nil, schema.Damagedf("there is no file that ends in .json")
	}
	for _, name := range names {
		data, err := files.Read(name)
		if err == nil {
			err = ctx.Err()
		}
		var c *cas
		if err == nil {
			c, err = parseJSON(name, data)
		}
		if err == nil {
			err = r.add(c)
		}
		if err != nil {
			return nil, err
		}
	}
	return r.done(), nil
}

// parseJSON reads a file of UIMA CAS JSON. Feature structures are a list or, by id, an object.
func parseJSON(name string, data []byte) (*cas, error) {
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if !utf8.Valid(data) {
		return nil, schema.Damagedf("%s is not UTF-8", name)
	}
	if half := layout.HalfCharacter(data); half >= 0 {
		return nil, schema.Damagedf("%s, line %d has half of a character", name, 1+bytes.Count(data[:half], []byte("\n")))
	}
	var file map[string]json.RawMessage
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, schema.Damagedf("%s: %v", name, err)
	}
	structures, has := file["%FEATURE_STRUCTURES"]
	if _, types := file["%TYPES"]; !has && !types && file["%VIEWS"] == nil {
		return nil, schema.Damagedf("%s is not UIMA CAS JSON of version 0.4", name)
	}
	c := &cas{file: name, known: typeSet{}}
	if err := c.types(file["%TYPES"]); err != nil {
		return nil, err
	}
	var list []map[string]any
	if err := json.Unmarshal(structures, &list); has && err != nil {
		var by map[string]map[string]any
		if err := json.Unmarshal(structures, &by); err != nil {
			return nil, schema.Damagedf("%s: the feature structures are neither a list nor an object of them", name)
		}
		for id, one := range by {
			if n, err := strconv.ParseFloat(id, 64); err == nil {
				one["%ID"] = n
			}
			list = append(list, one)
		}
		slices.SortStableFunc(list, func(a, b map[string]any) int { return int(number(a["%ID"]) - number(b["%ID"])) })
	}
	for _, one := range list {
		if err := c.structure(one); err != nil {
			return nil, schema.Damagedf("%s: %v", name, err)
		}
	}
	return c, nil
}

// number returns a whole number, or -1 if v is anything else.
func number(v any) float64 {
	if n, ok := v.(float64); ok && n == math.Trunc(n) && math.Abs(n) < 1<<40 {
		return n
	}
	return -1
}

// types reads the declared types.
func (c *cas) types(raw json.RawMessage) error {
	if len(raw) == 0 {
		return nil
	}
	var all map[string]map[string]any
	if err := json.Unmarshal(raw, &all); err != nil {
		return schema.Damagedf("%s: the types are not objects", c.file)
	}
	for name, t := range all {
		d := &declaration{}
		d.super, _ = t["%SUPER_TYPE"].(string)
		for key, f := range t {
			if f, ok := f.(map[string]any); ok && f["%RANGE"] == "uima.cas.String" {
				d.texts = append(d.texts, key)
			}
		}
		slices.Sort(d.texts) // JSON objects have no order
		c.known[name] = d
	}
	return nil
}

// structure adds a feature structure.
func (c *cas) structure(f map[string]any) error {
	typ, _ := f["%TYPE"].(string)
	id := int(number(f["%ID"]))
	if typ == "" {
		return fmt.Errorf("feature structure %d has no type", id)
	}
	if typ == "uima.cas.Sofa" {
		text, has := f["sofaString"].(string)
		name, _ := f["sofaID"].(string)
		c.sofas = append(c.sofas, sofa{id: strconv.Itoa(id), name: name, text: text, has: has})
		return nil
	}
	begin, begins := f["begin"]
	end, ends := f["end"]
	view, of := f["@sofa"]
	if !begins || !ends || !of {
		return nil // it is no annotation
	}
	one := annotation{id: strconv.Itoa(id), typ: typ, sofa: strconv.Itoa(int(number(view))), begin: int(number(begin)), end: int(number(end)), features: map[string]string{}}
	for key, v := range f {
		if text, ok := v.(string); ok && key[:min(1, len(key))] != "%" {
			one.features[key] = text
		}
		if len(key) > 1 && key[0] == '@' && key != "@sofa" {
			one.features[key[1:]] = "" // a reference
		}
	}
	c.annotations = append(c.annotations, one)
	return nil
}
