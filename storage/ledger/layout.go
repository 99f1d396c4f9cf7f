package ledger

import "encoding/binary"

// Format is the version of the file format that this package writes, and the newest
// that it reads.
const Format = 2

// oldestFormat is the oldest version that can be opened; see storage/migration.
const oldestFormat = 0

// application is the value of keyApplication in the meta bucket of every project.
const application = "assay.app/project"

// The buckets. docs/format.md describes their content.
const (
	BucketMeta     = "meta"
	BucketIDs      = "ids"
	BucketArticles = "articles"
	BucketFiles    = "files"
	BucketTexts    = "texts"
	BucketUnits    = "units"
	BucketRecords  = "records"
	BucketBeside   = "beside"
	BucketProgress = "progress"
	BucketAnalysts = "analysts"
	BucketReplicas = "replicas"
	BucketHistory  = "history"
)

// The buckets that only version 1 of the format has; see old.go.
const (
	BucketLabels      = "labels"
	BucketAnnotations = "annotations"
	BucketNotes       = "notes"
	BucketOutletNotes = "outletnotes"
)

// The keys of the meta bucket. The first two have the same names and encoding in
// every version of the format, so that any version of Assay can identify a file.
const (
	keyApplication = "application"
	KeyFormat      = "format"
	KeyProject     = "project"
	KeyCreated     = "created"
	keyGenerator   = "generator"
	KeyName        = "name"      // only if it differs from the name of the file
	KeyHeadlines   = "headlines" // whether headlines are sentences; see storage/headlines.go
	KeyClosed      = "closed"    // present while the file is properly closed; see mark.go
	KeyReplica     = "replica"   // which copy of the project the file is; see replica.go
)

// AllBuckets lists the buckets that every project has.
func AllBuckets() []string { return BucketsOf(Format) }

// BucketsOf lists the buckets of a project in the given version of the format.
func BucketsOf(format int) []string {
	if format < 2 {
		return []string{
			BucketMeta, BucketLabels, BucketIDs, BucketArticles, BucketTexts, BucketUnits,
			BucketAnnotations, BucketNotes, BucketOutletNotes, BucketProgress, BucketAnalysts, BucketHistory,
		}
	}
	return []string{
		BucketMeta, BucketIDs, BucketArticles, BucketFiles, BucketTexts, BucketUnits,
		BucketRecords, BucketBeside, BucketProgress, BucketAnalysts, BucketReplicas, BucketHistory,
	}
}

// grows reports whether new keys of the bucket always come last. The pages of such
// a bucket are filled to nine tenths instead of half.
func grows(bucket string) bool {
	switch bucket {
	case BucketArticles, BucketTexts, BucketUnits, BucketHistory:
		return true
	}
	return false
}

//  Keys
//
// All numbers in keys are big-endian, so that keys sort by number. Most keys hold
// an article's number instead of its id. Articles are numbered from 1 in the order
// of import, so an import appends to the buckets of articles, texts and units.

// Key64 returns the key of an article's number, or of a change's id.
func Key64(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

// KeyAnalyst returns the beginning of the keys of an analyst's progress: the length
// of the name and the name. Because of the length, a name does not match longer
// names that begin with it.
func KeyAnalyst(analyst string) []byte {
	key := binary.BigEndian.AppendUint16(make([]byte, 0, len(analyst)+10), uint16(len(analyst)))
	return append(key, analyst...)
}

// KeyProgress returns the key of an analyst's progress in an article.
func KeyProgress(analyst string, number uint64) []byte {
	return binary.BigEndian.AppendUint64(KeyAnalyst(analyst), number)
}

// ParseProgress is the inverse of KeyProgress. ok is false if the length of the key
// is wrong.
func ParseProgress(key []byte) (analyst string, number uint64, ok bool) {
	if len(key) < 10 || len(key) != 10+int(binary.BigEndian.Uint16(key)) {
		return "", 0, false
	}
	return string(key[2 : len(key)-8]), binary.BigEndian.Uint64(key[len(key)-8:]), true
}
