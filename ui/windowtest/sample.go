package windowtest

import (
	_ "embed"
	"encoding/json"
	"path/filepath"

	"assay.app/assay/model"
)

// sampleName is the folder name in the import paths of the sample corpus.
const sampleName = "Sample project"

// sample is the sample corpus as the program imports it: a JSON array of Imported.
// A test in cmd/assay checks that it is up to date.
//
//go:embed testdata/sample.json
var sample []byte

// Imported is an imported article in the JSON of the sample corpus.
type Imported struct {
	Article   model.Article
	Text      string
	Structure model.Structure
}

// Sample returns the articles of the sample corpus.
func Sample() (docs []*model.Document) {
	var all []Imported
	if err := json.Unmarshal(sample, &all); err != nil {
		panic(err)
	}
	for _, a := range all {
		a.Article.ImportPath = filepath.Join(sampleName, a.Article.ImportPath)
		docs = append(docs, &model.Document{Article: a.Article, Text: a.Text, Structure: a.Structure})
	}
	return docs
}
