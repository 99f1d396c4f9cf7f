// Package words chooses the language of the window, and formats plurals, dates,
// numbers and other texts in that language.
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
// choose another. So Choose registers the translations of the chosen language as
// those of the system's language. Each plural form of a sentence has a key of its
// own, such as "{{.Count}} articles|few". N picks one by the rules of the chosen
// language. The registered translations are complete, because Fyne searches for a
// missing sentence, and logs it, each time it is shown.

// Language is a language that the window can use.
type Language struct {
	Code string // ISO 639-1 code, such as "uk"
	Name string // in the language itself
}

// English is the language of the keys. Its texts replace missing translations.
const English = "en"

// Languages returns all languages of the window, sorted by name.
func Languages() []Language {
	return []Language{{"de", "Deutsch"}, {English, "English"}, {"es", "Español"}, {"fr", "Français"}, {"uk", "Українська"}}
}

// Known reports whether the window can use a language.
func Known(code string) bool {
	for _, l := range Languages() {
		if l.Code == code {
			return true
		}
	}
	return false
}

// Choose sets the language of the window. If code is "" or unknown, it chooses the
// language of the system, or English if that is unknown too. If Choose returns an
// error, texts may stay in the previous language. Call it before a window is
// created.
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
	// Fyne uses English if it does not know the system's language.
	err = lang.AddTranslationsForLocale(data, English)
	if name := system.LanguageString(); name != English && name != "und" {
		err = errors.Join(err, lang.AddTranslationsForLocale(data, fyne.Locale(name)))
	}
	return err
}

// sentences returns the text of every key in a language. A missing text is English.
// For an unknown language, all texts are English.
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
