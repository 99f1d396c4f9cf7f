//go:build race

package storagetest_test

// raceDetected is true under the race detector, which makes everything about ten
// times slower.
const raceDetected = true
