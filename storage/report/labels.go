package report

import (
	"assay.app/assay/model"
	"assay.app/assay/storage/report/words"
)

// inLanguage returns labels with the texts of the default codebook that nobody changed in the
// language of the document.
func inLanguage(w *words.Words, book model.Codebook) model.Codebook {
	defaults := model.DefaultCodebook()
	out := make(model.Codebook, len(book))
	for i, l := range book {
		if at := defaults.Index(l.Key); at >= 0 {
			usual := defaults[at]
			for _, one := range []struct{ text, usual *string }{
				{&l.Name, &usual.Name}, {&l.Definition, &usual.Definition}, {&l.Use, &usual.Use}, {&l.Avoid, &usual.Avoid},
			} {
				if *one.text == *one.usual {
					*one.text = w.Name("label", *one.usual)
				}
			}
		}
		out[i] = l
	}
	return out
}
