package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"assay.app/assay/model"
	"assay.app/assay/storage"
)

// findArticle returns the article that a user means by name: its id or imported
// file's name, else the one whose id begins with it or whose file is called
// so but for its ending. Systems write accents in names as a part of the letter
// or after it; where no name is written as it was given, either form will do.
func findArticle(p *storage.Project, name string) (model.Article, error) {
	all, err := p.All()
	if err != nil {
		return model.Article{}, err
	}
	all = slices.DeleteFunc(all, func(a model.Article) bool { return a.Removed })
	digits, composed := strings.ToLower(name), norm.NFC.String(name)
	for _, means := range []func(model.Article) bool{
		func(a model.Article) bool { return string(a.ID) == digits },
		func(a model.Article) bool { return baseName(a.ImportPath) == name },
		func(a model.Article) bool { return norm.NFC.String(baseName(a.ImportPath)) == composed },
		func(a model.Article) bool { return strings.HasPrefix(string(a.ID), digits) || stem(a) == name },
		func(a model.Article) bool { return norm.NFC.String(stem(a)) == composed },
	} {
		found := slices.DeleteFunc(slices.Clone(all), func(a model.Article) bool { return !means(a) })
		switch {
		case name == "" || len(found) == 0:
		case len(found) == 1:
			return found[0], nil
		default:
			return model.Article{}, ambiguous(name, found)
		}
	}
	return model.Article{}, fmt.Errorf("article %q: %w", name, model.ErrNoArticle)
}

// stem is the name of an article's file without its ending.
func stem(a model.Article) string {
	file := baseName(a.ImportPath)
	return strings.TrimSuffix(file, filepath.Ext(file))
}

// ambiguous names the articles that a name could mean.
func ambiguous(name string, found []model.Article) error {
	const most = 8
	var names []string
	for _, a := range found[:min(len(found), most)] {
		names = append(names, fmt.Sprintf("%s (%s)", a.ID, oneLine(baseName(a.ImportPath))))
	}
	if len(found) > most {
		names = append(names, fmt.Sprintf("%d more", len(found)-most))
	}
	return fmt.Errorf("article %q: %w: %s", name, model.ErrAmbiguous, strings.Join(names, ", "))
}

// openArticle gives the document of the article that a user means by name.
func openArticle(p *storage.Project, name string) (*model.Document, error) {
	a, err := findArticle(p, name)
	if err != nil {
		return nil, err
	}
	return p.Document(a.ID)
}

// sentenceIndex reads a sentence's index, counted from 0.
func sentenceIndex(arg string) (int, error) {
	index, err := strconv.Atoi(arg)
	if err != nil || index < 0 {
		return 0, usagef("%q is no sentence index: it is a whole number, counted from 0", arg)
	}
	return index, nil
}

// sentenceAt gives the sentence with the index.
func sentenceAt(doc *model.Document, index int) (model.Unit, error) {
	sentences := doc.Sentences()
	if index >= len(sentences) {
		return model.Unit{}, fmt.Errorf("article %s, sentence %d: %w: it has %d, counted from 0",
			doc.ID, index, model.ErrNoSentence, len(sentences))
	}
	return sentences[index], nil
}
