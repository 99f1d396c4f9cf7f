package codebook

import (
	"fmt"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/model"
	"assay.app/assay/model/edit"
)

// retiring holds the flags that say what becomes of a label's annotations.
type retiring struct {
	keep, remove, back bool
	to                 string
}

func newRetire() *cobra.Command {
	var work revising
	var r retiring
	cmd := &cobra.Command{
		Use:   "retire --project P.assay --analyst NAME LABEL [--keep | --to OTHER | --remove | --back]",
		Short: "Stop using a label, and say what becomes of its annotations",
		Long: `Retire a label. It is no longer offered and loses its digit and letter keys, but
stays in the codebook. If annotations of any analyst have it, say what becomes of
them: --keep leaves them as they are, --to OTHER gives them another label, and
--remove removes them. --back brings a retired label back, and with it the
annotations that kept it.`,
		Args: cli.Takes("LABEL"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := cli.Exclusive(cmd, "keep", "to", "remove", "back"); err != nil {
				return err
			}
			return work.run(cmd, func(b book) (planned, error) {
				l, err := b.find(args[0])
				switch {
				case err != nil:
					return planned{}, err
				case r.back:
					return bringingBack(b, l)
				case cmd.Flags().Changed("to"):
					return moving(b, l, r.to, edit.RetireLabel, "retired")
				}
				return r.plan(b, l)
			})
		},
	}
	work.flags(cmd)
	cmd.Flags().BoolVar(&r.keep, "keep", false, "its annotations keep it")
	cmd.Flags().StringVar(&r.to, "to", "", "its annotations get this label")
	cmd.Flags().BoolVar(&r.remove, "remove", false, "its annotations are removed")
	cmd.Flags().BoolVar(&r.back, "back", false, "bring a retired label back")
	return cmd
}

func newJoin() *cobra.Command {
	var work revising
	cmd := &cobra.Command{
		Use:   "join --project P.assay --analyst NAME FROM INTO",
		Short: "Join one label into another",
		Long: `Give all annotations that have the label FROM the label INTO, and retire FROM. The
annotations keep their analysts and times.`,
		Args: cli.Takes("FROM", "INTO"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return work.run(cmd, func(b book) (planned, error) {
				from, err := b.find(args[0])
				if err != nil {
					return planned{}, err
				}
				return moving(b, from, args[1], edit.JoinLabels, "joined")
			})
		},
	}
	work.flags(cmd)
	return cmd
}

// plan plans to retire a label whose annotations keep it or are removed.
func (r retiring) plan(b book, l model.Label) (planned, error) {
	used, err := b.used()
	if err != nil {
		return planned{}, err
	}
	n := used[l.Key]
	if n > 0 && !l.Retired && !r.keep && !r.remove {
		return planned{}, fmt.Errorf("%s the label %q; say --keep, --to OTHER or --remove, for what becomes of them", have(n), l.Called())
	}
	l.Retired = true
	said := "retired"
	if r.remove {
		said += "; " + output.Amount(n, "annotation") + " removed"
	} else if n > 0 {
		said += "; " + output.Amount(n, "annotation") + " kept"
	}
	p := b.changing(l, said)
	p.Verb = edit.RetireLabel
	if r.remove {
		p.Relabel = map[model.LabelKey]model.LabelKey{l.Key: ""}
	}
	return p, nil
}

// moving plans to retire a label and to give its annotations another one.
func moving(b book, from model.Label, to string, verb edit.Verb, done string) (planned, error) {
	into, err := b.find(to)
	switch {
	case err != nil:
		return planned{}, err
	case into.Key == from.Key:
		return planned{}, cli.Usagef("%q is the same label", to)
	case into.Retired:
		return planned{}, fmt.Errorf("label %q is retired; bring it back with \"codebook retire --back\", or choose another", into.Called())
	}
	from.Retired = true
	p := b.changing(from, "")
	p.Verb, p.Relabel = verb, map[model.LabelKey]model.LabelKey{from.Key: into.Key}
	p.done = func(n int) string {
		return fmt.Sprintf("%s; %s got %s", done, output.Amount(n, "annotation"), into.Key)
	}
	return p, nil
}

// bringingBack plans to make a retired label current.
func bringingBack(b book, l model.Label) (planned, error) {
	l.Retired = false
	return b.changing(l, "brought back"), nil
}
