package settings

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Saved searches belong to the analyst and not to a project, so their file is in
// the settings folder. The search used last comes first:
//
//	{"searches": [{"name": "Numbers without a label", "query": "/[0-9]+/ untagged"}]}
//
// No copy is kept in memory, because two windows may change the list. Every change
// reads the file first.

// Search is a query with a name.
type Search struct {
	Name  string `json:"name"`
	Query string `json:"query"`
}

// Searches is the file of saved searches. The zero value saves nothing.
type Searches struct{ file }

const searchFileName = "searches.json"

type searchFileContent struct {
	Searches []Search `json:"searches"`
}

// Errors of Add and Rename.
var (
	ErrSearchEmpty = errors.New("a saved search has a name and a query")
	ErrSearchTaken = errors.New("another saved search is called so")
	ErrSearchGone  = errors.New("no saved search is called so")
)

// NewSearches returns the file of saved searches in a folder.
func NewSearches(in Folder) Searches { return Searches{file{in, searchFileName}} }

// Load returns the saved searches, last used first, or none if there is no file. It
// renames a file that does not hold searches. If only some entries are invalid, it
// copies the file and removes those entries. aside is the new path of the file, or
// the path of the copy. After an error, the file must not be written.
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
	// The list is saved, so that removed entries are reported only once.
	return list, f.Broken(), f.save(list)
}

func (f Searches) save(list []Search) error {
	if list == nil {
		list = []Search{} // marshal as [], not as null
	}
	if err := f.write(searchFileContent{Searches: list}); err != nil {
		return fmt.Errorf("keep the saved searches: %w", err)
	}
	return nil
}

// Add saves a query under a name, first in the list. It replaces a search of the
// same name, ignoring case. It returns ErrSearchEmpty if the name or the query is
// empty. Like the methods below, it returns the new list.
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

// Remove removes a search. A search that does not exist is not an error.
func (f Searches) Remove(name string) ([]Search, error) {
	return f.change(func(list []Search) ([]Search, error) {
		if at := indexOfSearch(list, name); at >= 0 {
			list = slices.Delete(list, at, at+1)
		}
		return list, nil
	})
}

// Rename renames a search and keeps its place in the list. It returns
// ErrSearchTaken if another search has the name, ErrSearchEmpty if the name is
// empty, and ErrSearchGone if the search does not exist.
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

// Use moves a search to the front. A search that does not exist is not an error.
func (f Searches) Use(name string) ([]Search, error) {
	return f.change(func(list []Search) ([]Search, error) {
		if at := indexOfSearch(list, name); at > 0 {
			s := list[at]
			list = slices.Insert(slices.Delete(list, at, at+1), 0, s)
		}
		return list, nil
	})
}

// change reads the list, applies how to it, writes the list if it has changed, and
// returns it.
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

// tidy returns the search without needless white space. It returns ErrSearchEmpty
// if the name or the query is empty.
func (s Search) tidy() (Search, error) {
	s.Name, s.Query = strings.Join(strings.Fields(s.Name), " "), strings.TrimSpace(s.Query)
	if s.Name == "" || s.Query == "" {
		return s, ErrSearchEmpty
	}
	return s, nil
}

// indexOfSearch returns the index of the search with a name, ignoring case, or -1.
func indexOfSearch(list []Search, name string) int {
	name = strings.Join(strings.Fields(name), " ")
	return slices.IndexFunc(list, func(s Search) bool { return strings.EqualFold(s.Name, name) })
}
