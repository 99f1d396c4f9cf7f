// Package conll writes and reads CoNLL-U and CoNLL with two columns.
package conll

import (
	"bytes"
	"context"
	"io"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/peer"
)

// How sentences become tokens
//
//	# newdoc id = 73ced7d11fd6a25c          Sie     B-claim
//	# meta::title = Harbour                 ging    I-claim
//	# sent_id = 73ced7d11fd6a25c:24-33      .       I-claim
//	# text = Sie ging.
//	1  Sie   _ … Label=claim                Er      O
//	2  ging  _ … SpaceAfter=No              kam     O
//	3  .     _ … _                          .       O
//
// CoNLL-U (left; universaldependencies.org/format.html) has one label a sentence, in the column MISC of
// its first token. The ids in comments find articles and sentences again.
//
// CoNLL with two columns (right) has nothing but tokens and IOB2 tags, because doccano refuses a file
// with more. A labelled sentence is one chunk. Its words find the sentence again, in whichever article
// has them.
//
// Both lose white space, so neither has the text of an article.

// Formats returns the formats of the room.
func Formats() []peer.Format {
	return []peer.Format{
		{
			ExchangeFormat: model.ExchangeFormat{
				Key: "conllu", Name: "CoNLL-U", Ext: ".conllu", Layer: true, Project: true, Loads: true,
				Carries: model.FeaturesOf(model.Labels, model.MetadataFields),
				Loses:   []string{"white space", "the history"},
			},
			Write: writer(encodeU), Read: readU,
		},
		{
			ExchangeFormat: model.ExchangeFormat{
				Key: "conll", Name: "CoNLL with two columns", Ext: ".conll", Others: []string{".iob", ".bio", ".iob2"}, Layer: true, Project: true, Loads: true,
				Carries: model.FeaturesOf(model.Labels),
				Loses:   []string{"the bounds of articles", "white space", "the history"},
			},
			Write: writer(encode), Read: read, Recognises: recognises,
		},
	}
}

// recognises reports whether a file is not CoNLL-U with another extension.
func recognises(_ *bundle.Files, front []byte) bool {
	return !bytes.Contains(front, []byte("# sent_id")) && !bytes.Contains(front, []byte("# text ="))
}

// writer returns a function that writes what encode makes of each article.
func writer(encode func(p *peer.Page, analyst string) []byte) func(context.Context, io.Writer, *peer.Corpus) error {
	return func(ctx context.Context, w io.Writer, c *peer.Corpus) error {
		articles := peer.Encoded(ctx, c, func() func(*peer.Page) ([]byte, error) {
			return func(p *peer.Page) ([]byte, error) { return encode(p, c.Analyst), nil }
		})
		for raw, err := range articles {
			if err == nil {
				_, err = w.Write(raw)
			}
			if err != nil {
				return err
			}
		}
		return nil
	}
}
