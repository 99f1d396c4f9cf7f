package storage

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"assay.app/assay/model"
)

// The chain of the history
//
// A change that is taken out of the history, altered, or put elsewhere would
// leave no trace by itself: its seal can be made anew by any program. So each
// change holds the link of the one before it, which is the beginning of a
// SHA-256:
//
//	link(0) = SHA-256("assay history", 0, project's id)
//	link(n) = SHA-256(n (u64), change n without its seal, which holds link(n−1))
//
// Who alters an old change has to alter all after it, and the newest link
// stands outside of the history as well: in the mark of a good close (mark.go),
// in backups, and wherever Head was noted.

// firstLink is what the first change of a project holds.
func firstLink(project string) []byte {
	sum := sha256.Sum256([]byte("assay history\x00" + project))
	return sum[:linkLen]
}

// linkOf is the link of a change, encoded.
func linkOf(id uint64, value []byte) []byte {
	h := sha256.New()
	h.Write(key64(id))
	h.Write(value)
	return h.Sum(nil)[:linkLen]
}

// Head is the end of a project's history: the newest change and its link. Of
// two copies of a project, the one whose history has the other's head is the
// newer.
type Head struct {
	Change uint64 // 0 when there is none
	Link   []byte // 16 bytes
}

// linkAt gives the link of a change, nil when there is no such change.
func linkAt(tx txn, id uint64) ([]byte, error) {
	if id == 0 {
		project, err := readProjectID(tx)
		return firstLink(project), err
	}
	value, err := bucketOf(tx, bucketHistory).get(key64(id))
	if err != nil || value == nil {
		return nil, err
	}
	return linkOf(id, value), nil
}

func readProjectID(tx txn) (id string, err error) {
	data, err := bucketOf(tx, bucketMeta).need([]byte(keyProject))
	if err == nil {
		err = unmarshal(data, &id)
	}
	return id, err
}

func readHead(tx txn) (Head, error) {
	last, err := lastNumber(bucketOf(tx, bucketHistory))
	if err != nil {
		return Head{}, err
	}
	link, err := linkAt(tx, last)
	return Head{Change: last, Link: link}, err
}

// checkHead checks the newest link of the history, and what the mark of the
// last close says of it. It reads two changes, whatever the history's length.
func checkHead(tx txn) error {
	last, err := lastNumber(bucketOf(tx, bucketHistory))
	if err != nil {
		return err
	}
	if last == 0 {
		return checkMark(tx, Head{})
	}
	key := key64(last)
	value, err := bucketOf(tx, bucketHistory).need(key)
	if err != nil {
		return err
	}
	link, err := linkIn(value)
	if err != nil {
		return fmt.Errorf("change %d: %w", last, err)
	}
	before, err := linkAt(tx, last-1)
	if err != nil {
		return err
	}
	if !bytes.Equal(link, before) {
		return model.Damaged("change %d of the history does not follow on change %d: one of them was altered or is missing", last, last-1)
	}
	return checkMark(tx, Head{Change: last, Link: linkOf(last, value)})
}

// chain follows the links of a history from its beginning.
type chain struct {
	next uint64 // the id that should come
	link []byte // what it should hold; nil when that is not known
}

// begin is a chain at the beginning of a project's history.
func begin(project string) chain { return chain{next: 1, link: firstLink(project)} }

// follow takes the next change of the history and gives what is wrong with
// its place.
func (c *chain) follow(key, value []byte) error {
	if len(key) != 8 {
		return model.Damaged("the history has %x in place of change %d", key, c.next)
	}
	id, next, link := binary.BigEndian.Uint64(key), c.next, c.link
	c.next, c.link = id+1, linkOf(id, value)
	holds, err := linkIn(value)
	switch {
	case id == next+1:
		return model.Damaged("the history has change %d in place of change %d, which is missing", id, next)
	case id != next:
		return model.Damaged("the history has change %d in place of change %d: changes are missing", id, next)
	case err != nil:
		return fmt.Errorf("change %d: %w", id, err)
	case link != nil && !bytes.Equal(holds, link):
		return model.Damaged("change %d of the history does not follow on the one before it: one of them was altered", id)
	}
	return nil
}

// skip passes over a change that cannot be read.
func (c *chain) skip(key []byte) {
	if len(key) == 8 {
		c.next, c.link = binary.BigEndian.Uint64(key)+1, nil
	}
}
