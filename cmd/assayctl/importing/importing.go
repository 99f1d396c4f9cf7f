package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/spf13/cobra"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/intake"
)

func newImport() *cobra.Command {
	var project, analyst, headlines string
	var asJSON, dry, links, all bool
	var opts intake.Options
	cmd := &cobra.Command{
		Use:   "import --project P.assay PATH...",
		Short: "Add articles to a project, making it if it is not there",
		Long: `Add the articles in files to a project. A folder is searched with all that is
in it. The project is made if it is not there, but not for nothing: when no
file could be imported, no project is left behind.

Links in a folder that lead out of it are refused; --follow-links follows them.

Files may be plain text, Markdown, web pages, Word (.docx), OpenDocument (.odt),
RTF, EPUB, PDF with a text layer, mails (.eml), mailboxes (.mbox), tables (.csv,
.tsv), JSON and JSON lines, and ZIP, tar and WARC archives of these, compressed or
not. What a file is goes by its content. In tables and JSON the columns are guessed by their names;
--column says them: --column text=Story --column outlet="#3"; --column byline=-
says that none holds it. Dates like 03/04/2031 are read in the order that the other
dates of the column have; --dates day-first, month-first or year-first says it. Plain texts, tables and web pages are read in the encoding
of --encoding, which is found out otherwise.

Of a page, mail or export in which more blocks look like articles than were taken,
it says how many; --all-blocks makes an article of each.

A headline that is a line of its article is the article's title and set aside as
a header. With --headlines sentences it is a sentence to tag, in this import and
in later ones of the project; --headlines header goes back to that. A project of
an older version in which headlines are sentences keeps tagging them.

It prints a line for each article with what was recognised: its id, date,
outlet and title or opening words. An article that is there already is left
alone. One with nearly the same text as another is added, and the line ends in
how much they are alike, and the name of that file.

It exits with 3 when some files were refused, and with 1 when all were.

With --json it prints one object with the lists added, known (each with id and
file) and refused (each with file and reason). Those of added have similar, too:
articles with nearly the same text, each with id, file, title, outlet, inProject
and alike, from 0 to 1.

With --dry-run nothing is written, and the project need not be there. It prints
what would be imported; with --json, what was recognised of each article: id,
file, format, encoding, encodingRunnerUp (where the encoding is a guess: the one
that is nearly as likely), title, outlet, byline, dateline, published, language,
url, sentences, opening, asides (kind and text of what is set aside), known
(whether the project has it, or an earlier file of the import) and similar
(articles with nearly the same text, each with id, file, title, outlet, inProject
and alike, from 0 to 1), and of each table its columns and which of them holds
what: file, names, columns and dateOrder (of dates in numbers: day first, month
first, year first, mixed, or unknown where nothing tells).`,
		Args: takesSome("PATH"),
		RunE: func(cmd *cobra.Command, args []string) error {
			opts.AllBlocks = func(string) bool { return all }
			r := newReading(cmd.Context(), cmd.ErrOrStderr(), opts)
			r.headlines = headlines
			if links {
				r.find = intake.FindLinked
			}
			out := newReport(cmd.OutOrStdout(), asJSON, newLookalikes(cmd.Context()))
			var err error
			if dry {
				err = printRehearsal(r, project, args, cmd.OutOrStdout(), asJSON)
			} else {
				if analyst, err = analystOr(analyst); err != nil {
					return err
				}
				err = importFiles(r, project, analyst, args, out)
				err = errors.Join(err, out.alike.err, out.end(r.refused))
				out.alike.sayFull(r.stderr)
			}
			switch {
			case err != nil:
				return err
			case len(r.refused) == 0:
				return nil
			case r.read == 0 && dry:
				return fmt.Errorf("nothing could be imported: %w", model.ErrNoArticles)
			case r.read == 0:
				return fmt.Errorf("nothing was imported into %s: %w", project, model.ErrNoArticles)
			}
			return refusedError{len(r.refused)}
		},
	}
	projectFlag(cmd, &project)
	analystFlag(cmd, &analyst)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	cmd.Flags().BoolVar(&dry, "dry-run", false, "say what would be imported, and write nothing")
	cmd.Flags().BoolVar(&links, "follow-links", false, "follow links in folders wherever they lead")
	cmd.Flags().BoolVar(&all, "all-blocks", false, "make an article of each block that looks like one, also beside the one that a page is about")
	cmd.Flags().Var(encoding{&opts.Encoding}, "encoding", "the encoding of plain texts, tables and web pages, such as windows-1251")
	cmd.Flags().Var(choice{&headlines, []string{headlineHeader, headlineSentences}}, "headlines", "what headlines in a text are, here and in later imports: header or sentences")
	cmd.Flags().Var(columns{&opts.Columns}, "column", "which column of tables, or field of JSON, holds what: text=Story; again for others")
	cmd.Flags().Var(dates{&opts.Columns}, "dates", "the order of dates in numbers in tables and JSON: day-first, month-first or year-first")
	return cmd
}

// importFiles imports what paths name into the project.
func importFiles(r *reading, project, analyst string, paths []string, out *importReport) error {
	if project == "" {
		return usagef("--project needs the name of a file")
	}
	var p *storage.Project
	var err error
	created := false
	if exists(project) { // say at once what is wrong with it
		if p, err = storage.Open(project, options(false)); err != nil {
			return err
		}
	}
	if err := r.headlinesIn(p); err != nil {
		return errors.Join(err, p.Close())
	}
	r.opts.Made = out.alike.like.Made
	docs, err := r.documents(paths)
	next, stop := iter.Pull(docs)
	defer stop()
	first, any := next()
	if err == nil && any && p == nil {
		p, created, err = openOrCreate(project, model.ProjectInfo{})
	}
	if p == nil {
		return err
	}
	out.alike.project = p
	if err == nil && any && r.headlines != "" {
		err = p.SetTagsHeadlines(r.headlines == headlineSentences)
	}
	var done storage.ImportResult
	if err == nil && any {
		analyst, err = analystIn(p, analyst)
	}
	if err == nil && any {
		done, err = p.Import(r.ctx, out.reading(first, next), storage.ImportOptions{
			Analyst: analyst, Batch: rand.Text(), Landed: out.landed,
		})
	}
	return errors.Join(err, closeOrDiscard(p, created && done.Added == 0))
}

// reading reads files, and remembers what was refused.
type reading struct {
	ctx     context.Context
	stderr  io.Writer
	opts    intake.Options
	find    func(context.Context, []string) ([]intake.File, []intake.Refusal, error)
	read    int              // articles
	refused []intake.Refusal // each has been named on stderr

	headlines string // what they are, if that was said
}

// What headlines in a text can be.
const (
	headlineHeader    = "header"
	headlineSentences = "sentences"
)

// headlinesIn has headlines read as was said, or as the project does; nil is a new one.
func (r *reading) headlinesIn(p *storage.Project) (err error) {
	tagged := r.headlines == headlineSentences
	if r.headlines == "" && p != nil {
		tagged, err = p.TagsHeadlines()
	}
	r.opts.HeadlinesAside = !tagged
	return err
}

func newReading(ctx context.Context, stderr io.Writer, opts intake.Options) *reading {
	return &reading{ctx: ctx, stderr: stderr, opts: opts, find: intake.Find}
}

// documents gives the articles in what paths name. The error is that of the
// context.
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

func (r *reading) refuse(refusal intake.Refusal) {
	r.refused = append(r.refused, refusal)
	sayRefused(r.stderr, refusal.Path, refusal.Err)
}
