package sidefile

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"

	"assay.app/assay/model"
)

// shortName is the greatest length of a shortened name, in bytes. It is the limit
// of eCryptfs, which encrypts home folders.
const shortName = 143

// Beside returns the path of a file beside a project: the project's name followed
// by suffix. If the system rejects that name as too long, the stem is shortened and
// a hash of the whole name is added, so that two projects whose names begin alike
// do not share the file.
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

// Named returns the path of the file in folder with the name stem+tail. The stem is
// shortened if the system rejects the name as too long.
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
