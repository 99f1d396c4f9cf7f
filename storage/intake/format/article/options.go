package article

// Options are the options for reading a file.
type Options struct {
	Columns Columns // columns of tables; guessed if empty
	// Mapped, if set, looks up the columns of a table by its column names and
	// reports whether they are known. Known columns replace Columns.
	Mapped func(names []string) (Columns, bool)
	// Encoding is the encoding of a web page, or of a file that is read as text; ""
	// means detect it.
	Encoding string
	// Decode, if set, decodes raw and returns its text and the name of its
	// encoding. If encoding is "", Decode detects it.
	Decode func(raw []byte, encoding string) (text, name string, err error)
	// AllBlocks reports whether to also return the blocks of a page that look like
	// separate articles.
	AllBlocks bool
	// Room, if set, limits the memory that reading a file takes beyond its bytes
	// and its text.
	Room Room
}

// Guessing returns options with only Decode set. They are for a part of a file
// whose encoding may differ from that of the file.
func (o Options) Guessing() Options { return Options{Decode: o.Decode} }

// Within takes n bytes from Room, calls work, gives the bytes back, and returns the
// error of work. If Room is nil or n is 0, it only calls work. If Take fails,
// Within returns its error without calling work.
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

// Room limits the memory for reading a file.
type Room interface {
	// Take blocks until n bytes are available, and takes them. An error means that
	// the file must be refused.
	Take(n int64) error
	// Give gives back n of the bytes taken.
	Give(n int64)
}

// ColumnsFor returns the columns that Mapped knows for a table with these column
// names, or Columns if it knows none.
func (o Options) ColumnsFor(names []string) Columns {
	if o.Mapped != nil {
		if known, ok := o.Mapped(names); ok {
			return known
		}
	}
	return o.Columns
}
