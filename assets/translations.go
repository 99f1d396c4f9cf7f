package assets

import "embed"

//go:embed translations/*.json
var translations embed.FS

// Translation returns the texts of the window in the language with the given ISO
// 639-1 code: a JSON object of sentences by key, in the format of go-i18n. If there
// is no such translation, the error wraps fs.ErrNotExist.
func Translation(language string) ([]byte, error) {
	return translations.ReadFile("translations/" + language + ".json")
}
