package assets

import "embed"

//go:embed translations/*.json
var translations embed.FS

// Translation returns the texts of the window in a language, given by its ISO 639-1
// code: a JSON object of sentences by key, in the format of go-i18n. The error for
// an unknown language is fs.ErrNotExist.
func Translation(language string) ([]byte, error) {
	return translations.ReadFile("translations/" + language + ".json")
}
