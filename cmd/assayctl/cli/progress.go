package cli

import (
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/output"
)

// Progress prints on standard error how far the work on a file is.
type Progress struct {
	stderr      io.Writer
	what        string // "writing x.docx"
	begun, said time.Time
}

// NewProgress returns a Progress for work that has just begun. verb is what is done with the file:
// "writing".
func NewProgress(cmd *cobra.Command, verb, file string) *Progress {
	return &Progress{stderr: cmd.ErrOrStderr(), what: verb + " " + output.Printable(file), begun: time.Now()}
}

// Step is called when done of all steps are made. It prints nothing in the first second, and then
// at most one line every two seconds.
func (p *Progress) Step(done, all int) {
	const quiet, pause = time.Second, 2 * time.Second
	now := time.Now()
	if now.Sub(p.begun) < quiet || now.Sub(p.said) < pause {
		return
	}
	p.said = now
	Say(p.stderr, fmt.Sprintf("%s: %d %%", p.what, 100*done/max(all, 1)))
}
