package model

// Version is the version of Assay, by the rules of semver.org.
const Version = "0.1.0"
