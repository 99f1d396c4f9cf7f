package main

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/transfer"
	"assay.app/assay/model"
	"assay.app/assay/model/results"
	"assay.app/assay/model/search"
)

func printed(t *testing.T, print func(cmd *cobra.Command) error) string {
	t.Helper()
	var out bytes.Buffer
	cmd := &cobra.Command{}
	cmd.SetOut(&out)
	cmd.SetErr(io.Discard)
	if err := print(cmd); err != nil {
		t.Error(err)
	}
	return out.String()
}

func TestLinesAreRightForOneAndForSeveral(t *testing.T) {
	stats := func(n int) string {
		return printed(t, func(cmd *cobra.Command) error {
			return printStatistics(cmd.OutOrStdout(), &model.Statistics{Articles: n, Outlets: n, Sentences: n, Untagged: n, Notes: n})
		})
	}
	recovered := func(n int) string {
		return printed(t, func(cmd *cobra.Command) error {
			return printRecovery(cmd.OutOrStdout(), io.Discard, "R.assay", results.Recovery{
				Saved: results.Recovered{Articles: n, Annotations: n, Notes: n, Changes: n},
			}, false)
		})
	}
	found := func(n int, atLeast bool) string {
		var messages []string
		s := &searching{result: search.Result{Sentences: n, Articles: n, Total: n, AtLeast: atLeast}, say: func(m string) { messages = append(messages, m) }}
		s.sayFound()
		return strings.Join(messages, "\n")
	}
	for _, c := range []struct{ got, want string }{
		{stats(1), "articles   1, from 1 outlet\nsentences  1, 0 tagged, 1 untagged, 0 attributed, 0 graded, 0 mentioned\nnotes      1\nlabels    \n"},
		{stats(2), "articles   2, from 2 outlets\nsentences  2, 0 tagged, 2 untagged, 0 attributed, 0 graded, 0 mentioned\nnotes      2\nlabels    \n"},
		{recovered(1), "R.assay: 1 article, 1 annotation, 1 note, 1 change\n"},
		{recovered(2), "R.assay: 2 articles, 2 annotations, 2 notes, 2 changes\n"},
		{transfer.Exported(results.Export{Articles: 1, Sentences: 1, Annotations: 1, Notes: 1}), "1 article, 1 sentence, 1 annotation, 1 note"},
		{transfer.Exported(results.Export{Articles: 1, Cut: 1, Replaced: 2}), "1 article, 0 sentences, 0 annotations, 0 notes, 1 text cut, too long for a cell, 2 characters replaced, not allowed in the format"},
		{transfer.Exported(results.Export{Articles: 2, Sentences: 2, Annotations: 2}), "2 articles, 2 sentences, 2 annotations, 0 notes"},
		{found(1, true), "1 sentence in 1 article; at least 1 sentence matches"},
		{found(2, false), "2 sentences in 2 articles; 2 sentences match"},
	} {
		if c.got != c.want {
			t.Errorf("it prints\n%s\nwant\n%s", c.got, c.want)
		}
	}
}
