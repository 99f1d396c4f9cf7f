package settings

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Saved searches are ways of asking and no part of a corpus, so they are the
// analyst's and not a project's: they are kept beside the changed keys. The
// search that was used last stands first:
//
//	{"searches": [{"name": "Numbers without a label", "query": "/[0-9]+/ untagged"}]}
//
// Nothing of it is held in memory: the list is short, and two windows may be
// adding to it. Whoever changes it reads it, changes that, and writes it.

// Search is a query that the analyst has given a name.
type Search struct {
	Name  string `json:"name"`
	Query string `json:"query"`
}

// Searches is where searches are kept; the zero value keeps none.
type Searches struct{ file }

// searchFileName is the file's name in the app's folder.
const searchFileName = "searches.json"

// searchFileContent is what the file holds.
type searchFileContent struct {
	Searches []Search `json:"searches"`
}

// Why a saved search is not as it was asked for.
var (
	ErrSearchEmpty = errors.New("a saved search has a name and a query")
	ErrSearchTaken = errors.New("another saved search is called so")
	ErrSearchGone  = errors.New("no saved search is called so")
)

// NewSearches returns the file in a folder.
func NewSearches(in Folder) Searches { return Searches{file{in, searchFileName}} }

// Load gives the saved searches, the last used first; none when there is no
// file. What is no file of searches is put aside; of one with entries that make
// no sense a copy is, and they are left out. Aside says where to. Err is why
// nothing could be read at all: nothing may be written then.
func (f Searches) Load() (list []Search, aside string, err error) {
	var content searchFileContent
	data, aside, err := f.read(&content, func() bool { return content.Searches != nil })
	if err != nil {
		return nil, "", fmt.Errorf("read the saved searches: %w", err)
	}
	if data == nil {
		return nil, aside, nil
	}
	for _, s := range content.Searches {
		if s, err := s.tidy(); err == nil && indexOfSearch(list, s.Name) < 0 {
			list = append(list, s)
		}
	}
	if len(list) == len(content.Searches) {
		return list, "", nil
	}
	if err := f.CopyAside(); err != nil {
		return nil, "", fmt.Errorf("keep the file of searches as it was: %w", err)
	}
	// What was left out is said once.
	return list, f.Broken(), f.save(list)
}

// save keeps the list.
func (f Searches) save(list []Search) error {
	if list == nil {
		list = []Search{} // null is no list
	}
	if err := f.write(searchFileContent{Searches: list}); err != nil {
		return fmt.Errorf("keep the saved searches: %w", err)
	}
	return nil
}

// Add keeps a query under a name, before all others. One that is called so
// already, in whatever capitals, gives way to it. It gives the list as it is
// now, as all that follow do.
func (f Searches) Add(name, query string) ([]Search, error) {
	s, err := Search{name, query}.tidy()
	if err != nil {
		return nil, err
	}
	return f.change(func(list []Search) ([]Search, error) {
		if at := indexOfSearch(list, s.Name); at >= 0 {
			list = slices.Delete(list, at, at+1)
		}
		return slices.Insert(list, 0, s), nil
	})
}

// Remove forgets a search. That it is gone already is no error.
func (f Searches) Remove(name string) ([]Search, error) {
	return f.change(func(list []Search) ([]Search, error) {
		if at := indexOfSearch(list, name); at >= 0 {
			list = slices.Delete(list, at, at+1)
		}
		return list, nil
	})
}

// Rename gives a search another name, in its place in the list. It gives
// errSearchTaken when another has that name, errSearchEmpty when it is none, and
// errSearchGone when there is no such search.
func (f Searches) Rename(from, to string) ([]Search, error) {
	return f.change(func(list []Search) ([]Search, error) {
		at := indexOfSearch(list, from)
		if at < 0 {
			return nil, ErrSearchGone
		}
		s, err := Search{to, list[at].Query}.tidy()
		if err != nil {
			return nil, err
		}
		if other := indexOfSearch(list, s.Name); other >= 0 && other != at {
			return nil, ErrSearchTaken
		}
		list[at] = s
		return list, nil
	})
}

// Use puts a search first, because it was used. That it is gone is no error.
func (f Searches) Use(name string) ([]Search, error) {
	return f.change(func(list []Search) ([]Search, error) {
		if at := indexOfSearch(list, name); at > 0 {
			s := list[at]
			list = slices.Insert(slices.Delete(list, at, at+1), 0, s)
		}
		return list, nil
	})
}

// change reads the list, changes it, and writes it when it is another then.
func (f Searches) change(how func([]Search) ([]Search, error)) ([]Search, error) {
	before, _, err := f.Load()
	if err != nil {
		return nil, err
	}
	after, err := how(slices.Clone(before))
	if err != nil {
		return nil, err
	}
	if slices.Equal(before, after) {
		return after, nil
	}
	return after, f.save(after)
}

// tidy gives the search on one line, without white space around it.
func (s Search) tidy() (Search, error) {
	s.Name, s.Query = strings.Join(strings.Fields(s.Name), " "), strings.TrimSpace(s.Query)
	if s.Name == "" || s.Query == "" {
		return s, ErrSearchEmpty
	}
	return s, nil
}

// indexOfSearch gives the place of the search that is called so, whatever the
// capitals, or -1.
func indexOfSearch(list []Search, name string) int {
	name = strings.Join(strings.Fields(name), " ")
	return slices.IndexFunc(list, func(s Search) bool { return strings.EqualFold(s.Name, name) })
}
