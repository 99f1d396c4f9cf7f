package refi

import (
	"bytes"
	"cmp"
	"context"
	"fmt"

	"assay.app/assay/model/value"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/codebook"
	"assay.app/assay/storage/exchange/peer"
)

// readCodebook reads a .qdc.
func readCodebook(_ context.Context, files *bundle.Files) (*peer.Batch, error) {
	name, data, err := files.First(".qdc")
	if err != nil {
		return nil, err
	}
	codes, err := codebook.ReadQDC(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return &peer.Batch{Codes: entries(codes)}, nil
}

// entries returns codes as the entries of a codebook, labels first.
func entries(codes []codebook.Code) (list []peer.Code) {
	for _, c := range codebook.Labels(codes) {
		list = append(list, peer.Code{
			Key: c.Key, Name: c.Name, Color: value.Color.Fit(c.Color), Definition: c.Definition, Group: c.Group,
			Letter: c.Letter, Use: c.Use, Avoid: c.Avoid, Examples: c.Examples, CounterExamples: c.CounterExamples, Retired: c.Retired,
		})
	}
	for _, c := range codes {
		if c.Phrase && c.Codable {
			list = append(list, peer.Code{Name: c.Name, Phrase: true})
		}
	}
	return list
}

// labelled returns how marks name a label: by its key if it has one.
func labelled(c *codebook.Code) string { return cmp.Or(string(c.Key), c.Name) }
