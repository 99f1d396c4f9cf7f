// Package importing holds the import command of assayctl.
package importing

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/intake"
	"assay.app/assay/storage/intake/listing"
)

const help = `Add the articles in files and folders to a project. The project is created if it
does not exist, unless no file can be imported.

A link that leads out of the imported folder is refused unless --follow-links is
given.

Files may be plain text, Markdown, web pages, Word (.docx), OpenDocument (.odt),
RTF, EPUB, PDF with a text layer, emails (.eml), mailboxes (.mbox), tables (.csv,
.tsv), JSON, JSON lines, and ZIP, tar and WARC archives of these, compressed or
not. Formats are recognised by content. The encoding of plain texts, tables and
web pages is detected unless --encoding names it.

The columns of tables and the fields of JSON are recognised by their names unless
--column names them: --column text=Story --column outlet="#3". --column byline=-
means that no column holds the byline. The order of numeric dates such as
03/04/2031 is inferred from the other dates in the column unless --dates sets it:
day-first, month-first or year-first.

A page, email or export may have blocks that look like articles but are not
imported. The command reports their number; --all-blocks imports each of them as
an article.

--codebook FILE starts a new project with the labels of FILE: a codebook written by
"codebook --export" or by another program (.qdc), an annotation set, or another
project. The labels of an existing project are changed by "codebook --import".

A headline that is a line of its article becomes the article's title and is set
aside as a header. With --headlines sentences it remains a sentence to label, in
this and all later imports into the project; --headlines header undoes that. A
project from an older version whose headlines are sentences keeps that setting.

The command prints a line for each article with its id, date, outlet and title
or opening words. Articles that the project already has are not changed. Of
several files with the same text, the first is added. An article with nearly the
same text as another one is added, and its line ends with the similarity and the
name of the other file.

An article that is probably a newer version of another one, because both have the
same address or nearly the same text and the same outlet, is imported as an article
of its own, and a line at the end offers to import it as a version.
--as-version-of ARTICLE does so: PATH must have exactly one article. The labels,
notes, attributions, grades and mentions of all analysts move to where their
sentences are now, with their analysts and times. What has no place stays on the
earlier version and is listed with its old sentence; "version place" places it. If
the project has the article already, it becomes a version. If its times of publication
or retrieval say that it is older, it is placed before the newer ones. One undo takes
all of it back. --corrected says that you mended a text that came in wrong.

The exit code is 3 if some files were refused, and 1 if all were.

With --json the command prints one object with the lists added, known (each with
id and file) and refused (each with file and reason). Articles in added also have
similar, the articles with nearly the same text: each with id, file, title,
outlet, inProject and alike, a number from 0 to 1; and versionOf if there is an
offer: article, title, why ("address" or "text") and alike. With --as-version-of the
object has version: verb, order (the versions, oldest first), current, carried and
joined (counts of records), shared (sentences with a place in the current version) and
left, as in "versions --json" with the earlier version as article.

With --dry-run the command writes nothing and prints what would be imported. The
project need not exist. With --json it prints the lists articles, tables and
refused. Each article has id, file, format, encoding, encodingRunnerUp (the second
likeliest encoding, if the encoding was guessed), title, outlet, byline, dateline,
published, publishedAt, retrieved, archive, section, language, url, sentences,
opening, asides (kind and text of each part that is set aside), known (whether
the project or an earlier file of this import has the article), similar and
versionOf (as above) and record (its place in a file of several articles). Each table has file,
names, columns (the column of each field) and dateOrder (the order of numeric
dates: day first, month first, year first, mixed or unknown).`

// NewCommand returns the import command.
func NewCommand() *cobra.Command {
	var project, analyst, headlines, book string
	var asJSON, dry, links, all bool
	var version asVersion
	var opts intake.Options
	cmd := &cobra.Command{
		Use:   "import --project P.assay PATH...",
		Short: "Add articles to a project, creating it if necessary",
		Long:  help,
		Args:  cli.TakesSome("PATH"),
		RunE: func(cmd *cobra.Command, args []string) error {
			opts.AllBlocks = func(string) bool { return all }
			if err := version.check(cmd); err != nil {
				return err
			}
			r := newReading(cmd.Context(), cmd.ErrOrStderr(), opts)
			r.headlines = headlines
			if err := r.readCodebook(project, book); err != nil {
				return err
			}
			if links {
				r.find = listing.FindLinked
			}
			var err error
			if dry {
				err = rehearseImport(r, project, args, cmd.OutOrStdout(), asJSON)
			} else {
				if analyst, err = cli.AnalystOr(analyst); err != nil {
					return err
				}
				out := newReport(cmd.OutOrStdout(), asJSON, newComparison(cmd.Context()))
				if version.of == "" {
					err = importFiles(r, project, analyst, args, out)
				} else {
					err = version.importFiles(r, project, analyst, args, out)
				}
				if err != nil && version.of != "" {
					return err
				}
				err = errors.Join(err, out.compared.err, out.end(r.refused))
				out.compared.sayIfFull(r.stderr)
			}
			return r.outcome(err, project, dry)
		},
	}
	cli.ProjectFlag(cmd, &project)
	cli.AnalystFlag(cmd, &analyst)
	cli.JSONFlag(cmd, &asJSON)
	flags := cmd.Flags()
	flags.BoolVar(&dry, "dry-run", false, "print what would be imported, and write nothing")
	flags.BoolVar(&links, "follow-links", false, "follow links that lead out of the imported folder")
	flags.BoolVar(&all, "all-blocks", false, "also import blocks that look like articles but are normally skipped")
	flags.StringVar(&book, "codebook", "", "begin a new project with the labels of this codebook or project")
	flags.Var(encodingFlag{&opts.Encoding}, "encoding", "the encoding of plain texts, tables and web pages, such as windows-1251")
	flags.Var(cli.Choice{Value: &headlines, Of: []string{headlineHeader, headlineSentences}}, "headlines", "treat headlines as headers or as sentences, in this and later imports")
	flags.StringVar(&version.of, "as-version-of", "", "import the only article in PATH as a newer version of this article, and carry the work on it")
	flags.BoolVar(&version.corrected, "corrected", false, "with --as-version-of: the new text is a correction of yours, not the outlet's")
	flags.Var(columnFlag{&opts.Columns}, "column", "the table column or JSON field that holds a field of the article, as in text=Story (repeatable)")
	flags.Var(dateFlag{&opts.Columns}, "dates", "the order of numeric dates in tables and JSON: day-first, month-first or year-first")
	return cmd
}

// importFiles imports the files at paths into the project.
func importFiles(r *reading, project, analyst string, paths []string, out *report) error {
	if err := cli.Named(project); err != nil {
		return err
	}
	var p *storage.Project
	var err error
	created := false
	if cli.Exists(project) { // report a bad project before reading any file
		if p, err = storage.Open(project, cli.OptionsOf(r, project, false)); err != nil {
			return err
		}
	}
	if err := r.headlinesIn(p); err != nil {
		return errors.Join(err, p.Close())
	}
	r.opts.Made = out.compared.like.Made
	docs, err := r.documents(paths)
	next, stop := iter.Pull(docs)
	defer stop()
	first, any := next()
	if err == nil && any && p == nil {
		p, created, err = cli.OpenOrCreate(r, project, cli.Beginning{Codebook: r.codebook})
	}
	if p == nil {
		return err
	}
	out.compared.project = p
	if err == nil && any && r.headlines != "" {
		err = p.SetTagsHeadlines(r.headlines == headlineSentences)
	}
	var done storage.ImportResult
	if err == nil && any {
		analyst, err = cli.AnalystIn(p, analyst)
	}
	if err == nil && any {
		done, err = p.Import(r.ctx, out.reading(first, next), storage.ImportOptions{
			Analyst: analyst, Batch: rand.Text(), Landed: out.landed,
		})
	}
	return errors.Join(err, cli.CloseOrDiscard(p, created && done.Added == 0))
}

// reading reads files and collects the refused ones.
type reading struct {
	ctx     context.Context
	stderr  io.Writer
	opts    intake.Options
	find    func(context.Context, []string) ([]listing.File, []listing.Refusal, error)
	read    int               // the number of articles read
	refused []listing.Refusal // each has been reported on stderr

	headlines string         // the value of --headlines; "" if it is not given
	codebook  model.Codebook // of a new project; the default one if nil
}

// The values of --headlines.
const (
	headlineHeader    = "header"
	headlineSentences = "sentences"
)

func newReading(ctx context.Context, stderr io.Writer, opts intake.Options) *reading {
	return &reading{ctx: ctx, stderr: stderr, opts: opts, find: listing.Find}
}

// Context implements cli.Caller.
func (r *reading) Context() context.Context { return r.ctx }

// ErrOrStderr implements cli.Caller.
func (r *reading) ErrOrStderr() io.Writer { return r.stderr }

// readCodebook reads the file given with --codebook, if any, for a new project.
func (r *reading) readCodebook(project, path string) (err error) {
	if path == "" {
		return nil
	}
	if cli.Exists(project) {
		return cli.Usagef("--codebook is for new projects, and %s exists; \"assayctl codebook --import\" changes its labels", project)
	}
	r.codebook, err = cli.ReadCodebook(r, path)
	return err
}

// headlinesIn sets how headlines are read: as --headlines says or, without it, as
// the project's setting says. p is nil if the project is new.
func (r *reading) headlinesIn(p *storage.Project) (err error) {
	tagged := r.headlines == headlineSentences
	if r.headlines == "" && p != nil {
		tagged, err = p.TagsHeadlines()
	}
	r.opts.HeadlinesAside = !tagged
	return err
}

// documents returns the articles in the files at paths, and the error from finding
// the files, if any. It reports refused files.
func (r *reading) documents(paths []string) (iter.Seq[*model.Document], error) {
	files, refused, err := r.find(r.ctx, paths)
	for _, refusal := range refused {
		r.refuse(refusal)
	}
	return func(yield func(*model.Document) bool) {
		for doc := range intake.Documents(r.ctx, files, r.opts, r.refuse) {
			r.read++
			if !yield(doc) {
				return
			}
		}
	}, err
}

func (r *reading) refuse(refusal listing.Refusal) {
	r.refused = append(r.refused, refusal)
	cli.SayRefused(r.stderr, refusal.Path, refusal.Err)
}

// outcome returns the command's error. err is the error of its work, or nil.
func (r *reading) outcome(err error, project string, dry bool) error {
	switch {
	case err != nil:
		return err
	case len(r.refused) == 0:
		return nil
	case r.read == 0 && dry:
		return errors.New("an import would add no articles")
	case r.read == 0:
		return fmt.Errorf("nothing was imported into %s", project)
	}
	return cli.RefusedError(len(r.refused))
}
