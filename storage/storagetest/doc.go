// Package storagetest makes projects, articles and changes for tests, damages
// files, and verifies the projects when the tests end.
package storagetest
