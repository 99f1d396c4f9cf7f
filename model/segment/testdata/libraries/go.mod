// This is a separate module, so that the libraries to compare are not dependencies
// of Assay.
module assay.app/assay/model/segment/testdata/libraries

go 1.26.0

require (
	assay.app/assay v0.0.0
	github.com/clipperhouse/uax29/v2 v2.7.0
	github.com/neurosnap/sentences v1.1.2
)

require github.com/go-text/typesetting v0.3.4 // indirect

replace assay.app/assay => ../../../..
