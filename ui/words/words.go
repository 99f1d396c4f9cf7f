// Package words adds to Fyne's lang package: the choice of the window's language,
// plural forms, dates and numbers. Sentences go through lang.L with the English
// sentence as their key.
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
// Fyne uses the language of the system and its plural rules, and offers no way to
// choose another. So the translations of the chosen language are registered as
// those of the system's language. Plural forms are sentences of their own
// ("{{.Count}} articles|few"), and this package picks one by the rules of the
// chosen language. The registered translations are complete, because Fyne looks for
// a missing sentence, and logs it, each time it is shown.

// Language is a language that the window can use.
type Language struct {
	Code string // ISO 639-1: "uk"
	Name string // in the language itself
}

// English is the language of the keys, and the fallback for missing translations.
const English = "en"

// Languages returns all languages of the window, sorted by name.
func Languages() []Language {
	return []Language{{"de", "Deutsch"}, {English, "English"}, {"es", "Español"}, {"fr", "Français"}, {"uk", "Українська"}}
}

// Known reports whether the window has a language.
func Known(code string) bool {
	for _, l := range Languages() {
		if l.Code == code {
			return true
		}
	}
	return false
}

// Choose sets the language of the window: the system's language if code is "" or
// unknown, and English if the system's language is unknown. After an error, some or
// all texts stay English. Call it before a window is made.
func Choose(code string) error {
	system := lang.SystemLocale()
	if !Known(code) {
		code, _, _ = strings.Cut(system.String(), "-")
	}
	texts, err := sentences(code)
	if err != nil {
		return err
	}
	data, err := json.Marshal(texts)
	if err != nil {
		return fmt.Errorf("translate to %s: %w", code, err)
	}
	// Fyne falls back to English if it does not know the system's language.
	err = lang.AddTranslationsForLocale(data, English)
	if name := system.LanguageString(); name != English && name != "und" {
		err = errors.Join(err, lang.AddTranslationsForLocale(data, fyne.Locale(name)))
	}
	return err
}

// sentences returns the text of every key in a language. Missing texts, and all
// texts of an unknown language, are English.
func sentences(code string) (map[string]string, error) {
	out, err := read(English)
	if err != nil || code == English || !Known(code) {
		return out, err
	}
	own, err := read(code)
	maps.Copy(out, own)
	return out, err
}

// read returns the texts in the file of a language. Plural forms have the keys that
// N uses.
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
