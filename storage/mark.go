package storage

import (
	"bytes"
	"fmt"

	"assay.app/assay/model"
)

// The mark of a good close
//
// The last thing that Close writes is a mark in the meta bucket: the newest
// change and its link. Before the first change after that it is taken away. A
// file without the mark was cut off at work, by a crash or a pulled plug, and
// is checked whole when it is next opened for writing; with it a quick look is
// enough.
//
// The mark also guards against going back. bolt has two header pages and
// writes them in turn; when the newer one is damaged it takes the older one
// without a word, and the last commit is gone. The mark is written twice, and
// taken away, in commits of their own:
//
//	commit    … change  mark  mark │ unmark  change  change …
//	header      A       B     A    │ B       A       B
//
// So after a good close both headers lead to the same content, and it does not
// matter which of them survives. Whenever the newest commit is a change, the
// one before has no mark: a file with one readable header and no mark may have
// lost its last change, and that is ErrWentBack. It takes two commits more for
// each time that a project is opened and changed, and none for a change.

// markRecord is the value of keyClosed.
type markRecord struct {
	Change uint64 `cbor:"1,keyasint,omitempty"`
	Link   []byte `cbor:"2,keyasint,omitempty"`
}

// mark notes that everything up to the end of the history is in the file.
func mark(tx txn) error {
	head, err := readHead(tx)
	if err != nil {
		return err
	}
	return bucketOf(tx, bucketMeta).encode([]byte(keyClosed), markRecord(head))
}

// unmark takes the mark away, if there is one.
func unmark(tx txn) error {
	b := bucketOf(tx, bucketMeta)
	if there, err := b.has([]byte(keyClosed)); err != nil || !there {
		return err
	}
	return b.delete([]byte(keyClosed))
}

// markTwice leaves the mark behind both of bolt's header pages.
func markTwice(update func(func(txn) error) error) error {
	if err := update(mark); err != nil {
		return err
	}
	return update(mark)
}

// checkMark compares the mark, if there is one, with the end of the history.
func checkMark(tx txn, head Head) error {
	data, err := bucketOf(tx, bucketMeta).get([]byte(keyClosed))
	if err != nil || data == nil {
		return err
	}
	var r markRecord
	if err := unmarshal(data, &r); err != nil {
		return err
	}
	if r.Change > head.Change {
		return wentBack("it was closed after change %d and now ends with change %d", r.Change, head.Change)
	}
	if r.Change != head.Change || r.Change > 0 && !bytes.Equal(r.Link, head.Link) {
		return model.Damaged("the history does not end as it did when the project was closed: with change %d", r.Change)
	}
	return nil
}

// isMarked reports whether the project was closed in good order.
func isMarked(tx txn) (bool, error) { return bucketOf(tx, bucketMeta).has([]byte(keyClosed)) }

// wentBack says how it shows that the file holds less than it did.
func wentBack(format string, args ...any) error {
	return fmt.Errorf("%w: %s", model.ErrWentBack, fmt.Sprintf(format, args...))
}
