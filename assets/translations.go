package assets

import "embed"

//go:embed translations/*.json
var translations embed.FS

// Translation gives what the window says in a language, by its ISO 639-1 code:
// a JSON object of sentences by their keys, in the form of go-i18n. An unknown
// language gives an error that is fs.ErrNotExist.
func Translation(language string) ([]byte, error) {
	return translations.ReadFile("translations/" + language + ".json")
}
