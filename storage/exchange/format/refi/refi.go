// Package refi writes and reads REFI-QDA, version 1.0: codebooks (.qdc) and projects (.qdpx), as programs
// for qualitative analysis such as MAXQDA, ATLAS.ti, NVivo and QualCoder exchange them. See
// https://www.qdasoftware.org. The schemas are in openqda/refi-tools.
package refi

import (
	"context"
	"io"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/codebook"
	"assay.app/assay/storage/exchange/peer"
)

// Formats returns the formats of this package.
func Formats() []peer.Format {
	return []peer.Format{
		{
			ExchangeFormat: model.ExchangeFormat{
				Key: "qdc", Name: "a REFI-QDA codebook", Ext: ".qdc", Project: true, Loads: true,
				Carries: model.FeaturesOf(model.Definitions),
				Loses:   []string{"everything but the codebook", "the times of definitions", "the history"},
			},
			Write: writeCodebook, Read: readCodebook,
		},
		{
			ExchangeFormat: model.ExchangeFormat{
				Key: "qdpx", Name: "REFI-QDA", Ext: ".qdpx", Others: []string{".qde"}, Project: true, Loads: true,
				Carries: model.FeaturesOf(
					model.Labels, model.FurtherLabels, model.SentenceNotes, model.ArticleNotes, model.OutletNotes,
					model.SentencePhrases, model.ArticlePhrases, model.SentenceGrades,
					model.Definitions, model.MetadataFields, model.LabelTimes,
				),
				Loses: []string{"the times of definitions and of changes to notes", "the history"},
			},
			Write: writeProject, Read: readProject,
		},
	}
}

// writeCodebook writes the codebook and the phrases that somebody gave. The articles are only counted.
func writeCodebook(ctx context.Context, w io.Writer, c *peer.Corpus) error {
	for _, err := range c.Pages(ctx) {
		if err != nil {
			return err
		}
	}
	codes := codebook.Elements(c.Project.Codebook, c.Project.Phrases)
	if len(codes) == 0 { // the schema wants one
		codes = append(codes, codebook.PhraseGroup(nil))
	}
	return codebook.WriteQDC(w, codes)
}
