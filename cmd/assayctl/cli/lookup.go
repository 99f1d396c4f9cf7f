package cli

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/value"
	"assay.app/assay/storage"
)

// FindArticle finds an article by its id or file name. It tries the complete id and
// the name of the imported file first, then the beginning of an id and the file
// name without its extension. Some systems store accented letters in composed form,
// others in decomposed form, so after the exact name it also tries the other form. If only
// versions of one article match, and the current one is among them, it returns that one. It returns an
// error if no article or several articles match.
func FindArticle(p *storage.Project, name string) (model.Article, error) {
	digits := strings.ToLower(name)
	wanted := []storage.Wanted{
		{File: name, Exact: true},
		{File: name},
		{ID: digits, Stem: name, Exact: true},
		{Stem: name},
	}
	if len(digits) == model.ArticleIDLen {
		wanted = slices.Insert(wanted, 0, storage.Wanted{ID: digits})
	}
	for _, w := range wanted {
		found, err := p.Find(w)
		switch {
		case err != nil:
			return model.Article{}, err
		case len(found) == 1:
			return found[0], nil
		case len(found) > 1:
			return onlyCurrent(p, name, found)
		}
	}
	return model.Article{}, fmt.Errorf("article %q: %w", name, model.ErrNoArticle)
}

// onlyCurrent returns the current version of articles that are all versions of one article.
func onlyCurrent(p *storage.Project, name string, found []model.Article) (model.Article, error) {
	superseded, err := p.Superseded()
	if err != nil {
		return model.Article{}, err
	}
	var current []model.Article
	ids := map[model.ArticleID]bool{}
	for _, a := range found {
		id, older := superseded[a.ID]
		if !older {
			id = a.ID
			current = append(current, a)
		}
		ids[id] = true
	}
	if len(current) != 1 || len(ids) != 1 {
		return model.Article{}, ambiguous(name, found)
	}
	return current[0], nil
}

// ambiguous returns an error with the ids and files of the first few matching
// articles.
func ambiguous(name string, found []model.Article) error {
	const most = 8
	var names []string
	for _, a := range found[:min(len(found), most)] {
		names = append(names, fmt.Sprintf("%s (%s)", a.ID, output.OneLine(model.BaseName(a.ImportPath))))
	}
	switch more := len(found) - most; {
	case len(found) == storage.MostFound:
		names = append(names, fmt.Sprintf("at least %d more", more))
	case more > 0:
		names = append(names, fmt.Sprintf("%d more", more))
	}
	return fmt.Errorf("article %q: %w: %s", name, model.ErrAmbiguous, strings.Join(names, ", "))
}

// OpenArticle returns the document of the article that FindArticle finds.
func OpenArticle(p *storage.Project, name string) (*model.Document, error) {
	a, err := FindArticle(p, name)
	if err != nil {
		return nil, err
	}
	return p.Document(a.ID)
}

// SentenceAt returns the sentence with the given index, counted from 0. If there is
// none, the error wraps model.ErrNoSentence.
func SentenceAt(doc *model.Document, index int) (model.Unit, error) {
	sentences := doc.Sentences()
	if index >= len(sentences) {
		return model.Unit{}, fmt.Errorf("article %s, sentence %d: %w: the article has %s, numbered from 0",
			doc.ID, index, model.ErrNoSentence, output.Amount(len(sentences), "sentence"))
	}
	return sentences[index], nil
}

// NoLabel is the argument that removes a label instead of setting one.
const NoLabel = "none"

// FindLabel returns name as a label key if the codebook has that label and it is not
// retired. Otherwise it returns an error that lists the labels that can be assigned.
func FindLabel(p *storage.Project, name string) (model.LabelKey, error) {
	book, err := p.Codebook()
	if err != nil {
		return "", err
	}
	label, ok := book.Find(model.LabelKey(name))
	switch {
	case !ok:
		return "", fmt.Errorf("%w; %q removes a label", NoSuchLabel(book, name), NoLabel)
	case label.Retired:
		return "", fmt.Errorf("label %q is retired, and cannot be assigned: the project's labels are %s", name, keysOf(book.Current()))
	}
	return label.Key, nil
}

// NoSuchLabel returns the error for a label that the codebook does not have. It lists the
// labels that can be assigned.
func NoSuchLabel(book model.Codebook, name string) error {
	return fmt.Errorf("label %q: %w: the project's labels are %s", name, model.ErrNoLabel, keysOf(book.Current()))
}

func keysOf(book model.Codebook) string {
	if len(book) == 0 {
		return "all retired"
	}
	var keys []string
	for _, l := range book {
		keys = append(keys, string(l.Key))
	}
	return strings.Join(keys, ", ")
}

// FindVoice returns the voice with the given name or other name, ignoring case and spaces.
// The error wraps model.ErrNoVoice, or is a usage error if no voice can have the name.
func FindVoice(list record.Voices, name string) (model.VoiceID, error) {
	formed, err := value.Voice.Accept(name)
	if err != nil {
		return "", UsageError(err)
	}
	id, ok := list.Listed(name)
	if !ok {
		return "", fmt.Errorf("voice %q: %w; \"voices\" lists all", formed, model.ErrNoVoice)
	}
	return id, nil
}

// FindPhrase returns the phrase with the given name, ignoring case and spaces. The error
// wraps model.ErrNoPhrase, or is a usage error if no phrase can have the name.
func FindPhrase(list record.Phrases, name string) (model.PhraseID, error) {
	formed, err := value.Phrase.Accept(name)
	if err != nil {
		return "", UsageError(err)
	}
	id, ok := list.Named(formed)
	if !ok {
		return "", fmt.Errorf("phrase %q: %w; \"phrases\" lists all", formed, model.ErrNoPhrase)
	}
	return id, nil
}

// FindOutlet returns the name of an outlet as the project spells it, ignoring case and
// spaces. The error wraps model.ErrUnknownOutlet if the project does not have the outlet.
func FindOutlet(p *storage.Project, name string) (found string, err error) {
	id := model.OutletIDOf(name)
	err = p.EachSummary("", func(s model.Summary, _ int) error {
		if found == "" && id != "" && model.OutletIDOf(s.Metadata.Outlet) == id {
			found = s.Metadata.Outlet
		}
		return nil
	})
	if err == nil && found == "" {
		err = fmt.Errorf("outlet %q: %w", model.Excerpt(name), model.ErrUnknownOutlet)
	}
	return found, err
}

// leastOfID is the smallest number of characters that stand for the id of a statement.
const leastOfID = 4

// FindStatement returns the statement that stands for the one with the given id or title. An
// id can be shortened to its first characters, at least four, if no other id begins with
// them. Case makes no difference, nor do spaces in a title. The error wraps
// model.ErrNoStatement if no statement matches, and names the statements if several match.
func FindStatement(list record.Statements, name string) (model.StatementID, error) {
	if id := model.StatementID(name); list.Stored(id) != nil {
		return list.Root(id), nil
	}
	title, digits := folded(name), strings.ToUpper(name)
	var called, begun []model.StatementID
	list.Each(func(id, root model.StatementID) {
		if id == root && title != "" && folded(list.Title(id)) == title {
			called = append(called, id)
		}
		if len(name) >= leastOfID && strings.HasPrefix(strings.ToUpper(string(id)), digits) {
			begun = append(begun, id)
		}
	})
	for _, found := range [][]model.StatementID{called, begun} {
		slices.Sort(found)
		switch {
		case len(found) == 1:
			return list.Root(found[0]), nil
		case len(found) > 1:
			return "", severalStatements(list, name, found)
		}
	}
	return "", fmt.Errorf("statement %q: %w", model.Excerpt(name), model.ErrNoStatement)
}

// folded returns a title in the form in which titles are compared.
func folded(title string) string {
	return norm.NFC.String(strings.ToLower(strings.Join(strings.Fields(title), " ")))
}

// severalStatements returns an error with the ids and titles of the first few statements.
func severalStatements(list record.Statements, name string, found []model.StatementID) error {
	const most = 8
	var names []string
	for _, id := range found[:min(len(found), most)] {
		names = append(names, fmt.Sprintf("%s (%s)", id, output.OneLine(model.Excerpt(list.Stored(id).Title))))
	}
	if more := len(found) - most; more > 0 {
		names = append(names, fmt.Sprintf("%d more", more))
	}
	return fmt.Errorf("statement %q: more than one statement matches: %s", model.Excerpt(name), strings.Join(names, ", "))
}
