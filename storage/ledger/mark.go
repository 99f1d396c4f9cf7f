package ledger

import (
	"bytes"
	"fmt"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
)

//  The mark of a good close
//
// The last thing that Close writes is a mark in the meta bucket: the newest change
// and its link. The mark is removed before the next change is written. A file
// without the mark was not closed properly, and is checked completely when it is
// next opened for writing. For a file with the mark a faster check is enough.
//
// The mark also reveals that a file went back to an older state. bolt has two
// header pages and writes them in turn. If the newer one is damaged, bolt silently
// uses the older one, and the last commit is gone. So the mark is written twice,
// and removed, each time in a commit of its own:
//
//	commit    … change  mark  mark │ unmark  change  change …
//	header      A       B     A    │ B       A       B
//
// After a good close both headers lead to the same content, and it does not matter
// which of them survives. If the newest commit is a change, the one before has no
// mark. So a file with one readable header and no mark may have lost its last
// change, and opening it returns ErrWentBack unless the damaged header is known to
// be the older one. The mark costs three commits each time a project is opened and
// changed.

// MarkRecord is the value of KeyClosed.
type MarkRecord struct {
	Change uint64 `cbor:"1,keyasint,omitempty"`
	Link   []byte `cbor:"2,keyasint,omitempty"`

	// At is the time of the mark. The file's modification time is set to it.
	At record.Time `cbor:"3,keyasint,omitempty"`
}

// setMark stores a mark with the current end of the history and the given time.
func setMark(tx Tx, at record.Time) error {
	head, err := ReadHead(tx)
	if err != nil {
		return err
	}
	return BucketOf(tx, BucketMeta).Encode([]byte(KeyClosed), MarkRecord{Change: head.Change, Link: head.Link, At: at})
}

// ClosedAt returns the time of the mark of a good close, which is zero if the mark has
// none. It returns false if there is no mark or it cannot be read.
func ClosedAt(tx Tx) (time.Time, bool) {
	data, err := BucketOf(tx, BucketMeta).Get([]byte(KeyClosed))
	if err != nil || data == nil {
		return time.Time{}, false
	}
	var r MarkRecord
	if codec.Unmarshal(data, &r) != nil {
		return time.Time{}, false
	}
	at, err := r.At.Time()
	return at, err == nil
}

// RemoveMark removes the mark, if there is one.
func RemoveMark(tx Tx) error {
	b := BucketOf(tx, BucketMeta)
	if there, err := b.Has([]byte(KeyClosed)); err != nil || !there {
		return err
	}
	return b.Delete([]byte(KeyClosed))
}

// MarkTwice writes the mark so that both of bolt's header pages lead to the same one.
func MarkTwice(update func(func(Tx) error) error) error {
	at := record.TimeOf(time.Now().Truncate(time.Microsecond))
	mark := func(tx Tx) error { return setMark(tx, at) }
	if err := update(mark); err != nil {
		return err
	}
	return update(mark)
}

// checkMark compares the mark, if there is one, with the end of the history. It
// returns ErrWentBack if the history ends before the marked change, and ErrDamaged
// if they differ in another way.
func checkMark(tx Tx, head Head) error {
	data, err := BucketOf(tx, BucketMeta).Get([]byte(KeyClosed))
	if err != nil || data == nil {
		return err
	}
	var r MarkRecord
	if err := codec.Unmarshal(data, &r); err != nil {
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

// IsMarked reports whether the project has the mark of a good close.
func IsMarked(tx Tx) (bool, error) { return BucketOf(tx, BucketMeta).Has([]byte(KeyClosed)) }

// wentBack returns an error that wraps ErrWentBack and has a formatted description.
func wentBack(format string, args ...any) error {
	return fmt.Errorf("%w: %s", model.ErrWentBack, fmt.Sprintf(format, args...))
}
