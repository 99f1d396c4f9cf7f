package article

// Options says how files are read.
type Options struct {
	Columns Columns // which columns of tables hold what; guessed where empty
	// Mapped, if set, gives what is known of tables with these columns, in
	// place of Columns.
	Mapped func(names []string) (Columns, bool)
	// Encoding is that of web pages and tables, where it is known; "" means find
	// it out.
	Encoding string
	// Decode, if set, decodes the bytes of a file in an encoding; "" means guess it.
	Decode func(raw []byte, encoding string) (text, name string, err error)
	// AllBlocks makes an article of each block of a page that looks like one, and not
	// only of the one that the page is about.
	AllBlocks bool
	// Room, if set, is asked for the memory that a file takes beside its own bytes
	// and its text, before that is used.
	Room Room
}

// Guessing returns the options for a part of a file that is not in the encoding of
// the whole.
func (o Options) Guessing() Options { return Options{Decode: o.Decode} }

// Within calls work while n bytes are taken.
func (o Options) Within(n int64, work func() error) error {
	if o.Room == nil || n == 0 {
		return work()
	}
	if err := o.Room.Take(n); err != nil {
		return err
	}
	defer o.Room.Give(n)
	return work()
}

// Room is the memory that a file may take, in bytes.
type Room interface {
	// Take takes n bytes, and waits for them if need be. An error refuses the file.
	Take(n int64) error
	// Give gives n of the bytes back.
	Give(n int64)
}

// ColumnsFor gives what is known of a table with these columns.
func (o Options) ColumnsFor(names []string) Columns {
	if o.Mapped != nil {
		if known, ok := o.Mapped(names); ok {
			return known
		}
	}
	return o.Columns
}
