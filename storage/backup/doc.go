// Package backup names, lists, keeps and removes the backups of a project.
package backup
