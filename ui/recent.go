package ui

// recentChanged replaces the commands that open recent projects.
func (w *Window) recentChanged() {
	commands := w.projects.RecentCommands()
	w.table.Replace(w.recent, commands...)
	w.recent = nil
	for _, c := range commands {
		w.recent = append(w.recent, c.ID)
	}
	w.listenToShortcuts()
	w.setMenus()
}
