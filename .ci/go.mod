// The programs that check and package Assay. They are a module of their own
// because ./... in the module above skips folders whose names begin with a dot.
module assay.app/assay/ci

go 1.26.0

require go.yaml.in/yaml/v4 v4.0.0-rc.3
