package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/model"
	"assay.app/assay/model/segment"
	"assay.app/assay/storage/exchange/layout"
	"assay.app/assay/storage/intake"
	"assay.app/assay/storage/intake/coding"
)

func newSegment() *cobra.Command {
	var lang string
	cmd := &cobra.Command{
		Use:   "segment [--lang en] FILE...",
		Short: "Divide text files into sentences, without a project",
		Long: `Divide files into sentences and print each sentence as a JSON object on its own
line: file, index (of the sentence, counted from 0), paragraph (the index of its
paragraph), start and end (byte offsets into the file in its own encoding) and
text. The whole file is treated as body text.

The exit code is 3 if some files were refused, and 1 if all were.`,
		Args: cli.TakesSome("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			w := bufio.NewWriter(cmd.OutOrStdout())
			refused := 0
			for _, path := range args {
				if err := cmd.Context().Err(); err != nil {
					return err
				}
				text, encoding, err := readText(path)
				if err != nil {
					cli.SayRefused(cmd.ErrOrStderr(), path, err)
					refused++
					continue
				}
				if err := segmentFile(w, path, lang, text, encoding); err != nil {
					return err
				}
			}
			if err := w.Flush(); err != nil {
				return err
			}
			switch refused {
			case 0:
				return nil
			case len(args):
				return errors.New("no file could be divided into sentences")
			}
			return cli.RefusedError(refused)
		},
	}
	cmd.Flags().StringVar(&lang, "lang", "en", "the language of the files, a BCP 47 tag")
	return cmd
}

// readText reads a whole file as text, and returns the text and the name of its
// encoding.
func readText(path string) (text, encoding string, err error) {
	file, err := os.Open(path)
	if err != nil {
		return "", "", err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	raw, err := io.ReadAll(io.LimitReader(file, intake.DefaultMaxSize+1))
	if err != nil {
		return "", "", err
	}
	if len(raw) > intake.DefaultMaxSize {
		return "", "", fmt.Errorf("%w: the limit is %d MiB", model.ErrTooLarge, intake.DefaultMaxSize>>20)
	}
	return coding.Decode(raw)
}

// segmentLine is one sentence as "segment" prints it.
type segmentLine struct {
	File      string `json:"file"`
	Index     int    `json:"index"`
	Paragraph int    `json:"paragraph"`
	Start     int64  `json:"start"`
	End       int64  `json:"end"`
	Text      string `json:"text"`
}

func segmentFile(w io.Writer, path, lang, text, encoding string) error {
	at := intake.NewOffsets(text, encoding)
	for i, s := range segment.For(lang).Segment(text).Sentences {
		line := segmentLine{
			File: path, Index: i, Paragraph: s.Paragraph,
			Start: at.Of(s.Span.Start), End: at.Of(s.Span.End), Text: s.Span.Of(text),
		}
		if err := layout.WriteLine(w, line); err != nil {
			return err
		}
	}
	return nil
}
