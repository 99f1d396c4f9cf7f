package main

import (
	"bufio"
	"io"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/model/quote"
	"assay.app/assay/model/segment"
	"assay.app/assay/storage/exchange/layout"
	"assay.app/assay/storage/intake"
)

func newQuotes() *cobra.Command {
	var lang string
	var all bool
	cmd := &cobra.Command{
		Use:   "quotes [--lang en] [--all] FILE",
		Short: "Find the direct speech in a text file, without a project",
		Long: `Find the direct speech in a file and print each quotation as a JSON object on its
own line: start and end (byte offsets into the file in its own encoding, including
the quotation marks), kind, speaker and cue (as in the text, or empty), open (true
if there is no closing mark) and text. Speech that spans several paragraphs has one
object per paragraph. The whole file is treated as body text.

With --all the command also prints titles and words in quotation marks that are
not speech; kind is then speech, title or scare.`,
		Args: cli.Takes("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			text, encoding, err := readText(args[0])
			if err != nil {
				return err
			}
			w := bufio.NewWriter(cmd.OutOrStdout())
			if err := writeQuotes(w, text, encoding, lang, all); err != nil {
				return err
			}
			return w.Flush()
		},
	}
	cmd.Flags().StringVar(&lang, "lang", "en", "the language of the file, a BCP 47 tag")
	cmd.Flags().BoolVar(&all, "all", false, "also print quotations that are not speech")
	return cmd
}

// quoteLine is one quotation as "quotes" prints it.
type quoteLine struct {
	Start   int64  `json:"start"`
	End     int64  `json:"end"`
	Kind    string `json:"kind"`
	Speaker string `json:"speaker"`
	Cue     string `json:"cue"`
	Open    bool   `json:"open"`
	Text    string `json:"text"`
}

func writeQuotes(w io.Writer, text, encoding, lang string, all bool) error {
	at := intake.NewOffsets(text, encoding)
	for q := range quote.All(lang, text, segment.Paragraphs(text)) {
		if q.Kind != quote.Speech && !all {
			continue
		}
		line := quoteLine{
			Start: at.Of(q.Span.Start), End: at.Of(q.Span.End), Kind: q.Kind.String(),
			Speaker: q.Speaker.Of(text), Cue: q.Cue.Of(text), Open: q.Open, Text: q.Span.Of(text),
		}
		if err := layout.WriteLine(w, line); err != nil {
			return err
		}
	}
	return nil
}
