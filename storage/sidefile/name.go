package sidefile

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"

	"assay.app/assay/model"
)

// shortName is how long a name is at most, in bytes, that had to be shortened.
// No file system in use allows less: eCryptfs, under encrypted homes, has 143.
const shortName = 143

// Beside returns the path of the file beside a project that has the suffix
// behind the project's name. Where the system finds that name too long, it has
// a shortened stem and a hash of the whole, so that two projects whose names
// begin alike do not share the file.
func Beside(project, suffix string) string {
	path := project + suffix
	if !nameTooLong(path) {
		return path
	}
	folder, name := filepath.Split(project)
	hash := sha256.Sum256([]byte(name))
	ext := filepath.Ext(name)
	return folder + model.FileName(name[:len(name)-len(ext)], "~"+hex.EncodeToString(hash[:4])+ext+suffix, shortName)
}

// Named returns the path of a file in a folder whose name is the stem with the
// tail behind it. The stem is shortened where the system finds that too long.
func Named(folder, stem, tail string) string {
	path := filepath.Join(folder, stem+tail)
	if !nameTooLong(path) {
		return path
	}
	return filepath.Join(folder, model.FileName(stem, tail, shortName))
}

func nameTooLong(path string) bool {
	_, err := os.Lstat(path)
	return tooLong(path, err)
}
