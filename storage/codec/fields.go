package codec

// EachField calls visit with the fields of an encoded content that are texts, and with the number
// of each: the number of the map's key. It decodes without reflection. It returns false if the
// content has another form than records are usually written in; then DecodeContent must decode it.
// value is valid only inside visit.
func EachField(content []byte, visit func(field uint64, value []byte)) bool {
	p := numbers{data: content}
	for n := p.head(majorMap); n > 0 && !p.odd; n-- {
		field := p.head(majorNumber)
		switch {
		case p.odd || len(p.data) == 0:
			return false
		case p.data[0]>>5 == majorText:
			if value := p.bytes(majorText); !p.odd {
				visit(field, value)
			}
		case p.data[0] == cborFalse || p.data[0] == cborTrue:
			p.data = p.data[1:]
		default:
			return false
		}
	}
	return !p.odd && len(p.data) == 0
}
