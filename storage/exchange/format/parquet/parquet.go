// Package parquet writes projects as tables in Parquet files, for DuckDB, Spark, pandas and Hugging
// Face's datasets.
//
// Each table is a type in rows.go, whose tags are the schema. docs/peers.md describes the columns.
package parquet

import (
	"context"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/peer"
)

// Formats returns the formats of this package.
func Formats() []peer.Format {
	carries := []model.Feature{
		model.Labels, model.FurtherLabels, model.SentenceNotes, model.ArticleNotes, model.OutletNotes,
		model.SentencePhrases, model.ArticlePhrases, model.OutletPhrases, model.SentenceGrades, model.SourceGrades,
		model.Checklists, model.Attributions, model.Mentions, model.Statements, model.Origins, model.Judgements,
		model.Citations, model.Definitions, model.MetadataFields, model.LabelTimes,
	}
	loses := []string{"removed articles", "the history"}
	return []peer.Format{
		{
			ExchangeFormat: model.ExchangeFormat{
				Key: "parquet", Name: "Parquet tables", Ext: ".zip", Folder: true, Project: true,
				Carries: model.FeaturesOf(append(carries, model.ExcludedText)...), Loses: loses,
			},
			Bundle: write, Archive: add,
		},
		{
			ExchangeFormat: model.ExchangeFormat{
				Key: "huggingface", Name: "a Hugging Face data set", Ext: ".zip", Folder: true, Project: true,
				Carries: model.FeaturesOf(carries...), Loses: loses,
			},
			Bundle: writeDataset,
		},
	}
}

// write writes each table to a file in the root of the folder.
func write(ctx context.Context, to bundle.Folder, c *peer.Corpus) error {
	w := newWriter(c)
	defer w.close()
	if err := w.project(ctx); err != nil {
		return err
	}
	return w.copyTo(to, func(table string) string { return table + ext })
}

// ext is the extension of Parquet files.
const ext = ".parquet"
