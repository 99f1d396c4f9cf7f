package codec

import (
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

//  Records of version 1 of the format
//
// Migrations decode them, and so does the recovery of a damaged file.

// DecodeOldAnnotation decodes an annotation of the analyst. The error wraps
// ErrDamaged.
func DecodeOldAnnotation(data []byte, analyst string) (*model.Annotation, error) {
	return DecodeAnnotation(data, analyst, time.Time{})
}

// DecodeOldNote decodes a note. The error wraps ErrDamaged.
func DecodeOldNote(data []byte) (*model.Note, error) {
	var s record.StoredNote
	if err := Unmarshal(data, &s); err != nil {
		return nil, err
	}
	return s.Note()
}

// DecodeOldLabel decodes an entry of the codebook. The error wraps ErrDamaged.
func DecodeOldLabel(data []byte) (model.Label, error) {
	content, err := DecodeContent(record.LabelKey(""), data, time.Time{})
	if err != nil {
		return model.Label{}, err
	}
	return content.(*record.Entry).Label, nil
}
