package settings

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	rules "assay.app/assay/model/value"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/words"
)

// Fyne keeps the preferences in a JSON file that it rewrites in place. It treats a
// broken file as an empty one and overwrites it, and it panics on a list with
// elements of several kinds. The file is therefore checked before Fyne reads it.

// Repair checks a file of preferences. It returns an error if data is not a JSON
// object. bad has the sorted names of preferences with invalid values, and mended
// is the file without them, so that their defaults apply. If no value is invalid,
// both are nil.
func Repair(data []byte) (mended []byte, bad []string, err error) {
	var values map[string]any
	if err := json.Unmarshal(data, &values); err != nil {
		return nil, nil, fmt.Errorf("read the preferences: %w", err)
	}
	if values == nil {
		return nil, nil, fmt.Errorf("read the preferences: there are none")
	}
	for name, value := range values {
		if !sensible(name, value) {
			bad = append(bad, name)
			delete(values, name)
		}
	}
	if bad == nil {
		return nil, nil, nil
	}
	slices.Sort(bad)
	mended, err = json.Marshal(values)
	return mended, bad, err
}

// PreferredLanguage returns the language code in a file of preferences. It returns
// "" for the system's language if the file has no known code.
func PreferredLanguage(data []byte) string {
	var values map[string]any
	if json.Unmarshal(data, &values) != nil {
		return ""
	}
	code, _ := values[languageKey].(string)
	if !words.Known(code) {
		return ""
	}
	return code
}

// sensible reports whether a value is valid for a preference. An unknown preference
// may have any value that Fyne can read.
func sensible(name string, value any) bool {
	switch name {
	case "analyst":
		s, ok := value.(string)
		return ok && rules.Analyst.Check(s) == nil
	case "colours":
		s, ok := value.(string)
		return ok && slices.Contains([]look.Mode{look.System, look.Light, look.Dark}, look.Mode(s))
	case languageKey:
		s, ok := value.(string)
		return ok && (s == "" || words.Known(s))
	case "text.scale":
		return between(value, look.MinScale, look.MaxScale)
	case "pane.left", "pane.right":
		return between(value, 0, widest)
	case "window.width", "window.height":
		return between(value, 1, widest)
	case "tag.advance", "tag.suggest", "contrast", "text.serif", "still", "pane.left.hidden", "pane.right.hidden", exportPackedKey:
		_, ok := value.(bool)
		return ok
	case orderKey:
		return kindOf(value) == "string"
	case foldedKey, "palette.recent", projectsKey, mappingsKey, loadLabelsKey:
		return value != nil && (kindOf(value) == "list" || kindOf(value) == "list of string")
	case "project.last", "folder.last", exportFormatKey:
		return kindOf(value) == "string"
	}
	if strings.HasPrefix(name, "article.last.") {
		return kindOf(value) == "string"
	}
	return kindOf(value) != ""
}

// widest is the largest accepted width or height of a window or pane, in Fyne's
// units.
const widest = 20_000

func between(value any, least, most float64) bool {
	n, ok := value.(float64)
	return ok && n >= least && n <= most
}

// kindOf returns the kind of a value that Fyne can read, or "" if Fyne cannot read
// it.
func kindOf(value any) string {
	switch v := value.(type) {
	case string:
		return "string"
	case float64:
		return "number"
	case bool:
		return "truth"
	case []any:
		kind := ""
		for i, element := range v {
			k := kindOf(element)
			if k == "" || strings.HasPrefix(k, "list") || i > 0 && k != kind {
				return ""
			}
			kind = k
		}
		if kind == "" {
			return "list"
		}
		return "list of " + kind
	}
	return ""
}
