package audit

import (
	"encoding/binary"

	"assay.app/assay/model/edit"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// readAhead is the number of changes that are decoded together while earlier ones
// are replayed.
const readAhead = 512

// entry is a change of the history, both encoded and decoded.
type entry struct {
	id     uint64
	value  []byte
	change edit.Change
	err    error
}

// eachChange calls visit with the changes of the history, and unreadable for those
// that cannot be decoded. Decoding takes most of the time and needs no transaction,
// so a second goroutine decodes one batch ahead. eachChange returns after that
// goroutine has ended.
func (v *verifier) eachChange(visit func(edit.Change), unreadable func(id uint64, err error)) error {
	tell := func(load []entry) {
		for _, e := range load {
			if e.err != nil {
				unreadable(e.id, e.err)
				continue
			}
			visit(e.change)
		}
	}
	var load []entry
	ahead := make(chan []entry, 1) // buffered, so that the goroutine can end even if the last batch is not read
	decoding := false
	send := func() {
		next, before := load, []entry(nil)
		if decoding {
			before = <-ahead
		}
		load, decoding = make([]entry, 0, readAhead), true
		go func() { ahead <- decoded(next) }()
		tell(before)
	}
	err := v.each(ledger.BucketHistory, nil, func(key, value []byte) {
		if len(key) != 8 {
			return // the check of the chain has reported it
		}
		load = append(load, entry{id: binary.BigEndian.Uint64(key), value: value})
		if len(load) == readAhead {
			send()
		}
	})
	if decoding {
		before := <-ahead
		if err == nil {
			tell(before)
		}
	}
	if err == nil {
		tell(decoded(load))
	}
	return err
}

// decoded decodes changes in place. Their bytes are in the memory map of the file.
// If the file was truncated meanwhile, reading them fails.
func decoded(load []entry) []entry {
	for i := range load {
		e := &load[i]
		err := ledger.Safely(func() (err error) {
			e.change, err = codec.DecodeChange(e.id, e.value)
			return err
		})
		e.err = err
	}
	return load
}
