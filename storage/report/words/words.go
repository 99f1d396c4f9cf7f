// Package words has the words of reports in the languages in which reports are written.
//
// A sentence is looked up by its English text, in which {name} stands for a value:
//
//	w.Say("Published on {date}", "date", w.Date(t))
//	w.Count("{n} articles", 3)
//
// The files of the other languages have the same keys. The English one has only what its keys do
// not say: plural forms, and the names of values.
package words

import (
	"embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"assay.app/assay/model"
)

//go:embed *.json
var files embed.FS

// English is the language of reports if no other is asked for.
const English = "en"

// Languages returns the BCP 47 tags of the languages in which reports are written.
func Languages() []string { return []string{English, "de", "es", "fr", "uk"} }

// Words are the words of one language.
type Words struct {
	language string
	texts    map[string]text
}

// text is a sentence. Its only form is "other" unless it is about a number of things.
type text map[string]string

// UnmarshalJSON reads a sentence, or an object with its plural forms.
func (t *text) UnmarshalJSON(data []byte) error {
	var one string
	if json.Unmarshal(data, &one) == nil {
		*t = text{other: one}
		return nil
	}
	forms := map[string]string{}
	err := json.Unmarshal(data, &forms)
	*t = forms
	return err
}

// In returns the words of a language; "" is English. The error wraps model.ErrValue if there are
// none.
func In(language string) (*Words, error) {
	if language == "" {
		language = English
	}
	if !slices.Contains(Languages(), language) {
		return nil, fmt.Errorf("%w: reports are not written in %q, but in %s", model.ErrValue, language, strings.Join(Languages(), ", "))
	}
	w := &Words{language: language}
	data, err := files.ReadFile(language + ".json")
	if err == nil {
		err = json.Unmarshal(data, &w.texts)
	}
	if err != nil {
		return nil, fmt.Errorf("read the words of %q: %w", language, err)
	}
	return w, nil
}

// Language returns the BCP 47 tag of the language.
func (w *Words) Language() string { return w.language }

// Say returns a sentence. Pairs are the names of values with the values.
func (w *Words) Say(key string, pairs ...string) string {
	said, translated := w.texts[key]
	if !translated {
		return filled(key, pairs)
	}
	return filled(said[other], pairs)
}

// Count returns a sentence about n things, in the plural form for n. {n} stands for the number, and
// pairs are as for Say.
func (w *Words) Count(key string, n int, pairs ...string) string {
	pairs = append([]string{"n", w.Number(n)}, pairs...)
	forms := w.texts[key]
	said, has := forms[form(w.language, n)]
	if !has {
		said, has = forms[other]
	}
	if !has {
		said = key
	}
	return filled(said, pairs)
}

// Name returns the word for a value of a group, such as "denies" of the group "stance". It returns
// the value itself if there is no word for it.
func (w *Words) Name(group, value string) string {
	if said, has := w.texts[group+"."+value]; has {
		return said[other]
	}
	return value
}

// filled replaces the names in a sentence with values. Values are not searched for names.
func filled(said string, pairs []string) string {
	if len(pairs) == 0 {
		return said
	}
	replaced := make([]string, 0, len(pairs))
	for i := 0; i+1 < len(pairs); i += 2 {
		replaced = append(replaced, "{"+pairs[i]+"}", pairs[i+1])
	}
	return strings.NewReplacer(replaced...).Replace(said)
}

// List joins items with commas and "and", as in "a, b and c".
func (w *Words) List(items []string) string {
	last := len(items) - 1
	if last < 1 {
		return strings.Join(items, "")
	}
	return w.Say("{first} and {last}", "first", strings.Join(items[:last], ", "), "last", items[last])
}

// Quoted returns a text in the quotation marks of the language.
func (w *Words) Quoted(text string) string { return w.Say("“{text}”", "text", text) }
