package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
	"testing"

	"github.com/spf13/cobra"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/article"
)

func TestEachErrorHasAnExitCodeAndAMessage(t *testing.T) {
	for _, c := range []struct {
		name    string
		err     error
		code    int
		message string // without the program's name; "" if nothing is printed
	}{
		{"none", nil, ExitDone, ""},
		{"a closed pipe", &fs.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.EPIPE}, ExitFailed, ""},
		{"one refused input", RefusedError(1), ExitPartial, "1 input was refused"},
		{"refused inputs", fmt.Errorf("import: %w", RefusedError(3)), ExitPartial, "import: 3 inputs were refused"},
		{"one missing item", MissingError(1), ExitPartial, "1 item is missing or was repaired"},
		{"missing items", MissingError(2), ExitPartial, "2 items are missing or were repaired"},
		{"usage", Usagef("%q is wrong", "x"), ExitUsage, `"x" is wrong; see "tool --help"`},
		{"wrapped usage", fmt.Errorf("flag: %w", UsageError(model.ErrNoLabel)), ExitUsage, `flag: the codebook has no such label; see "tool --help"`},
		{"an interrupt", fmt.Errorf("read: %w", context.Canceled), ExitFailed, "interrupted before the command finished"},
		{"another error", errors.New("disk full"), ExitFailed, "disk full"},
		{"no such article", fmt.Errorf("article %q: %w", "x", model.ErrNoArticle), ExitFailed, `article "x": there is no such article; "assayctl list" lists the articles`},
		{"no such sentence", model.ErrNoSentence, ExitFailed, `there is no such sentence; "assayctl show" shows the sentences with their indexes`},
		{"several articles", model.ErrAmbiguous, ExitFailed, "more than one article matches"},
		{"not a set", model.ErrUnknownSet, ExitFailed, `the file is not an annotation set; "assayctl load" reads files written by "assayctl export"`},
		{"a wrong hash", model.ErrHashMismatch, ExitFailed, `the article's text does not match its hash; export the set again if it was changed, or check the project with "assayctl verify"`},
		{"control characters", errors.New("a\x1b[2Jb\nc"), ExitFailed, "a\uFFFD[2Jb c"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var errOut strings.Builder
			code := Report(&errOut, &cobra.Command{Use: "tool"}, c.err)
			want := c.message
			if want != "" {
				want = "assayctl: " + want + "\n"
			}
			if code != c.code || errOut.String() != want {
				t.Errorf("code %d and %q, want %d and %q", code, errOut.String(), c.code, want)
			}
		})
	}
}

func TestRefusedInputsHaveReasonsAndAdvice(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{&fs.PathError{Op: "open", Path: "a b.txt", Err: syscall.ENOENT}, "no such file or directory"},
		{model.ErrEmptyFile, "the file is empty"},
		{fmt.Errorf("%w: it leads to /etc", model.ErrLinkOutside), model.ErrLinkOutside.Error() + ": it leads to /etc; import the target of the link, or use --follow-links"},
		{article.LeftOut{Err: errors.New("2 more blocks"), Blocks: 2}, " in it: 2 more blocks; --all-blocks imports such blocks too"},
	} {
		var errOut strings.Builder
		SayRefused(&errOut, "a b.txt", c.err)
		if want := "assayctl: refused a b.txt: " + c.want + "\n"; errOut.String() != want {
			t.Errorf("%q, want %q", errOut.String(), want)
		}
	}
}

func TestReasonKeepsMessagesOfOtherForms(t *testing.T) {
	for _, c := range []struct{ message, want string }{
		{"open a.txt: denied", "denied"},
		{"cannot open a.txt: denied", "cannot open a.txt: denied"},
		{"open b.txt: denied", "open b.txt: denied"},
		{"denied", "denied"},
	} {
		if got := Reason("a.txt", errors.New(c.message)); got != c.want {
			t.Errorf("the reason of %q is %q, want %q", c.message, got, c.want)
		}
	}
}
