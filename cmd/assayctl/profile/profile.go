// Package profile holds the profile command of assayctl.
package profile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	files "assay.app/assay/storage/exchange/profile"
	"assay.app/assay/storage/library"
	"assay.app/assay/storage/places"
)

const help = `List the profiles of outlets that you keep across projects, each with the outlet, its
grade, kind, owner, country and date. They are in the file profiles.json in the folder
of Assay's settings. --outlet O restricts each action to one outlet.

With --json the command prints the profiles in the format of --export, with the basis of
each grade, which is private.

With --export the command writes the profiles to FILE, without the bases unless --basis
is given. FILE is written completely or not at all, and replaced if it exists.

With --import the command adds the profiles in FILE to yours. Nothing is imported unless
all of FILE is right. A profile that differs from yours of the same outlet replaces it
only if it is newer, or if --replace is given. A profile without a basis leaves yours as
it is. --undo-import restores the profiles as they were before the last import; a
second --undo-import undoes the first.

With --apply the command copies your profiles of the outlets of the project to the
project, unless the project has the same or a newer one; --replace replaces newer ones,
too. --grade also makes their letters your grades of the outlets that you have not
graded. "undo" takes all of it back. The bases go with the project then. With --keep the
command copies the project's profiles to yours, as --import does.`

// action holds the flags of the command.
type action struct {
	to, from         string
	asJSON           bool
	apply, keep      bool
	undo             bool
	project, analyst string
	outlet           string
	basis, replace   bool
	grade            bool
}

// NewCommand returns the profile command.
func NewCommand() *cobra.Command {
	var a action
	cmd := &cobra.Command{
		Use:   "profile [--export FILE | --import FILE | --json | --undo-import | --project P.assay {--apply --analyst NAME | --keep}]",
		Short: "List, export and import your profiles of outlets, and use them in projects",
		Long:  help,
		Args:  cli.Takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := a.check(cmd); err != nil {
				return err
			}
			folder, err := places.Find().Settings()
			if err != nil {
				return err
			}
			return a.run(cmd, library.In(folder))
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&a.to, "export", "", "write the profiles to this file, .json")
	flags.StringVar(&a.from, "import", "", "add the profiles in this file")
	cli.JSONFlag(cmd, &a.asJSON)
	flags.BoolVar(&a.undo, "undo-import", false, "restore the profiles as they were before the last import")
	flags.BoolVar(&a.apply, "apply", false, "copy the profiles of the project's outlets to the project")
	flags.BoolVar(&a.keep, "keep", false, "copy the project's profiles to yours")
	flags.StringVarP(&a.project, "project", "p", "", "the project's file, NAME.assay (with --apply or --keep)")
	flags.StringVar(&a.analyst, "analyst", "", "the analyst's name (required with --apply)")
	flags.StringVar(&a.outlet, "outlet", "", "only the profile of this outlet")
	flags.BoolVar(&a.basis, "basis", false, "export the bases of the grades, too")
	flags.BoolVar(&a.replace, "replace", false, "replace profiles that are as new or newer, too")
	flags.BoolVar(&a.grade, "grade", false, "grade the outlets by the profiles, unless you have graded them")
	return cmd
}

// check returns a usage error if the flags do not fit together.
func (a action) check(cmd *cobra.Command) error {
	if err := cli.Exclusive(cmd, "export", "import", "json", "undo-import", "apply", "keep"); err != nil {
		return err
	}
	changed := cmd.Flags().Changed
	for _, need := range []struct {
		flag string
		met  bool
		says string
	}{
		{"basis", changed("export"), "--export"},
		{"replace", changed("import") || a.apply || a.keep, "--import, --apply or --keep"},
		{"grade", a.apply, "--apply"},
		{"project", a.apply || a.keep, "--apply or --keep"},
		{"analyst", a.apply || a.keep, "--apply or --keep"},
	} {
		if changed(need.flag) && !need.met {
			return cli.Usagef("--%s needs %s", need.flag, need.says)
		}
	}
	switch {
	case changed("outlet") && model.OutletIDOf(a.outlet) == "":
		return cli.Usagef("--outlet: the name of the outlet is missing")
	case changed("outlet") && a.undo:
		return cli.Usagef("--outlet and --undo-import cannot be given together")
	case changed("import") && a.from == "":
		return cli.Usagef("--import: the name of the file is missing")
	case changed("export") && !files.Formats().Has(a.to):
		return cli.Usagef("--export: the name of the file must end in %s, unlike %q", cli.OneOf(files.Formats().Exts()), a.to)
	case (a.apply || a.keep) && !changed("project"):
		return cli.Usagef("--apply and --keep need --project")
	case a.apply && !changed("analyst"):
		return cli.Usagef("--apply needs --analyst")
	}
	return nil
}

func (a action) run(cmd *cobra.Command, l library.Library) error {
	switch {
	case a.from != "":
		all, err := files.Read(a.from)
		if err != nil {
			return err
		}
		return a.adopt(cmd, l, all)
	case a.undo:
		if err := l.UndoImport(); errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("no import can be undone: %w", err)
		} else if err != nil {
			return err
		}
		_, err := fmt.Fprintln(cmd.OutOrStdout(), "the last import: undone")
		return err
	case a.apply:
		return a.applyTo(cmd, l)
	case a.keep:
		return a.keepFrom(cmd, l)
	}
	all, err := a.kept(cmd, l)
	switch {
	case err != nil:
		return err
	case a.to != "":
		return a.export(cmd, all)
	case a.asJSON:
		content, err := files.Encode(all)
		if err != nil {
			return err
		}
		_, err = cmd.OutOrStdout().Write(content)
		return err
	}
	return printText(cmd.OutOrStdout(), all)
}

// kept returns the library's profiles, or only that of the outlet given by a flag.
func (a action) kept(cmd *cobra.Command, l library.Library) ([]model.Profile, error) {
	all, aside, err := l.Profiles()
	if err != nil {
		return nil, err
	}
	sayAside(cmd, l, aside)
	return a.ofOutlet(all)
}

// ofOutlet returns the profile of the outlet given by a flag, or all if none is given.
func (a action) ofOutlet(all []model.Profile) ([]model.Profile, error) {
	if a.outlet == "" {
		return all, nil
	}
	at := edit.ProfileIn(all, model.OutletIDOf(a.outlet))
	if at < 0 {
		return nil, fmt.Errorf("there is no profile of the outlet %q", a.outlet)
	}
	return all[at : at+1], nil
}

// sayAside prints where a damaged file was put aside. It prints nothing if aside is empty.
func sayAside(cmd *cobra.Command, l library.Library, aside string) {
	if aside != "" {
		cli.Say(cmd.ErrOrStderr(), fmt.Sprintf("%s was damaged; it is now %s, and you begin without profiles", l.Path(), aside))
	}
}

func (a action) export(cmd *cobra.Command, all []model.Profile) error {
	if !a.basis {
		all = files.Bare(all)
	}
	if err := files.Write(a.to, all); err != nil {
		return err
	}
	_, err := fmt.Fprintf(cmd.OutOrStdout(), "%s: %s\n", output.Printable(a.to), output.Amount(len(all), "profile"))
	return err
}

func printText(w io.Writer, all []model.Profile) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, p := range all {
		date := "-"
		if !p.Updated.IsZero() {
			date = p.Updated.Format("2006-01-02")
		}
		if _, err := fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\n", output.OneLine(p.Outlet), orDash(p.Letter),
			orDash(output.OneLine(p.Kind)), orDash(output.OneLine(p.Owner)), orDash(output.OneLine(p.Country)), date); err != nil {
			return err
		}
	}
	return table.Flush()
}

func orDash(text string) string {
	if text == "" {
		return "-"
	}
	return text
}
