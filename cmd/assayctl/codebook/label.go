package codebook

import (
	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/value"
)

// describing holds the flags that describe a label.
type describing struct {
	label model.Label // its name and key are not flags
	at    int
}

func (d *describing) flags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&d.label.Letter, "letter", "", "the key that assigns it, such as R")
	flags.StringVar(&d.label.Color, "color", "", "its colour, such as #E69F00")
	flags.StringVar(&d.label.Group, "group", "", "the group in which lists show it")
	flags.StringVar(&d.label.Definition, "definition", "", "what it means")
	flags.StringVar(&d.label.Use, "use", "", "when to use it")
	flags.StringVar(&d.label.Avoid, "avoid", "", "when not to use it")
	flags.StringArrayVar(&d.label.Examples, "example", nil, "an example (repeatable)")
	flags.StringArrayVar(&d.label.CounterExamples, "counter-example", nil, "an example of what it is not for (repeatable)")
	flags.IntVar(&d.at, "at", 0, "its place among the labels that are not retired, from 1")
}

// apply sets the fields of l whose flags are given. Empty examples are left out, so that
// --example "" removes them all. It returns a usage error if a value is not allowed, and
// reports whether flags other than --at were given.
func (d *describing) apply(cmd *cobra.Command, l *model.Label) (described bool, err error) {
	given := func(flag string) bool {
		if !cmd.Flags().Changed(flag) {
			return false
		}
		described = true
		return true
	}
	for _, text := range []struct {
		flag     string
		to, from *string
	}{
		{"letter", &l.Letter, &d.label.Letter},
		{"color", &l.Color, &d.label.Color},
		{"group", &l.Group, &d.label.Group},
		{"definition", &l.Definition, &d.label.Definition},
		{"use", &l.Use, &d.label.Use},
		{"avoid", &l.Avoid, &d.label.Avoid},
	} {
		if given(text.flag) {
			*text.to = *text.from
		}
	}
	for _, list := range []struct {
		flag     string
		to, from *[]string
	}{
		{"example", &l.Examples, &d.label.Examples},
		{"counter-example", &l.CounterExamples, &d.label.CounterExamples},
	} {
		if given(list.flag) {
			*list.to = notEmpty(*list.from)
		}
	}
	if cmd.Flags().Changed("at") && d.at < 1 {
		return described, cli.Usagef("--at counts labels from 1")
	}
	if *l, err = value.AcceptLabel(*l); err != nil {
		err = cli.UsageError(err)
	}
	return described, err
}

// acceptName returns the stored form of a label's name. The error is a usage error.
func acceptName(name string) (string, error) {
	name, err := value.LabelName.Accept(name)
	if err == nil && name == "" {
		err = &value.Error{Kind: value.LabelName, Problem: value.Missing}
	}
	if err != nil {
		err = cli.UsageError(err)
	}
	return name, err
}

func notEmpty(texts []string) (out []string) {
	for _, text := range texts {
		if text != "" {
			out = append(out, text)
		}
	}
	return out
}

func newAdd() *cobra.Command {
	var work revising
	var d describing
	var key string
	cmd := &cobra.Command{
		Use:   "add --project P.assay --analyst NAME LABEL",
		Short: "Add a label with the name LABEL",
		Long: `Add a label. Unless they are given, its key is made from its name, its colour is the
next one that can be told apart from the others, and it has no letter. The letters
that run commands of the window cannot be used. The first nine labels have digits as
keys.`,
		Args: cli.Takes("LABEL"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return work.run(cmd, func(b book) (planned, error) {
				name, err := acceptName(args[0])
				if err != nil {
					return planned{}, err
				}
				l := edit.NewLabel(name, b.Codebook)
				if cmd.Flags().Changed("key") {
					l.Key = model.LabelKey(key)
				}
				if _, err := d.apply(cmd, &l); err != nil {
					return planned{}, err
				}
				after := append(b.Codebook[:len(b.Codebook):len(b.Codebook)], l)
				if _, taken := b.Find(l.Key); d.at > 0 && !taken {
					after = edit.Moved(after, l.Key, d.at)
				}
				p := b.changing(l, "added")
				p.Verb, p.After = edit.AddLabel, after
				return p, nil
			})
		},
	}
	work.flags(cmd)
	cmd.Flags().StringVar(&key, "key", "", "the label's key in files")
	d.flags(cmd)
	return cmd
}

func newRename() *cobra.Command {
	var work revising
	cmd := &cobra.Command{
		Use:   "rename --project P.assay --analyst NAME LABEL NEWNAME",
		Short: "Give a label another name",
		Long:  `Give a label another name. Its key stays, so that annotations keep the label.`,
		Args:  cli.Takes("LABEL", "NEWNAME"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return work.run(cmd, func(b book) (planned, error) {
				l, err := b.find(args[0])
				if err != nil {
					return planned{}, err
				}
				if l.Name, err = acceptName(args[1]); err != nil {
					return planned{}, err
				}
				return b.changing(l, "renamed to "+l.Name), nil
			})
		},
	}
	work.flags(cmd)
	return cmd
}

func newDescribe() *cobra.Command {
	var work revising
	var d describing
	var minor bool
	cmd := &cobra.Command{
		Use:   "describe --project P.assay --analyst NAME LABEL",
		Short: "Change a label's letter, colour, group, place or definition",
		Long: `Change what is given, and leave the rest of the label. An empty value removes what
the label has: --letter "", --example "". The examples given replace all that the
label has.

After a definition, --use or --avoid changes, the search definition:old finds the
annotations made before. With --minor the meaning stays the same, and they remain
current.`,
		Args: cli.Takes("LABEL"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return work.run(cmd, func(b book) (planned, error) {
				l, err := b.find(args[0])
				if err != nil {
					return planned{}, err
				}
				described, err := d.apply(cmd, &l)
				switch {
				case err != nil:
					return planned{}, err
				case !described && d.at == 0:
					return planned{}, cli.Usagef("there is nothing to change; name a flag such as --definition")
				}
				p := b.changing(l, "changed")
				p.Minor = map[model.LabelKey]bool{l.Key: minor}
				if !described {
					p.Verb = edit.ChangeCodebook
				}
				if d.at > 0 {
					p.After = edit.Moved(p.After, l.Key, d.at)
				}
				return p, nil
			})
		},
	}
	work.flags(cmd)
	d.flags(cmd)
	cmd.Flags().BoolVar(&minor, "minor", false, "the label means the same as before")
	return cmd
}
