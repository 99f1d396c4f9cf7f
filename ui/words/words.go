// Package words has what the window says in the analyst's language as far as
// Fyne's lang does not: which language that is, plural forms, and dates.
// Sentences go through lang.L, with the English one as their key.
package words

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/assets"
)

// How a language is chosen
//
// Fyne takes the system's language, and plural forms by that language's rules,
// and has no way to say otherwise. So the translations of the language wanted
// are given to it as those of the system's language, and plural forms are
// sentences of their own ("{{.Count}} articles|few"), chosen here by the rules
// of the language wanted. What is given is complete: a sentence that is missing
// would be looked for, and logged as missing, each time it is shown.

// A Language is one that the window speaks.
type Language struct {
	Code string // ISO 639-1: "uk"
	Name string // what it calls itself
}

// English is the language of the keys, and of what is not translated.
const English = "en"

// Languages gives all languages, in the order of their names.
func Languages() []Language {
	return []Language{{"de", "Deutsch"}, {English, "English"}, {"es", "Español"}, {"fr", "Français"}, {"uk", "Українська"}}
}

// Known reports whether the window speaks a language.
func Known(code string) bool {
	for _, l := range Languages() {
		if l.Code == code {
			return true
		}
	}
	return false
}

// Choose has all that is said from now on be in a language: the system's if
// code is "" or none of Languages, and English if the system's is none of them.
// An error means that some or all of it stays English. It is to be called
// before a window is made.
func Choose(code string) error {
	system := lang.SystemLocale()
	if !Known(code) {
		code, _, _ = strings.Cut(system.String(), "-")
	}
	said, err := sentences(code)
	if err != nil {
		return err
	}
	data, err := json.Marshal(said)
	if err != nil {
		return fmt.Errorf("translate to %s: %w", code, err)
	}
	// English is what Fyne falls back to where it does not know the system's
	// language, or there is none.
	err = lang.AddTranslationsForLocale(data, English)
	if name := system.LanguageString(); name != English && name != "und" {
		err = errors.Join(err, lang.AddTranslationsForLocale(data, fyne.Locale(name)))
	}
	return err
}

// sentences gives what a language says for every key; what it lacks, and all
// of an unknown language, in English.
func sentences(code string) (map[string]string, error) {
	out, err := read(English)
	if err != nil || code == English || !Known(code) {
		return out, err
	}
	own, err := read(code)
	maps.Copy(out, own)
	return out, err
}

// read gives what stands in a language's file. Plural forms get the keys by
// which N asks for them.
func read(code string) (map[string]string, error) {
	data, err := assets.Translation(code)
	if err != nil {
		return nil, fmt.Errorf("read the translation to %s: %w", code, err)
	}
	var content map[string]any
	if err := json.Unmarshal(data, &content); err != nil {
		return nil, fmt.Errorf("read the translation to %s: %w", code, err)
	}
	out := map[string]string{}
	for key, value := range content {
		switch value := value.(type) {
		case string:
			out[key] = value
		case map[string]any:
			for form, text := range value {
				out[formKey(key, form)], _ = text.(string)
			}
		}
	}
	return out, nil
}
