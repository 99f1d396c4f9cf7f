package ledger

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"maps"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
)

// ReadArticle returns the number and the record of an article, present or removed,
// or ErrNoArticle.
func ReadArticle(tx Tx, id model.ArticleID) (number uint64, r codec.Article, err error) {
	number, r, err = FindArticle(tx, id)
	if err == nil && number == 0 {
		err = fmt.Errorf("article %s: %w", id, model.ErrNoArticle)
	}
	return number, r, err
}

// IsAbsent reports whether a record says that an article was removed from the corpus.
func IsAbsent(tx Tx, id model.ArticleID) (bool, error) {
	key := record.PresenceOf(id)
	data, err := BucketOf(tx, BucketRecords).Get(KeyRecord(0, key.Subject, key))
	if err != nil || data == nil {
		return false, err
	}
	content, _, err := codec.DecodeRecord(key, data)
	return record.Absent(content), err
}

// FindArticle is ReadArticle, but returns the number 0 if there is no such article.
func FindArticle(tx Tx, id model.ArticleID) (number uint64, r codec.Article, err error) {
	key, err := BucketOf(tx, BucketIDs).Get([]byte(id))
	switch {
	case err != nil || key == nil:
		return 0, r, err
	case len(key) != 8:
		return 0, r, fmt.Errorf("article %s: %w", id, model.Damaged("its number is %x", key))
	}
	number = binary.BigEndian.Uint64(key)
	if number == 0 {
		return 0, r, fmt.Errorf("article %s: %w", id, model.Damaged("its number is 0"))
	}
	data, err := BucketOf(tx, BucketArticles).Need(key)
	if err == nil {
		r, err = codec.DecodeArticle(data)
	}
	if err != nil {
		return 0, r, fmt.Errorf("article %s: %w", id, err)
	}
	return number, r, nil
}

// RoomFor returns how many articles to allocate memory for: the last article
// number, but at most 1<<20, because the number may be wrong in a damaged file.
func RoomFor(tx Tx) (uint64, error) {
	last, err := LastNumber(BucketOf(tx, BucketArticles))
	return min(last, 1<<20), err
}

// EachArticle calls visit with each article, including removed ones, in the order
// of import. It stops at the first error.
func EachArticle(tx Tx, visit func(number uint64, r codec.Article) error) error {
	return Scan(BucketOf(tx, BucketArticles), nil, func(key, value []byte) error {
		if len(key) != 8 {
			return model.Damaged("an article has the key %x", key)
		}
		number := binary.BigEndian.Uint64(key)
		r, err := codec.DecodeArticle(value)
		if err == nil {
			err = visit(number, r)
		}
		if err != nil {
			return fmt.Errorf("article number %d: %w", number, err)
		}
		return nil
	})
}

// ReadCodebook returns the labels of the project, in order.
func ReadCodebook(tx Tx) (model.Codebook, error) {
	entries, err := ReadEntries(tx)
	return record.Book(entries), err
}

// ReadEntries returns the entries of the project's codebook, in order.
func ReadEntries(tx Tx) ([]record.Entry, error) {
	var entries []record.Entry
	err := WalkRecords(tx, record.Label).At(0, func(_ model.Span, content any) error {
		entries = append(entries, *content.(*record.Entry))
		return nil
	})
	record.SortEntries(entries)
	return entries, err
}

// ReadNames returns what the analysts of the project are called, and who sees the layers
// of the others.
func ReadNames(tx Tx) (record.Names, error) {
	var held []string
	records := map[model.Key]any{}
	err := Scan(BucketOf(tx, BucketAnalysts), nil, func(key, _ []byte) error {
		held = append(held, string(key))
		return nil
	})
	for _, kind := range []model.Kind{record.PersonKind, record.LayersKind} {
		err = cmp.Or(err, ScanRecords(tx, KeyKind(0, kind), func(s Spot, content any) error {
			records[s.Key("")] = content
			return nil
		}))
	}
	return record.NewNames(held, maps.All(records)), err
}

// ReadPhrases returns the list of the project's phrases.
func ReadPhrases(tx Tx) (record.Phrases, error) {
	stored := map[model.PhraseID]record.Phrase{}
	err := ScanRecords(tx, KeyKind(0, record.PhraseKind), func(s Spot, content any) error {
		stored[model.PhraseID(s.ID)] = *content.(*record.Phrase)
		return nil
	})
	return record.NewPhrases(stored), err
}

// ReadVoices returns the list of the project's voices.
func ReadVoices(tx Tx) (record.Voices, error) {
	stored := map[model.VoiceID]record.Voice{}
	err := ScanRecords(tx, KeyKind(0, record.VoiceKind), func(s Spot, content any) error {
		stored[model.VoiceID(s.ID)] = *content.(*record.Voice)
		return nil
	})
	return record.NewVoices(stored), err
}

// ReadStatements returns the list of the project's statements.
func ReadStatements(tx Tx) (record.Statements, error) {
	stored := map[model.StatementID]record.Statement{}
	err := ScanRecords(tx, KeyKind(0, record.StatementKind), func(s Spot, content any) error {
		stored[model.StatementID(s.ID)] = *content.(*record.Statement)
		return nil
	})
	return record.NewStatements(stored), err
}

// ReadCompared returns the records on which comparing outlets is based, including those on
// removed articles.
func ReadCompared(tx Tx) (c record.Compared, err error) {
	c.Statements, err = ReadStatements(tx) // setting one after the other would copy the list each time
	ids := map[uint64]model.ArticleID{0: ""}
	for _, kind := range record.ComparedKinds()[1:] {
		err = cmp.Or(err, ScanRecords(tx, []byte{byte(kind)}, func(s Spot, content any) error {
			id, known := ids[s.Number]
			if !known {
				var err error
				if id, err = articleAt(tx, s.Number); err != nil {
					return err
				}
				ids[s.Number] = id
			}
			c.Set(s.Key(id), content)
			return nil
		}))
	}
	return c, err
}

// ReadInfo returns the identity of the project. Its Name is empty unless stored in the
// file.
func ReadInfo(tx Tx) (model.ProjectInfo, error) {
	var info model.ProjectInfo
	var created record.Time
	for key, value := range map[string]any{
		KeyProject: &info.ID, KeyFormat: &info.Format, KeyCreated: &created, keyGenerator: &info.Generator,
	} {
		data, err := BucketOf(tx, BucketMeta).Need([]byte(key))
		if err == nil {
			err = codec.Unmarshal(data, value)
		}
		if err != nil {
			return info, fmt.Errorf("meta %q: %w", key, err)
		}
	}
	name, err := BucketOf(tx, BucketMeta).Get([]byte(KeyName))
	if err == nil && name != nil {
		err = codec.Unmarshal(name, &info.Name)
	}
	if err != nil {
		return info, fmt.Errorf("meta %q: %w", KeyName, err)
	}
	info.Created, err = created.Time()
	return info, err
}

// ReadChains returns which articles are versions of one another.
func ReadChains(tx Tx) (record.Chains, error) {
	stored := map[model.ArticleID]record.Predecessor{}
	err := ScanRecords(tx, []byte{byte(record.PredecessorKind)}, func(s Spot, content any) error {
		id, err := articleAt(tx, s.Number)
		if err == nil {
			stored[id] = *content.(*record.Predecessor)
		}
		return err
	})
	return record.NewChains(stored), err
}

// ReadSuperseded returns the articles that have a newer version in the corpus, with the current
// version of each.
func ReadSuperseded(tx Tx) (map[model.ArticleID]model.ArticleID, error) {
	chains, err := ReadChains(tx)
	if err != nil {
		return nil, err
	}
	out := chains.Superseded(func(id model.ArticleID) bool {
		number, a, failed := FindArticle(tx, id)
		err = cmp.Or(err, failed)
		return failed == nil && number != 0 && !a.Removed
	})
	return out, err
}

// ReadSupersededNumbers returns the numbers of the articles that have a newer version in the
// corpus.
func ReadSupersededNumbers(tx Tx) (map[uint64]bool, error) {
	superseded, err := ReadSuperseded(tx)
	if err != nil || len(superseded) == 0 {
		return nil, err
	}
	numbers := make(map[uint64]bool, len(superseded))
	for id := range superseded {
		number, _, err := FindArticle(tx, id)
		if err != nil {
			return nil, err
		}
		numbers[number] = true
	}
	return numbers, nil
}

// articleAt returns the id of the article with a number.
func articleAt(tx Tx, number uint64) (model.ArticleID, error) {
	data, err := BucketOf(tx, BucketArticles).Need(Key64(number))
	if err != nil {
		return "", err
	}
	a, err := codec.DecodeArticle(data)
	if err != nil {
		return "", err
	}
	of, err := a.Article()
	return of.ID, err
}
