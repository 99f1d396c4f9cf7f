package ledger

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"assay.app/assay/model"
	"assay.app/assay/storage/codec"
)

//  The chain of the history
//
// A removed, altered or moved change would leave no trace in the history by itself,
// because any program can make a new seal. So each change holds the link of the one
// before it, which is the beginning of a SHA-256:
//
//	link(0) = SHA-256("assay history", a zero byte, project's id)
//	link(n) = SHA-256(n (u64), change n without its seal, which holds link(n−1))
//
// Whoever alters an old change must alter all changes after it, too, and the newest
// link is also stored outside the history: in the mark of a good close (mark.go),
// in backups, and wherever a Head was recorded.

// FirstLink returns the link that the first change of a project holds.
func FirstLink(project string) []byte {
	sum := sha256.Sum256([]byte("assay history\x00" + project))
	return sum[:codec.LinkLen]
}

// LinkOf returns the link of an encoded change.
func LinkOf(id uint64, value []byte) []byte {
	h := sha256.New()
	h.Write(Key64(id))
	h.Write(value)
	return h.Sum(nil)[:codec.LinkLen]
}

// Head is the end of a project's history: the newest change and its link.
type Head struct {
	Change uint64 // 0 if the history is empty
	Link   []byte // 16 bytes
}

// LinkAt returns the link of a change, or nil if there is no such change. For id 0
// it returns the link that the first change holds.
func LinkAt(tx Tx, id uint64) ([]byte, error) {
	if id == 0 {
		project, err := readProjectID(tx)
		return FirstLink(project), err
	}
	value, err := BucketOf(tx, BucketHistory).Get(Key64(id))
	if err != nil || value == nil {
		return nil, err
	}
	return LinkOf(id, value), nil
}

func readProjectID(tx Tx) (id string, err error) {
	data, err := BucketOf(tx, BucketMeta).Need([]byte(KeyProject))
	if err == nil {
		err = codec.Unmarshal(data, &id)
	}
	return id, err
}

// ReadHead returns the end of the history.
func ReadHead(tx Tx) (Head, error) {
	last, err := LastNumber(BucketOf(tx, BucketHistory))
	if err != nil {
		return Head{}, err
	}
	link, err := LinkAt(tx, last)
	return Head{Change: last, Link: link}, err
}

// CheckHead checks the link that the newest change holds, and compares the end of
// the history with the mark of the last close, if there is one. It reads at most
// two changes.
func CheckHead(tx Tx) error {
	last, err := LastNumber(BucketOf(tx, BucketHistory))
	if err != nil {
		return err
	}
	if last == 0 {
		return checkMark(tx, Head{})
	}
	key := Key64(last)
	value, err := BucketOf(tx, BucketHistory).Need(key)
	if err != nil {
		return err
	}
	link, err := codec.LinkIn(value)
	if err != nil {
		return fmt.Errorf("change %d: %w", last, err)
	}
	before, err := LinkAt(tx, last-1)
	if err != nil {
		return err
	}
	if !bytes.Equal(link, before) {
		return model.Damaged("change %d of the history does not follow on change %d: one of them was altered or is missing", last, last-1)
	}
	return checkMark(tx, Head{Change: last, Link: LinkOf(last, value)})
}

// chain follows the links of a history from its beginning.
type chain struct {
	next uint64 // the expected id
	link []byte // the link that the next change must hold; nil if unknown
}

// BeginChain returns a chain at the beginning of a project's history.
func BeginChain(project string) chain { return chain{next: 1, link: FirstLink(project)} }

// follow takes the next change of the history. It returns an error if the change
// has the wrong id or link.
func (c *chain) follow(key, value []byte) error {
	if len(key) != 8 {
		return model.Damaged("the history has %x in place of change %d", key, c.next)
	}
	id, next, link := binary.BigEndian.Uint64(key), c.next, c.link
	c.next, c.link = id+1, LinkOf(id, value)
	holds, err := codec.LinkIn(value)
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

// skip takes a change that cannot be read. The link of the change after it cannot
// be checked.
func (c *chain) skip(key []byte) {
	if len(key) == 8 {
		c.next, c.link = binary.BigEndian.Uint64(key)+1, nil
	}
}
