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

// Fyne keeps the preferences in a JSON file that it rewrites in place. It takes
// a broken one for an empty one and writes over it, and it panics at a list
// whose elements are of several kinds. So the file is looked at before Fyne
// reads it.

// Repair looks through a file of preferences. What is no file of
// preferences at all gives an error. Values that nobody could have chosen are
// left out of mended, so that what is usual holds, and named in bad, in order;
// when there are none, mended is nil.
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

// PreferredLanguage gives the language that a file of preferences asks for, or
// "" for the system's: it is to be known before anything is said.
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

// sensible reports whether a preference can have a value. Those not known here
// must at least be of a kind that Fyne can read.
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
	case "tag.advance", "tag.suggest", "contrast", "text.serif", "still":
		_, ok := value.(bool)
		return ok
	case "palette.recent", mappingsKey:
		return value != nil && (kindOf(value) == "list" || kindOf(value) == "list of string")
	case "project.last", "folder.last":
		return kindOf(value) == "string"
	}
	if strings.HasPrefix(name, "article.last.") {
		return kindOf(value) == "string"
	}
	return kindOf(value) != ""
}

// widest is wider and higher than any screen.
const widest = 20_000

func between(value any, least, most float64) bool {
	n, ok := value.(float64)
	return ok && n >= least && n <= most
}

// kindOf names the kind of a value as Fyne can read it; "" is none.
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
