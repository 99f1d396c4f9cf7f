package transfer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/model/arrival"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/adopt"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/layout"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/setfile"
)

// loading is one run of the load command.
type loading struct {
	project, file, format string
	analyst               string
	mapped                []string // FROM=TO
	asJSON, dryRun        bool
	scratch               string // a copy of the project for a dry run, in a folder of its own; "" otherwise
}

func newLoad() *cobra.Command {
	l := &loading{}
	cmd := &cobra.Command{
		Use:   "load --project P.assay [--format NAME] FILE",
		Short: "Load a file or folder in an exchange format into a project",
		Long: `Load a file, a folder or a ZIP archive into a project, which is created if necessary.
"formats" lists the formats. Without --format it is recognised by its name and its
content. FILE is checked completely before anything is written, and one "undo" undoes
the whole load. FILE may be "-" for standard input.

With --dry-run nothing is written, and the command prints what a load would do.

Annotation sets, files written by "export": Articles that the project does not have are
imported; articles that it has get the set's labels and notes. A label, a note or
another record that was changed or deleted only in the set replaces the project's. One
that was changed in both is in conflict: the version with the greater stamp stands,
and "conflicts" lists both. Sets of version 1 have no stamps, so the newer label or
note stands. A set must be in UTF-8 or UTF-16. Labels and notes dated in the future are
loaded with a warning, and so are articles with nearly the same text as an article of
the project. An article is refused if its sentences differ from those in the project
and the project's article has labels or notes, or if neither the set nor the project
has its text. The other articles are loaded. The exit code is then 3, or 1 if the
project did not exist and no article could be loaded.

Tables and files of other programs: A text that the project does not have becomes an
article. Labels and notes are placed on the sentences at their spans or with their
words; what has no place is listed, and the exit code is 3. Labels are matched with the
codebook by key and by name. If one is unknown, nothing is loaded, and the exit code is
3: --map FROM=KEY maps it to a label of the project, --map FROM=label:NAME adds a label,
and --map FROM=phrase:NAME makes it a phrase. The codes of a file that has a codebook
are added to the project's. If a sentence has several labels of an analyst, the first
in the order of the codebook stays, and the others become phrases. Work without an
analyst becomes that of --analyst.

With --json the command prints one object. For a set: added (each with id, file and
similar, as "import --json" prints it), changed, removed and unchanged (each with id and
file), refused (each with id, file and reason), annotations and notes (how many were
written), conflicts (how many were found), and future: how many annotations and notes
are dated in the future, the latest time, and the analysts who wrote them. For other
files: file, format, added and known (articles: id, name), labels and unmapped (from,
to, count), codebook and phrases (names that are added), conflicts (article, sentence,
text, analyst, what, from, to), texts that differ and are left as they are (article,
at, ours, theirs), moved, demoted and lost (document, at, text, why), remarks, and
count, which has the amounts. Lists have at most 1000 items.`,
		Args: cli.Takes("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			l.file = args[0]
			return l.run(cmd)
		},
	}
	cli.ProjectFlag(cmd, &l.project)
	cli.AnalystFlag(cmd, &l.analyst)
	cli.JSONFlag(cmd, &l.asJSON)
	flags := cmd.Flags()
	flags.StringVar(&l.format, "format", "", "the format: "+names(func(f format) bool { return f.Reads }))
	flags.BoolVar(&l.dryRun, "dry-run", false, "print what would be loaded, and write nothing")
	flags.StringArrayVar(&l.mapped, "map", nil, "what becomes of a label: `FROM=TO` (repeatable)")
	return cmd
}

func (l *loading) run(cmd *cobra.Command) (err error) {
	if err := cli.Named(l.project); err != nil {
		return err
	}
	if l.analyst, err = cli.AnalystOr(l.analyst); err != nil {
		return err
	}
	mapped, err := l.mapping()
	if err != nil {
		return err
	}
	files, err := l.files(cmd.InOrStdin())
	if err != nil {
		return fmt.Errorf("%s: %w", l.file, err)
	}
	defer func() { err = errors.Join(err, files.Close()) }()
	f, err := l.chosen(files)
	if err != nil {
		return err
	}
	if l.dryRun {
		if err := l.copyProject(cmd); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, os.RemoveAll(filepath.Dir(l.scratch))) }()
	}
	if !f.Previewed() {
		if len(mapped) > 0 {
			return cli.Usagef("--map is for files of other programs; %s is an annotation set", l.file)
		}
		set, err := readSet(files)
		if err != nil {
			return fmt.Errorf("%s: %w", l.file, err)
		}
		return l.loadSet(cmd, set)
	}
	batch, err := f.Read(cmd.Context(), files)
	if err != nil {
		return fmt.Errorf("%s: %w", l.file, err)
	}
	return l.adopt(cmd, f, batch, mapped)
}

// mapping returns what --map says.
func (l *loading) mapping() (map[string]string, error) {
	mapped := map[string]string{}
	for _, m := range l.mapped {
		from, to, ok := strings.Cut(m, "=")
		if !ok || from == "" || to == "" {
			return nil, cli.Usagef("--map %s: it must be FROM=TO", m)
		}
		mapped[from] = to
	}
	return mapped, nil
}

func (l *loading) files(stdin io.Reader) (*bundle.Files, error) {
	if l.file != "-" {
		return bundle.Open(l.file)
	}
	data, err := io.ReadAll(io.LimitReader(stdin, bundle.MostBytes))
	if err != nil {
		return nil, err
	}
	return bundle.Of("-", data)
}

// chosen returns the format of the files.
func (l *loading) chosen(files *bundle.Files) (f exchange.Format, err error) {
	if l.format == "" {
		return exchange.Recognised(files)
	}
	f, err = exchange.Called(l.format)
	if err != nil || !f.Loads {
		return f, cli.Usagef("--format %s: files can be loaded as %s", l.format, names(func(f format) bool { return f.Reads }))
	}
	return f, nil
}

func readSet(files *bundle.Files) (*setfile.Set, error) {
	_, r, err := files.Stream(".json")
	if err != nil {
		return nil, err
	}
	set, err := setfile.Read(r)
	return set, errors.Join(err, r.Close())
}

// open opens the project, or the copy of it that a dry run works on. It creates the project if it does not exist.
func (l *loading) open(cmd *cobra.Command, with cli.Beginning) (p *storage.Project, created bool, err error) {
	if l.dryRun {
		return cli.OpenOrCreate(cmd, l.scratch, with)
	}
	return cli.OpenOrCreate(cmd, l.project, with)
}

// copyProject copies the project for a dry run into a folder that only its owner can read.
func (l *loading) copyProject(cmd *cobra.Command) error {
	folder, err := os.MkdirTemp("", "assay-*")
	if err != nil {
		return err
	}
	l.scratch = filepath.Join(folder, "copy.assay")
	if !cli.Exists(l.project) {
		return nil
	}
	err = cli.View(cmd, l.project, func(p *storage.Project) error { return p.WriteCopy(l.scratch) })
	if err != nil {
		return errors.Join(err, os.RemoveAll(folder))
	}
	return nil
}

// adopt loads a data set that is not an annotation set.
func (l *loading) adopt(cmd *cobra.Command, f exchange.Format, batch *peer.Batch, mapped map[string]string) error {
	p, created, err := l.open(cmd, cli.Beginning{Codebook: adopt.Book(batch)})
	if err != nil {
		return err
	}
	plan, wrote, err := l.carryOut(cmd.Context(), p, f, batch, mapped, cli.NewProgress(cmd, "loading", l.file).Step)
	if err := errors.Join(err, cli.CloseOrDiscard(p, created && !wrote)); err != nil {
		return fmt.Errorf("%s: %w", l.file, err)
	}
	return l.print(cmd, f, plan.Preview)
}

// carryOut plans a load, and does it unless it is a dry run or labels are not mapped. wrote reports whether
// anything was written.
func (l *loading) carryOut(ctx context.Context, p *storage.Project, f exchange.Format, batch *peer.Batch, mapped map[string]string, step func(done, all int)) (plan *adopt.Plan, wrote bool, err error) {
	analyst, err := cli.AnalystIn(p, l.analyst)
	if err != nil {
		return nil, false, err
	}
	tagged, err := p.TagsHeadlines()
	if err != nil {
		return nil, false, err
	}
	plan, err = adopt.Make(ctx, p, batch, adopt.Options{
		File: filepath.Base(l.file), Format: f.Key, Analyst: analyst, Map: mapped, HeadlinesAside: !tagged, Progress: step,
	})
	if err != nil || l.dryRun || len(plan.Preview.Unmapped) > 0 {
		return plan, false, err
	}
	done, err := plan.Apply(ctx)
	return plan, len(done.Changes) > 0 || err == nil && plan.Preview.Count.Lost == 0, err
}

// print prints what a load did or would do.
func (l *loading) print(cmd *cobra.Command, f exchange.Format, p arrival.Preview) error {
	stderr := cmd.ErrOrStderr()
	for _, remark := range p.Remarks {
		cli.Say(stderr, remark)
	}
	sayPlaces(stderr, p.Lost, p.Count.Lost, "has no place")
	sayPlaces(stderr, p.Moved, p.Count.Moved, "was moved")
	sayPlaces(stderr, p.Demoted, p.Count.Demoted, "became a phrase")
	for _, t := range p.Texts {
		cli.Say(stderr, fmt.Sprintf("%s: the text of a sentence of article %s differs and is left as it is: %q", t.At, t.Article, head(t.Theirs)))
	}
	if l.asJSON {
		if err := layout.Write(cmd.OutOrStdout(), p); err != nil {
			return err
		}
	} else if err := printPreview(cmd.OutOrStdout(), p, l.dryRun || len(p.Unmapped) > 0); err != nil {
		return err
	}
	switch {
	case len(p.Unmapped) > 0:
		for _, u := range p.Unmapped {
			cli.Say(stderr, fmt.Sprintf("label %q (%s) is not in the codebook; map it with --map %q", u.From, output.Amount(u.Count, "mark"), u.From+"=KEY"))
		}
		return cli.PartialErrorf("nothing was loaded, because %s not mapped", are(len(p.Unmapped), "label"))
	case p.Count.Lost > 0:
		return cli.RefusedError(p.Count.Lost)
	}
	return nil
}

// are returns a number with its noun and the verb "to be".
func are(n int, noun string) string {
	if n == 1 {
		return "1 " + noun + " is"
	}
	return output.Amount(n, noun) + " are"
}

// mostSaid is how many items of a list are printed one by one.
const mostSaid = 20

func sayPlaces(stderr io.Writer, places []arrival.Place, all int, what string) {
	for i, p := range places {
		if i == mostSaid {
			cli.Say(stderr, fmt.Sprintf("and %d more", all-mostSaid))
			return
		}
		where := strings.TrimSpace(p.Document + " " + p.At)
		if strings.HasPrefix(p.At, p.Document) {
			where = p.At
		}
		cli.Say(stderr, fmt.Sprintf("%s: %q %s: %s", where, head(p.Text), what, p.Why))
	}
}

// head returns the beginning of a text.
func head(text string) string {
	const most = 80
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}

func printPreview(out io.Writer, p arrival.Preview, would bool) error {
	verb := "written"
	if would {
		verb = "to write"
	}
	c := p.Count
	_, err := fmt.Fprintf(out, "articles: %d added, %d known; %s: %s, %s, %s, %s, %s, %s; %d unchanged, %s, %s moved, %d without a place\n",
		c.Added, c.Known, verb, output.Amount(c.Annotations, "annotation"), output.Amount(c.Notes, "note"), output.Amount(c.Phrases, "phrase"),
		output.Amount(c.Grades, "grade"), output.Amount(c.Attributions, "attribution"), output.Amount(c.Mentions, "mention"),
		c.Unchanged, output.Amount(c.Conflicts, "conflict"), output.Amount(c.Moved, "mark"), c.Lost)
	return err
}
