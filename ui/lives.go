package ui

// readLives reads since when and until when the versions of the open article have its sentences,
// and then shows it beside the statements.
func (w *Window) readLives() {
	s, ctx := w.session, w.ctx
	lives := s.PlanLives()
	if lives == nil || w.lives {
		return
	}
	var err error
	w.lives = true
	w.elsewhere(func() { err = lives.Read(ctx) }, func() {
		w.lives = false
		if ctx.Err() != nil || w.session != s {
			return
		}
		if err != nil {
			w.report(err)
			return
		}
		s.SetLives(lives)
		w.inspector.RefreshSentence()
		w.spoken.Update()
		w.readLives() // another article may have been opened meanwhile
	})
}
