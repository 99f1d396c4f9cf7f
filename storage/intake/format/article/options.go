package article

// Options are the options for reading a file.
type Options struct {
	Columns Columns // columns of tables; guessed if empty
	// Mapped, if set, returns the columns known for a table with these column
	// names. They replace Columns.
	Mapped func(names []string) (Columns, bool)
	// Encoding is the encoding of a web page, or of a file that is read as text; ""
	// means detect it.
	Encoding string
	// Decode, if set, decodes the bytes of a file from an encoding, and returns the
	// name of the encoding; "" means detect it.
	Decode func(raw []byte, encoding string) (text, name string, err error)
	// AllBlocks makes an article of every block of a page that looks like one, not
	// only of the main one.
	AllBlocks bool
	// Room, if set, provides the memory that reading a file needs beyond its bytes
	// and its text. Readers take it before they use it.
	Room Room
}

// Guessing returns options with Decode alone. They are for a part of a file whose
// encoding may differ from that of the file.
func (o Options) Guessing() Options { return Options{Decode: o.Decode} }

// Within calls work while it holds n bytes of Room.
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

// Room is the memory that reading a file may use, in bytes.
type Room interface {
	// Take takes n bytes and blocks until they are available. An error means that
	// the file must be refused.
	Take(n int64) error
	// Give returns n of the bytes.
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
